/** The messages between a page and the worker that runs a trained model on a few test sequences. */
import type { TestPiece } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { BackendId } from '#engine/backend.ts';
import type { TaskId } from '#tasks/task.ts';

export type { TestPiece };

export interface TestOrder {
  readonly task: TaskId;
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly spec: ModelSpecification;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array;
  /** The engine that trained the model; where it does not start again, the reference computes. */
  readonly backend: BackendId;
}

export type TestNews =
  | { readonly type: 'tested'; readonly piece: TestPiece; readonly backend: BackendId }
  /** `detail` is in English. */
  | { readonly type: 'failed'; readonly detail: string };
