/**
 * The messages between a page and its training worker: two discriminated unions, nothing else.
 * Every message can be cloned structurally; typed arrays are transferred.
 */
import type { BackendId, Inspection, TrainerState } from '#engine/backend.ts';
import type { BackendChoice, Probe, RefusalReason } from '#engine/probe.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskId } from '#tasks/task.ts';

export type { BackendChoice, BackendId, Inspection, Probe, RefusalReason };

/** One of the models that are compared, e.g. `A` (1×31) against `B` (2×18). */
export interface Arm {
  readonly id: string;
  readonly spec: ModelSpecification;
  /** In place of the plan's; does not follow `configure`. */
  readonly learningRate?: number;
  /** Updates, in place of the plan's. */
  readonly steps?: number;
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

/** Where one model can go on from. */
export interface ModelCheckpoint {
  readonly arm: string;
  readonly seed: number;
  /** Updates made in this state, which is also the number of the next batch. */
  readonly step: number;
  /** Absent before the first update: then the seed says everything. */
  readonly state?: TrainerState;
  /** The latest step whose score has been reported; −1 before the first. */
  readonly scored: number;
  /** The model has diverged at this step; `state` is the last that was finite. */
  readonly divergedAt?: number;
}

/**
 * Where a run can go on from, in another worker or on another backend. There is no random state: whatever is random is
 * a function of seed and step.
 */
export interface RunCheckpoint {
  readonly learningRate: number;
  readonly models: readonly ModelCheckpoint[];
  /** Backends that have failed in this run and are not tried again. */
  readonly given: readonly Probe[];
}

/** Asks for a look inside one model at one sequence of its next batch. */
export interface InspectRequest {
  readonly arm: string;
  readonly seed: number;
  /** Number of the sequence, 0…batchSize − 1. */
  readonly row: number;
  /** Again whenever the model has made a multiple of so many updates, at most 30 times a second; once when absent. */
  readonly every?: number;
  /** Also at every sequence of the batch that would come next, once the model has made its last update. */
  readonly atEnd?: boolean;
}

export type ToWorker =
  | {
      readonly type: 'start';
      readonly plan: Plan;
      readonly backend: BackendChoice;
      /** Goes on from here instead of beginning. */
      readonly from?: RunCheckpoint;
    }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** While paused: one update of every model, then a report. */
  | { readonly type: 'step' }
  /** Applied at the next step boundary. */
  | { readonly type: 'configure'; readonly learningRate: number }
  /** Answered at once, also while paused; a new request takes the place of the last, and none ends it. */
  | { readonly type: 'inspect'; readonly request?: InspectRequest }
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
      /** Averaged over the test sets of as many seeds as a moment allowed; of all seeds when there is but one. */
      readonly baselines: readonly { readonly id: string; readonly score: number }[];
    }
  /** Where `chosen` came with those of some seeds only: the averages over all, before the run finishes. */
  | {
      readonly type: 'baselines';
      readonly baselines: readonly { readonly id: string; readonly score: number }[];
    }
  | {
      readonly type: 'report';
      readonly points: readonly Point[];
      /** Updates done, summed over all models, and how many there will be (a diverged model makes no more). */
      readonly done: number;
      readonly total: number;
      /**
       * Median milliseconds of the latest updates, for each arm; absent before the first. Time on the clock for one
       * update of one model: where several models train side by side, their common time divided by their number.
       */
      readonly msPerStep: Readonly<Record<string, number>>;
      readonly state: 'running' | 'paused' | 'finished';
    }
  /**
   * A backend was given up in the middle of a run; a second `chosen` follows and the run goes on from its last
   * checkpoints, the optimizer's state included.
   */
  | { readonly type: 'moved'; readonly probe: Probe }
  /** Every two seconds of training and at a pause; its buffers are transferred. */
  | { readonly type: 'checkpoint'; readonly checkpoint: RunCheckpoint }
  /** Answers `inspect`; its buffers are transferred. */
  | {
      readonly type: 'inspection';
      readonly arm: string;
      readonly seed: number;
      readonly row: number;
      /** Updates made before. */
      readonly step: number;
      readonly inspection: Inspection;
    }
  /** The request cannot be answered, and is dropped; the run goes on. */
  /** Answers `atEnd`: one inspection for every sequence of the batch; their buffers are transferred. */
  | {
      readonly type: 'final-inspection';
      readonly arm: string;
      readonly seed: number;
      readonly step: number;
      readonly inspections: readonly Inspection[];
    }
  | { readonly type: 'inspection-refused'; readonly detail: string }
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

/** Posts a message to the page; `transfer`: buffers that the sender gives away. */
export type PostMessage = (message: FromWorker, transfer?: Transferable[]) => void;
