/**
 * One call of PyTorch's or Keras' LSTM with seeded weights and inputs in float64, and where its last states are: which
 * parts of what it returns hold the same numbers.
 */
import { createRng, streamSeed } from '#math/rng.ts';
import { runKerasLstm } from './keras-forward.ts';
import { type KerasInput, type KerasLstm, kerasShapes, kerasWeights } from './keras-lstm.ts';
import { kerasPairs, type Pair, torchPairs } from './last-states.ts';
import { countOf, sizesOf } from './tensor-shape.ts';
import { runTorchLstm } from './torch-forward.ts';
import { type TorchInput, type TorchLstm, torchShapes, torchWeights } from './torch-lstm.ts';

export interface TorchOrder extends TorchInput {
  readonly framework: 'pytorch';
  readonly lstm: TorchLstm;
  /** Real steps of each sequence, [N]; the input is packed. */
  readonly lengths?: readonly number[] | undefined;
  readonly seed: number;
}

export interface KerasOrder extends KerasInput {
  readonly framework: 'keras';
  readonly lstm: KerasLstm;
  readonly seed: number;
}

export type LstmOrder = TorchOrder | KerasOrder;

/** A tensor with its numbers. */
export interface FullTensor {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly values: Float64Array;
}

/** Two parts of what was returned, as code, and how far apart their numbers are. */
export interface Comparison {
  readonly left: string;
  readonly right: string;
  /** Largest absolute difference; 0 where they are the same numbers. */
  readonly difference: number;
  /** The first number of each. */
  readonly first: readonly [left: number, right: number];
}

export interface LstmRun {
  readonly tensors: readonly FullTensor[];
  readonly comparisons: readonly Comparison[];
}

/** Weights uniform in ±1/√width, as PyTorch starts them. */
function weightsFor(sizes: readonly number[], width: number, seed: number): Float64Array[] {
  const rng = createRng(streamSeed(seed, 'weights'));
  const bound = 1 / Math.sqrt(width);
  return sizes.map((size) => Float64Array.from({ length: size }, () => rng.uniform(-bound, bound)));
}

function normal(length: number, seed: number): Float64Array {
  const rng = createRng(streamSeed(seed, 'input'));
  return Float64Array.from({ length }, () => rng.normal());
}

/** @throws RangeError when the arguments do not fit together; what frameworks say of them is checked before. */
export function runLstm(order: LstmOrder): LstmRun {
  const tensors = order.framework === 'pytorch' ? torchTensors(order) : kerasTensors(order);
  const pairs = order.framework === 'pytorch' ? torchPairs(order) : kerasPairs(order.lstm);
  return { tensors, comparisons: pairs.map((pair) => compared(pair, tensors)) };
}

function torchTensors({ lstm, seed, ...call }: TorchOrder): FullTensor[] {
  const { input, output, h_n, c_n } = torchShapes(lstm, call);
  const weights = weightsFor(
    torchWeights(lstm).map(({ size }) => size),
    lstm.hiddenSize,
    seed,
  );
  const found = runTorchLstm(lstm, weights, {
    ...call,
    input: normal(countOf(sizesOf(input)), seed),
  });
  return [
    { name: 'output', sizes: sizesOf(output), values: found.output },
    { name: 'h_n', sizes: sizesOf(h_n), values: found.hN },
    { name: 'c_n', sizes: sizesOf(c_n), values: found.cN },
  ];
}

/** With the whole sequence and the states, whatever is asked for, and `last`: the outputs without the sequence. */
function kerasTensors({ lstm, seed, ...call }: KerasOrder): FullTensor[] {
  const weights = weightsFor(
    kerasWeights(lstm, call.width).map(({ size }) => size),
    lstm.units,
    seed,
  );
  const input = normal(call.batch * call.steps * call.width, seed);
  const returned = (asked: KerasLstm, rename = ''): FullTensor[] => {
    const values = runKerasLstm(asked, weights, { ...call, input });
    return kerasShapes(asked, call).results.map((tensor, n) => ({
      name: rename + tensor.name,
      sizes: sizesOf(tensor),
      values: values[n]!,
    }));
  };
  return [
    ...returned({ ...lstm, returnSequences: true, returnState: true }),
    ...returned({ ...lstm, returnSequences: false, returnState: false }, 'last_'),
  ];
}

function compared({ left, right }: Pair, tensors: readonly FullTensor[]): Comparison {
  const [a, b] = [left.read(tensors), right.read(tensors)];
  const difference = a.reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
  return {
    left: left.code,
    right: right.code,
    difference: a.length === b.length ? difference : Infinity,
    first: [a[0]!, b[0]!],
  };
}
