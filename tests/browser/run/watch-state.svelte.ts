/** Watches a run the way a component does. */
import type { TrainingRun } from '#run/training-run.svelte.ts';

/** Calls `seen` with the state now and after each change. @returns ends the watch. */
export function watchState(run: TrainingRun, seen: (state: string) => void): () => void {
  return $effect.root(() => {
    $effect(() => {
      seen(run.state);
    });
  });
}
