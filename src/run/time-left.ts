/** How long a run will still take, judged by how fast it was of late. */

/** Milliseconds looked back on. */
const WINDOW_MS = 10_000;
/** Milliseconds before the first guess. */
const FIRST_GUESS_MS = 500;

export class TimeLeft {
  #samples: { readonly time: number; readonly done: number }[] = [];

  /** Forgets the past: the run was paused, moved to another backend, or begun anew. */
  restart(): void {
    this.#samples = [];
  }

  /**
   * Notes that `done` of `total` updates had been made at `time` (ms).
   * @returns seconds left, or undefined while there is too little to judge by.
   */
  note(time: number, done: number, total: number): number | undefined {
    // After a move to another backend the count goes back to the checkpoints.
    if (done < (this.#samples.at(-1)?.done ?? 0)) this.restart();
    this.#samples = this.#samples.filter((sample) => time - sample.time <= WINDOW_MS);
    this.#samples.push({ time, done });
    const [first] = this.#samples;
    if (done >= total) return 0;
    if (first === undefined || time - first.time < FIRST_GUESS_MS || done <= first.done)
      return undefined;
    return ((time - first.time) / (done - first.done)) * ((total - done) / 1000);
  }
}
