/** How long updates take: what the page is told, and how many of them make one uninterrupted piece of work. */
import { median } from '#math/statistics.ts';

/** Updates whose median is reported. */
const WINDOW = 51;
/** Most updates in one piece: losses are read back once a piece. */
const LONGEST_CHUNK = 16;

/** Keeps the latest times of each arm. */
export class Pace {
  readonly #times = new Map<string, number[]>();
  readonly #expected: number;
  readonly #pieceMs: number;

  /**
   * `expected`: milliseconds an update is thought to take before any was timed; `pieceMs`: how long a piece of work
   * should last.
   */
  constructor(expected: number, pieceMs: number) {
    this.#expected = expected;
    this.#pieceMs = pieceMs;
  }

  /**
   * Notes that `updates` updates of an arm, summed over the models that made them side by side, took `ms` together:
   * the time of an update is what the reader waits for it, and shrinks where several are made at once.
   */
  note(arm: string, updates: number, ms: number): void {
    const times = this.#times.get(arm) ?? [];
    for (let update = 0; update < updates; update++) times.push(ms / updates);
    this.#times.set(arm, times.slice(-WINDOW));
  }

  /** Median milliseconds of an arm's latest updates; what was expected before the first. */
  msPerStep(arm: string): number {
    const times = this.#times.get(arm);
    return times === undefined ? this.#expected : median(times);
  }

  /** How many updates of each of `models` models to make in one piece, 1…16. */
  chunk(arm: string, models = 1): number {
    const ms = Math.max(this.msPerStep(arm) * models, 0.01);
    return Math.min(LONGEST_CHUNK, Math.max(1, Math.floor(this.#pieceMs / ms)));
  }

  /** Medians of the arms that have been timed. */
  medians(): Record<string, number> {
    return Object.fromEntries([...this.#times].map(([arm, times]) => [arm, median(times)]));
  }
}
