/**
 * What a task is: a seeded stream of training batches, a fixed test set, a score, and what simpler tools score.
 * One file a task; `registry.ts` lists them.
 */
import type { Batch } from '#model/batch.ts';
import type { Head, Loss } from '#model/specification.ts';

export type TaskId = 'adding' | 'mackey-glass' | 'temporal-order';

/** How a run on the task is scored on its test set. */
export interface Metric {
  readonly id: 'mse' | 'accuracy' | 'nrmse';
  readonly better: 'lower' | 'higher';
  /** Axis of the chart. */
  readonly scale: 'log' | 'linear';
  /** A run counts as solved at or beyond this score; absent where "solved" has no meaning. */
  readonly solved?: number;
}

/** The score of a predictor that needs no training, computed on the same test set. */
export interface Baseline {
  readonly id: 'mean' | 'chance' | 'persistence' | 'autoregression';
  readonly score: number;
}

export interface StreamOptions {
  /** Whole number ≥ 0; the same seed gives the same batches and the same test set. */
  readonly seed: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
}

export interface TaskStream {
  /** The training batch of step 0, 1, 2, …: a pure function of the seed and the step. */
  batch(step: number): Batch;
  /** The test set, never trained on. */
  readonly test: Batch;
  /** Scores predictions for `test` (the head's outputs, logits for softmax) in the task's metric. */
  score(outputs: Float32Array): number;
  readonly baselines: readonly Baseline[];
}

export interface TaskDefaults {
  readonly hiddenSize: number;
  readonly sequenceLength: number;
  readonly learningRate: number;
  readonly steps: number;
  readonly batchSize: number;
}

export interface Task {
  readonly id: TaskId;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly head: Head;
  readonly loss: Loss;
  readonly metric: Metric;
  readonly defaults: TaskDefaults;
  /** Lengths the generator accepts, both ends included. */
  readonly sequenceLengths: readonly [number, number];
  /** BibTeX key of the paper the task comes from. */
  readonly citation: string;
  /** @throws RangeError naming the option, its range and the value. */
  createStream(options: StreamOptions): TaskStream;
}
