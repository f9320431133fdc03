/** A demo that cannot be seen does not compute: leaving the viewport pauses its run, coming back resumes it. */

/** The part of a `TrainingRun` that is needed here. */
export interface Pausable {
  readonly state: string;
  pause(): void;
  resume(): void;
}

/**
 * Watches an element; fits Svelte's `{@attach}`. Only a run that was paused here is resumed here: what the reader
 * paused stays paused.
 * @returns ends the watch.
 */
export function pauseOutside(element: Element, run: Pausable): () => void {
  let pausedHere = false;
  const observer = new IntersectionObserver((entries) => {
    const visible = entries.at(-1)?.isIntersecting ?? true;
    if (!visible && (run.state === 'running' || run.state === 'starting')) {
      pausedHere = true;
      run.pause();
    } else if (visible && pausedHere) {
      pausedHere = false;
      run.resume();
    }
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
}
