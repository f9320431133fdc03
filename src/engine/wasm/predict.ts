/** Predictions for batches of any size: rows are independent, so a few at a time keep the memory small. */
import type { LstmKernels } from '#kernels/lstm-wasm/index.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** Rows that are computed at once. */
const ROWS = 32;

/** The memory of a trainer. */
export interface Arena {
  /** Makes room for batches of one shape. @throws RangeError when there is not enough memory. */
  reserve(sequenceLength: number, batchSize: number, count: number): LstmKernels;
  /** Numbers at an address. */
  view(address: number, length: number): Float32Array;
}

/** Outputs of the head: [B, O], or [T, B, O] for head `every`. @throws RangeError as `arena.reserve` does. */
export function predictInPieces(
  spec: ModelSpecification,
  { inputs, batchSize: B, sequenceLength: T }: Batch,
  arena: Arena,
): Float32Array {
  const { inputSize: I, outputSize: O } = spec;
  const steps = spec.head === 'every' ? T : 1;
  const outputs = new Float32Array(steps * B * O);
  for (let first = 0; first < B; first += ROWS) {
    const rows = Math.min(ROWS, B - first);
    const kernels = arena.reserve(T, rows, 1);
    const staged = arena.view(kernels.stagedInputs(), T * rows * I);
    for (let t = 0; t < T; t++) {
      const row = (t * B + first) * I;
      staged.set(inputs.subarray(row, row + rows * I), t * rows * I);
    }
    kernels.predict();
    const predictions = arena.view(kernels.predictions(), steps * rows * O);
    for (let t = 0; t < steps; t++)
      outputs.set(predictions.subarray(t * rows * O, (t + 1) * rows * O), (t * B + first) * O);
  }
  return outputs;
}
