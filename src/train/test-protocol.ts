/** The messages between a page and the worker that runs a trained model on a few test sequences. */
import type { TestPiece } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
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
}

export type TestNews =
  | { readonly type: 'tested'; readonly piece: TestPiece }
  /** `detail` is in English. */
  | { readonly type: 'failed'; readonly detail: string };
