/**
 * The messages between a page and its training worker: two discriminated unions, nothing else.
 * Every message can be cloned structurally; typed arrays are transferred.
 */
import type { BackendId } from '#engine/backend.ts';
import type { BackendChoice, Probe, RefusalReason } from '#engine/probe.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskId } from '#tasks/task.ts';

export type { BackendChoice, BackendId, Probe, RefusalReason };

/** One of the models that are compared, e.g. `one` (1×31) against `two` (2×18). */
export interface Arm {
  readonly id: string;
  readonly spec: ModelSpecification;
}

/** Everything that determines a run, apart from the machine. */
export interface Plan {
  readonly task: TaskId;
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Updates of each model. */
  readonly steps: number;
  /** Each arm is trained once for each seed; a seed fixes data and initial weights, so arms are paired by it. */
  readonly seeds: readonly number[];
  readonly arms: readonly Arm[];
  /** The test score is measured before the first update and then every so many updates. */
  readonly evaluateEvery: number;
}

export type ToWorker =
  | { readonly type: 'start'; readonly plan: Plan; readonly backend: BackendChoice }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** While paused: one update of every model, then a report. */
  | { readonly type: 'step' }
  /** Applied at the next step boundary. */
  | { readonly type: 'configure'; readonly learningRate: number }
  | { readonly type: 'stop' };

/** A point of one learning curve. */
export interface Point {
  readonly arm: string;
  readonly seed: number;
  readonly step: number;
  /** Test score in the task's metric. */
  readonly score: number;
}

/** A model whose loss or score is no longer a number: its curve ends at this step, the others go on. */
export interface Divergence {
  readonly arm: string;
  readonly seed: number;
  /** The update whose loss, or the step whose score, was not finite. */
  readonly step: number;
}

export type FailureReason =
  'diverged' | 'device-lost' | 'worker-failed' | 'worker-silent' | 'no-backend' | 'bad-plan';

export type FromWorker =
  /** After the backends were tried; a report with a first point may come before. */
  | {
      readonly type: 'chosen';
      readonly backend: BackendId;
      readonly device: string;
      readonly probes: readonly Probe[];
      readonly baselines: readonly { readonly id: string; readonly score: number }[];
    }
  | {
      readonly type: 'report';
      readonly points: readonly Point[];
      /** Updates done, summed over all models, and how many there will be (a diverged model makes no more). */
      readonly done: number;
      readonly total: number;
      /** Median milliseconds of the latest updates, for each arm; absent before the first. */
      readonly msPerStep: Readonly<Record<string, number>>;
      readonly state: 'running' | 'paused' | 'finished';
    }
  /**
   * A backend was given up in the middle of a run; a second `chosen` follows and the run goes on from its last
   * checkpoints with the same weights, but with Adam's moments at zero.
   */
  | { readonly type: 'moved'; readonly probe: Probe }
  /** Ends the run, except for `diverged`, which ends one model and says which; the others go on. */
  | {
      readonly type: 'failed';
      readonly reason: FailureReason;
      readonly detail: string;
      readonly divergence?: Divergence;
    }
  /**
   * Sent once a second, so that silence means trouble. Before work that cannot be interrupted for longer than
   * that, `quietMs` says how much silence is normal.
   */
  | { readonly type: 'heartbeat'; readonly quietMs?: number };
