/**
 * What a task is: a seeded stream of training batches, a fixed test set, a score, and what simpler tools score.
 * One file a task; `registry.ts` lists them.
 */
import type { Batch } from '#model/batch.ts';
import type { Head, Loss } from '#model/specification.ts';

export type TaskId =
  | 'adding'
  | 'copy'
  | 'temporal-order'
  | 'dyck-2'
  | 'multi-sine'
  | 'mackey-glass'
  | 'narma-10'
  | 'digits'
  | 'char-lm';

/** How a run on the task is scored on its test set. */
export interface Metric {
  /** `bits`: cross-entropy in bits per character. */
  readonly id: 'mse' | 'accuracy' | 'nrmse' | 'bits';
  readonly better: 'lower' | 'higher';
  /** Axis of the chart. */
  readonly scale: 'log' | 'linear';
  /** A run counts as solved at or beyond this score; absent where "solved" has no meaning. */
  readonly solved?: number;
}

/** The score of a predictor that needs no training, computed on the same test set. */
export interface Baseline {
  readonly id: BaselineId;
  readonly score: number;
}

/**
 * `chance`: a constant answer where all are equally frequent; `majority`: the most frequent answer. `autoregression` and
 * `linear-filter`: least squares on the latest values of the series, or of the input that drives it; `volterra`: on
 * these inputs and their products. `noise-floor`: what is left when only the noise is unknown. The others are explained
 * where their task computes them.
 */
export type BaselineId =
  | 'mean'
  | 'chance'
  | 'majority'
  | 'counter'
  | 'persistence'
  | 'autoregression'
  | 'linear-filter'
  | 'volterra'
  | 'noise-floor'
  | 'nearest-neighbour'
  | 'unigram'
  | 'bigram'
  | 'trigram';

export interface StreamOptions {
  /** Whole number ≥ 0; the same seed gives the same batches and the same test set. */
  readonly seed: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
}

export interface TaskStream {
  /** The training batch of step 0, 1, 2, …: a pure function of the seed and the step. */
  batch(step: number): Batch;
  /** The test set, never trained on; its sequences may be longer than those of the batches. */
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

/** What is known of a task without its generator. */
export interface TaskFacts {
  readonly id: TaskId;
  /** Features a time step; with a vocabulary, the default width of the embedding. */
  readonly inputSize: number;
  /** Kinds of tokens, where the inputs are token numbers. */
  readonly vocabulary?: number;
  readonly outputSize: number;
  readonly head: Head;
  readonly loss: Loss;
  readonly metric: Metric;
  readonly defaults: TaskDefaults;
  /** Lengths the generator accepts, both ends included. */
  readonly sequenceLengths: readonly [number, number];
  /** BibTeX key of the paper the task comes from. */
  readonly citation: string;
}

/** A task as it is trained. */
export interface Task extends TaskFacts {
  /**
   * Fetches the data of a task that has some; `createStream` throws an Error before that. Absent where all data is drawn
   * from the seed. Further calls cost nothing.
   */
  load?(): Promise<void>;
  /** @throws RangeError naming the option, its range and the value. */
  createStream(options: StreamOptions): TaskStream;
}
