/** Predictions for batches of any size: rows are independent, so a few at a time keep the memory small. */
import type { Batch, State } from '#model/batch.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import type { Prediction } from '../backend.ts';
import type { Arena } from './arena.ts';

/** Rows that are computed at once. */
const ROWS = 32;

/** @throws RangeError when there is not enough memory. */
export function predictInPieces(spec: ModelSpecification, batch: Batch, arena: Arena): Prediction {
  const { batchSize: B, sequenceLength: T } = batch;
  if (B <= ROWS) return predictAtOnce(spec, batch, arena);
  const steps = spec.head === 'every' ? T : 1;
  const cells = spec.numLayers * directionsOf(spec);
  const outputs = new Float32Array(steps * B * spec.outputSize);
  const h = new Float32Array(cells * B * spec.hiddenSize);
  const c = new Float32Array(h.length);
  for (let first = 0; first < B; first += ROWS) {
    const rows = Math.min(ROWS, B - first);
    const piece = predictAtOnce(spec, rowsOf(batch, first, rows, T, cells), arena);
    putRows(outputs, piece.outputs, steps, B, first, rows);
    putRows(h, piece.finalState.h, cells, B, first, rows);
    putRows(c, piece.finalState.c, cells, B, first, rows);
  }
  return { outputs, finalState: { h, c } };
}

function predictAtOnce(spec: ModelSpecification, batch: Batch, arena: Arena): Prediction {
  const { batchSize: B, sequenceLength: T } = batch;
  const kernels = arena.stage([batch], 0);
  kernels.predict();
  const steps = spec.head === 'every' ? T : 1;
  const size = spec.numLayers * directionsOf(spec) * B * spec.hiddenSize;
  const states = kernels.finalStates();
  return {
    outputs: arena.view(kernels.predictions(), steps * B * spec.outputSize).slice(),
    finalState: {
      h: arena.view(states, size).slice(),
      c: arena.view(states + 4 * size, size).slice(),
    },
  };
}

/** Some rows of a batch, without its targets. */
function rowsOf(batch: Batch, first: number, rows: number, T: number, cells: number): Batch {
  const { batchSize: B, inputs, lengths, initialState } = batch;
  const take = (from: Float32Array, count: number) => takeRows(from, count, B, first, rows);
  const state: State | undefined = initialState && {
    h: take(initialState.h, cells),
    c: take(initialState.c, cells),
  };
  return {
    batchSize: rows,
    sequenceLength: T,
    inputs: take(inputs, T),
    targets: new Float32Array(),
    ...(lengths && { lengths: lengths.subarray(first, first + rows) }),
    ...(state && { initialState: state }),
  };
}

/** Of [count, B, width] the rows `first` … `first + rows` − 1 of each. */
function takeRows(from: Float32Array, count: number, B: number, first: number, rows: number) {
  const width = from.length / (count * B);
  const taken = new Float32Array(count * rows * width);
  for (let k = 0; k < count; k++) {
    const start = (k * B + first) * width;
    taken.set(from.subarray(start, start + rows * width), k * rows * width);
  }
  return taken;
}

/** The way back: [count, rows, width] into [count, B, width]. */
function putRows(
  to: Float32Array,
  piece: Float32Array,
  count: number,
  B: number,
  first: number,
  rows: number,
): void {
  const width = to.length / (count * B);
  for (let k = 0; k < count; k++)
    to.set(piece.subarray(k * rows * width, (k + 1) * rows * width), (k * B + first) * width);
}
