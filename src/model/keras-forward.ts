/**
 * Keras' `LSTM`, stacked, in one direction or in `Bidirectional`, forwards, in float64, with every argument that changes
 * what comes out. A mask holds the states, as Keras does; the outputs of masked steps repeat the last one, and are 0
 * inside `Bidirectional`.
 */
import { joinDirections } from '#math/directions.ts';
import {
  type Activations,
  finalState,
  forwardLayer,
  hiddenSequence,
  type LstmTrace,
  type LstmWeights,
} from '#math/lstm.ts';
import {
  type KerasActivation,
  type KerasInput,
  type KerasLstm,
  kerasWeights,
  kerasWidth,
  type MergeMode,
} from './keras-lstm.ts';
import { transposedCopy } from '#math/exchange-axes.ts';
import { filled } from './weight-values.ts';

/** As Keras 3 defines them; other libraries have another hard sigmoid. */
const ACTIVATIONS: Readonly<Record<KerasActivation, (z: number) => number>> = {
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  hard_sigmoid: (z) => Math.min(6, Math.max(0, z + 3)) / 6,
  relu: (z) => Math.max(0, z),
  linear: (z) => z,
};

/** What a stack is called with. */
export interface KerasCall extends KerasInput {
  readonly input: Float64Array; // [N, T, I]
  /** 1 for a real step, 0 for a masked one, [N, T]. */
  readonly mask?: Float64Array | undefined;
}

/**
 * @param weights in the order of `kerasWeights(lstm, width)`.
 * @returns what the last layer returns, shaped as `kerasShapes(…).results` says.
 * @throws RangeError when an array's length does not fit.
 */
export function runKerasLstm(
  lstm: KerasLstm,
  weights: readonly Float64Array[],
  { batch: B, steps: T, width, input, mask }: KerasCall,
): Float64Array[] {
  const U = lstm.units;
  const activations: Activations = {
    gate: ACTIVATIONS[lstm.recurrentActivation],
    state: ACTIVATIONS[lstm.activation],
  };
  let sequence = transposedCopy(input, B, T, width); // [T, B, ·] from here on
  const timeMask = mask && transposedCopy(mask, B, T);
  let traces: LstmTrace[] = [];
  let outputs: Float64Array[] = [];
  for (const cells of layersOf(lstm, weights, width)) {
    traces = cells.map((cell, d) =>
      forwardLayer(cell, sequence, T, B, {
        reverse: lstm.goBackwards || d === 1,
        mask: timeMask,
        activations,
      }),
    );
    // `go_backwards` returns the steps in the order in which they were read; `Bidirectional` turns them round again.
    const sequences = traces.map((trace) => {
      const h = hiddenSequence(trace);
      if (lstm.goBackwards) return mirrored(h, T);
      return timeMask && lstm.mergeMode !== undefined
        ? h.map((value, k) => value * timeMask[Math.floor(k / U)]!)
        : h;
    });
    outputs = merged(sequences, U, lstm.mergeMode);
    sequence = outputs[0]!;
  }
  const ends = traces.map(finalState);
  const results = lstm.returnSequences
    ? outputs.map((each) => transposedCopy(each, T, B, kerasWidth(lstm)))
    : merged(
        ends.map(({ h }) => h),
        U,
        lstm.mergeMode,
      );
  return lstm.returnState ? [...results, ...ends.flatMap(({ h, c }) => [h, c])] : results;
}

/** The cells of each layer, forwards before backwards. */
function layersOf(
  lstm: KerasLstm,
  weights: readonly Float64Array[],
  inputs: number,
): LstmWeights[][] {
  const tensors = filled(kerasWeights(lstm, inputs), weights);
  return Array.from({ length: lstm.numLayers }, (_, below) =>
    (lstm.mergeMode === undefined ? [false] : [false, true]).map((backward): LstmWeights => {
      const own = tensors.filter((each) => each.layer === below + 1 && each.backward === backward);
      const values = (kind: 'input' | 'recurrent' | 'bias') =>
        own.find((each) => each.kind === kind)?.values;
      return {
        inputSize: below === 0 ? inputs : kerasWidth(lstm),
        hiddenSize: lstm.units,
        kernel: values('input')!,
        recurrent: values('recurrent')!,
        bias: values('bias') ?? new Float64Array(4 * lstm.units),
      };
    }),
  );
}

/** Blocks of [T, …] from the last to the first. */
function mirrored(values: Float64Array, T: number): Float64Array {
  const block = values.length / T;
  return Float64Array.from(values, (_, k) => {
    const t = Math.floor(k / block);
    return values[(T - 1 - t) * block + (k % block)]!;
  });
}

/** Two directions, [N, U] each, as `merge_mode` puts them together. */
function merged(
  parts: readonly Float64Array[],
  units: number,
  mode: MergeMode | undefined,
): Float64Array[] {
  const [forwards, backwards] = parts;
  if (forwards === undefined || backwards === undefined) return [...parts];
  const each = (by: (a: number, b: number) => number): Float64Array =>
    forwards.map((value, k) => by(value, backwards[k]!));
  switch (mode) {
    case 'concat':
      return [joinDirections(parts, units)];
    case 'sum':
      return [each((a, b) => a + b)];
    case 'mul':
      return [each((a, b) => a * b)];
    case 'ave':
      return [each((a, b) => (a + b) / 2)];
    case 'None':
    case undefined:
      return [...parts];
  }
}
