/** Reads what `lstm_arguments.py` wrote, with the weights and data of its runs. */
import type { KerasActivation, KerasLstm, MergeMode } from '#model/keras-lstm.ts';
import { countOf } from '#model/tensor-shape.ts';
import type { TorchLstm } from '#model/torch-lstm.ts';
import fixture from './fixtures/lstm-arguments.json' with { type: 'json' };
import { streamOf, uniform } from './generator.ts';

export const STEPS = 3;
export const BATCH = 2;
export const LENGTHS = [2, 3];
/** Streams of a seed. */
export const STREAMS = { input: 0, h: 3, c: 4, weights: 16 } as const;

/** What a run returned: shapes, and all numbers one after the other. */
interface Returned {
  readonly shapes: readonly (readonly number[])[];
  readonly numbers: string;
}

interface Weighed {
  readonly seed: number;
  readonly weights: readonly (readonly [name: string, shape: readonly number[]])[];
  readonly count: number;
}

export interface TorchRun extends Returned {
  readonly kind: 'batched' | 'unbatched' | 'packed';
  readonly batch_first: boolean;
  readonly given: boolean;
}

export interface TorchModule extends Weighed {
  readonly arguments: Partial<TorchArguments>;
  readonly runs: readonly TorchRun[];
}

/** By PyTorch's own names. */
export interface TorchArguments {
  readonly input_size: number;
  readonly hidden_size: number;
  readonly num_layers: number;
  readonly bias: boolean;
  readonly batch_first: boolean;
  readonly dropout: number;
  readonly bidirectional: boolean;
  readonly proj_size: number;
}

/** By Keras' own names. */
export interface KerasRun extends Weighed, Returned {
  readonly arguments: {
    readonly units: number;
    readonly activation: KerasActivation;
    readonly recurrent_activation: KerasActivation;
    readonly use_bias: boolean;
    readonly return_sequences: boolean;
    readonly return_state: boolean;
    readonly go_backwards: boolean;
  };
  readonly inputs: number;
  readonly layers: number;
  readonly merge_mode: Exclude<MergeMode, 'None'> | 'one direction' | null;
  readonly masked: boolean;
}

export interface Message {
  readonly of: 'torch' | 'pack' | 'keras';
  readonly arguments?: Partial<TorchArguments> & { readonly units?: number };
  readonly input?: readonly number[];
  readonly states?: readonly [number[], number[]] | null;
  readonly lengths?: readonly number[];
  readonly sorted?: boolean;
  readonly stack?: { readonly return_sequences?: boolean; readonly merge_mode?: string | null };
  readonly said: readonly (readonly [kind: string, text: string])[];
}

export const { versions, forgetBias, torch, keras, messages } = fixture as unknown as {
  readonly versions: Readonly<Record<string, string>>;
  readonly forgetBias: Readonly<Record<'True' | 'False', readonly number[]>>;
  readonly torch: readonly TorchModule[];
  readonly keras: readonly KerasRun[];
  readonly messages: readonly Message[];
};

export const torchLstm = (given: Partial<TorchArguments>, batchFirst = false): TorchLstm => ({
  inputSize: given.input_size ?? 3,
  hiddenSize: given.hidden_size ?? 4,
  numLayers: given.num_layers ?? 1,
  bias: given.bias ?? true,
  batchFirst: given.batch_first ?? batchFirst,
  dropout: given.dropout ?? 0,
  bidirectional: given.bidirectional ?? false,
  projSize: given.proj_size ?? 0,
});

export const kerasLstm = ({ arguments: given, layers, merge_mode }: KerasRun): KerasLstm => ({
  units: given.units,
  activation: given.activation,
  recurrentActivation: given.recurrent_activation,
  useBias: given.use_bias,
  unitForgetBias: true,
  returnSequences: given.return_sequences,
  returnState: given.return_state,
  goBackwards: given.go_backwards,
  mergeMode: merge_mode === 'one direction' ? undefined : (merge_mode ?? 'None'),
  numLayers: layers,
  lowerSequences: true,
});

/** Numbers of a stream, in the order of a shape. */
export const drawn = (seed: number, stream: number, shape: readonly number[], scale = 1) =>
  Float64Array.from(uniform(streamOf(seed, stream), countOf(shape), scale));

/** The weights of a module, in its own order. */
export const weightsOf = ({ seed, weights }: Weighed, width: number): Float64Array[] =>
  weights.map(([, shape], n) => drawn(seed, STREAMS.weights + n, shape, 1 / Math.sqrt(width)));

export function numbersOf({ numbers }: Returned): Float64Array {
  const bytes = Uint8Array.from(atob(numbers), (letter) => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}

export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length
    ? Array.from(a, (value, k) => Math.abs(value - b[k]!)).reduce((x, y) => Math.max(x, y), 0)
    : Infinity;
