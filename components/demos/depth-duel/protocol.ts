/** How the recorded duels are run, and what their files hold; the files are in `content/recorded/depth-duel/`. */
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskId } from '#tasks/task.ts';
import type { ArmId } from './arms.ts';

/** Learning rates that each arm of each task is tried at. */
export const RATES = [0.001, 0.003, 0.01] as const;

/** Seeds that only serve to choose the rate. */
export const TUNING_SEEDS = [101, 102, 103] as const;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Seeds that the comparison rests on; none of them had a part in choosing a rate. */
export const SEEDS: readonly number[] = upTo(20);

/** The task on which every arm is trained at every rate, because the winner depends on it, and the seeds of that. */
export const SWEPT_TASK: TaskId = 'narma-10';
export const SWEPT_SEEDS: readonly number[] = upTo(8);

/** Scores along a curve, besides the one before the first update. */
export const MEASUREMENTS = 20;

interface CommonConfig {
  readonly task: TaskId;
  readonly arm: ArmId;
  readonly spec: ModelSpecification;
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** Updates. */
  readonly steps: number;
  readonly learningRate: number;
}

/** What a run follows from. */
export interface DuelConfig extends CommonConfig {
  readonly evaluateEvery: number;
  readonly seed: number;
}

export interface DuelResult {
  /** Test scores before the first update, every `evaluateEvery` updates and after the last; fewer after divergence. */
  readonly scores: readonly number[];
  /** The last of them with all its digits; null where the model diverged. */
  readonly final: number | null;
  /** The step at which loss or score was no longer a finite number. */
  readonly divergedAt?: number;
  /** What simple predictors score on the same test set. */
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  readonly timings: {
    /** Processor time of an update in the quickest interval between two scores; other work on the machine adds to it. */
    readonly msPerStep: number;
  };
}

/** Runs that serve to choose the rate. */
export interface TuningConfig extends CommonConfig {
  readonly seeds: readonly number[];
}

export interface TuningResult {
  /** Final scores in the order of the seeds; null where a model diverged. */
  readonly finals: readonly (number | null)[];
}

/** The files as the harness wraps them, as far as pages need it. */
export interface RecordedFile {
  readonly engine: {
    readonly version: string;
    readonly backend: 'wasm' | 'reference';
    readonly runtime: string;
  };
  /** ISO date. */
  readonly date: string;
  readonly config: DuelConfig | TuningConfig;
  readonly result: DuelResult | TuningResult;
}
