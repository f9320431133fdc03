/** The messages between a page and the worker that measures gradient maps. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { GradientNorms, GradientProbe } from '#model/gradient-map.ts';

export type { BackendId };

/** What to measure; a new order takes the place of the one under way. */
export interface ProbeOrder {
  /** Rises with every order; each answer names the order it belongs to. */
  readonly id: number;
  readonly probes: readonly GradientProbe[];
  readonly seeds: readonly number[];
}

export type ProbeFailure = 'no-backend' | 'bad-plan' | 'worker-failed' | 'worker-silent';

export type ProbeNews =
  /** All probes for one more seed; the first `done` seeds of the order are there. */
  | {
      readonly type: 'measured';
      readonly id: number;
      readonly backend: BackendId;
      readonly device: string;
      /** In the order of the probes. */
      readonly norms: readonly GradientNorms[];
      readonly done: number;
      /** Milliseconds since the order came. */
      readonly ms: number;
    }
  /** The order cannot be answered; others may be. `detail` is in English. */
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly reason: ProbeFailure;
      readonly detail: string;
    };
