/**
 * What simpler tools score, averaged over the test sets of the seeds. Some of them are fitted for tenths of a second a seed,
 * on the thread that trains, so they are computed one seed at a time and never hold up training for long.
 */
import type { TaskStream } from '#tasks/task.ts';

/** A baseline's score, averaged over seeds. */
export interface MeanBaseline {
  readonly id: string;
  readonly score: number;
}

/** Milliseconds that baselines may take at once, before training begins; one seed may take longer. */
const AT_ONCE_MS = 150;
/** Share of the time, at most, that baselines take while models train. */
const SHARE = 1 / 4;

export class Baselines {
  readonly #streams: readonly TaskStream[];
  readonly #now: () => number;
  readonly #sums = new Map<string, number>();
  #computed = 0;

  /** One stream a seed. */
  constructor(streams: readonly TaskStream[], now: () => number) {
    this.#streams = streams;
    this.#now = now;
  }

  /** Are all seeds' scores in the means? */
  get complete(): boolean {
    return this.#computed >= this.#streams.length;
  }

  /** Over the seeds computed so far. */
  get means(): MeanBaseline[] {
    return [...this.#sums].map(([id, sum]) => ({ id, score: sum / this.#computed }));
  }

  /** Computes those of one seed at least, and of as many as a moment allows. */
  begin(): void {
    const start = this.#now();
    do this.#next();
    while (!this.complete && this.#now() - start < AT_ONCE_MS);
  }

  /**
   * Computes the rest beside other work: after each seed it waits three times as long as that seed took.
   * @param stopped asked before each seed.
   */
  async finish(stopped: () => boolean): Promise<void> {
    while (!this.complete && !stopped()) {
      const start = this.#now();
      this.#next();
      const took = this.#now() - start;
      await new Promise((resolve) => setTimeout(resolve, took * (1 / SHARE - 1)));
    }
  }

  #next(): void {
    for (const { id, score } of this.#streams[this.#computed]?.baselines ?? [])
      this.#sums.set(id, (this.#sums.get(id) ?? 0) + score);
    this.#computed++;
  }
}
