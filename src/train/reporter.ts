/** Collects points and posts them: at most 30 reports a second, and one at least every 200 ms of running. */
import type { FromWorker, Point, PostMessage } from './protocol.ts';

const LEAST_GAP_MS = 1000 / 30;
const LONGEST_GAP_MS = 200;

export type Report = Extract<FromWorker, { type: 'report' }>;
/** What a report says besides its points. */
export type Progress = Omit<Report, 'type' | 'points' | 'state'>;

export class Reporter {
  readonly #post: PostMessage;
  readonly #now: () => number;
  #points: Point[] = [];
  #last = -Infinity;

  constructor(post: PostMessage, now: () => number) {
    this.#post = post;
    this.#now = now;
  }

  add(point: Point): void {
    this.#points.push(point);
  }

  /** Are there points that were not posted yet? */
  get pending(): boolean {
    return this.#points.length > 0;
  }

  /** Posts when it is time to; `progress` is asked for only then. */
  offer(progress: () => Progress, state: 'running' | 'paused'): void {
    const gap = this.#now() - this.#last;
    if (gap >= (this.pending ? LEAST_GAP_MS : LONGEST_GAP_MS)) this.post(progress(), state);
  }

  /** Posts at once: the state has changed. */
  post(progress: Progress, state: Report['state']): void {
    this.#last = this.#now();
    this.#post({ type: 'report', points: this.#points, ...progress, state });
    this.#points = [];
  }
}
