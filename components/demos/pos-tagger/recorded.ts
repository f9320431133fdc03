/** What pages carry of the published model's manifest. */
import type { TaggerManifest } from '#train/tagger-file.ts';
import type { TaggerRecord } from './pos-tagger.svelte.ts';

/** @param text `manifest.json`, written by `src/experiments/tagger-model.ts`. */
export function recordOf(text: string): TaggerRecord {
  const { date, engine, command, steps, scores, baseline, example } = JSON.parse(
    text,
  ) as TaggerManifest;
  return {
    date,
    engine: `Strata ${engine.version}, ${engine.runtime}`,
    command,
    steps,
    scores,
    baseline,
    example,
  };
}
