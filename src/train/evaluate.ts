/** Predictions on a whole test set, in pieces small enough for the reader's wishes to be heard in between. */
import type { Backend, Trainer } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';

/** Sequences a piece holds on backends that compute on the CPU, whose work blocks the thread. */
const PIECE = 64;

/** Cuts a batch into pieces of at most `size` sequences, with their lengths and initial states; without targets. */
export function splitBatch(batch: Batch, spec: ModelSpecification, size: number): Batch[] {
  const { batchSize, sequenceLength, inputs, lengths, initialState } = batch;
  if (batchSize <= size) return [batch];
  const width = spec.vocabulary === undefined ? spec.inputSize : 1;
  const cells = spec.numLayers * directionsOf(spec);
  return Array.from({ length: Math.ceil(batchSize / size) }, (_, piece) => {
    const first = piece * size;
    const count = Math.min(size, batchSize - first);
    // [layers · directions, batchSize, hiddenSize] is cut like [sequenceLength, batchSize, inputSize].
    const ofState = (values: Float32Array) =>
      columns(values, cells, batchSize, spec.hiddenSize, first, count);
    return {
      batchSize: count,
      sequenceLength,
      inputs: columns(inputs, sequenceLength, batchSize, width, first, count),
      // Predicting needs no targets.
      targets: new Float32Array(0),
      ...(lengths && { lengths: lengths.slice(first, first + count) }),
      ...(initialState && {
        initialState: { h: ofState(initialState.h), c: ofState(initialState.c) },
      }),
    };
  });
}

/** Sequences `first`… of a time-major array [steps, batchSize, width]. */
function columns(
  values: Float32Array,
  steps: number,
  batchSize: number,
  width: number,
  first: number,
  count: number,
): Float32Array {
  const result = new Float32Array(steps * count * width);
  for (let t = 0; t < steps; t++) {
    const start = (t * batchSize + first) * width;
    result.set(values.subarray(start, start + count * width), t * count * width);
  }
  return result;
}

const pieces = new WeakMap<Batch, Batch[]>();

/**
 * Outputs for the whole of `test`, as `Trainer.predict` gives them.
 * @param pause called between pieces.
 */
export async function predictAll(
  backend: Backend,
  trainer: Trainer,
  spec: ModelSpecification,
  test: Batch,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  // A GPU is asked once: there the number of calls costs, not the number of sequences.
  if (!backend.blocking) return (await trainer.predict(test)).outputs;
  const parts = pieces.get(test) ?? splitBatch(test, spec, PIECE);
  pieces.set(test, parts);
  const steps = spec.head === 'every' ? test.sequenceLength : 1;
  const outputs = new Float32Array(steps * test.batchSize * spec.outputSize);
  let first = 0;
  for (const part of parts) {
    const { outputs: predicted } = await trainer.predict(part);
    const width = part.batchSize * spec.outputSize;
    for (let t = 0; t < steps; t++)
      outputs.set(
        predicted.subarray(t * width, (t + 1) * width),
        (t * test.batchSize + first) * spec.outputSize,
      );
    first += part.batchSize;
    await pause();
  }
  return outputs;
}
