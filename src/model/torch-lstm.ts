/**
 * PyTorch's `nn.LSTM` as its arguments: the shapes of what goes in and comes out, its weights, and what it says of
 * arguments that do not fit. R is what a cell shows: `proj_size`, or `hidden_size` without a projection; D is 2 with
 * `bidirectional`, else 1.
 *
 *   input (T, N, I)     h_0, h_n (D·L, N, R)     c_0, c_n (D·L, N, H)     output (T, N, D·R)
 *
 * `batch_first` exchanges T and N of input and output, never of the states; an unbatched input has no N anywhere.
 * Checked against PyTorch 2.13 by `tests/model/torch-lstm.test.ts`.
 */
import { weightTensors, type WeightTensor } from './framework-weights.ts';
import { type Axis, type NamedTensor, pythonList, pythonTuple, type Said } from './tensor-shape.ts';

/** The arguments of `nn.LSTM`; PyTorch's own defaults are in `TORCH_DEFAULTS`. */
export interface TorchLstm {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  readonly bias: boolean;
  readonly batchFirst: boolean;
  readonly dropout: number;
  readonly bidirectional: boolean;
  readonly projSize: number;
}

export const TORCH_DEFAULTS = {
  numLayers: 1,
  bias: true,
  batchFirst: false,
  dropout: 0,
  bidirectional: false,
  projSize: 0,
} as const satisfies Partial<TorchLstm>;

/** What a module is called with. */
export interface TorchInput {
  /** T. */
  readonly steps: number;
  /** N; undefined for one sequence without a batch axis. */
  readonly batch: number | undefined;
}

/** D. */
export const torchDirections = ({ bidirectional }: TorchLstm): 1 | 2 => (bidirectional ? 2 : 1);

/** R, the width of h in one direction. */
export const torchShown = ({ projSize, hiddenSize }: TorchLstm): number => projSize || hiddenSize;

/** D·L, the number of cells: the first axis of the states, layer by layer, forwards before backwards. */
export const torchCells = (lstm: TorchLstm): number => torchDirections(lstm) * lstm.numLayers;

export type TorchTensor = 'input' | 'h_0' | 'c_0' | 'output' | 'h_n' | 'c_n';

/** Shapes of everything that a call takes and returns. */
export function torchShapes(
  lstm: TorchLstm,
  { steps, batch }: TorchInput,
): Record<TorchTensor, NamedTensor> {
  const time: Axis = { role: 'time', letters: 'T', size: steps };
  const rows: Axis[] = batch === undefined ? [] : [{ role: 'batch', letters: 'N', size: batch }];
  const sequence = lstm.batchFirst ? [...rows, time] : [time, ...rows];
  const cells: Axis = { role: 'cells', letters: 'D·L', size: torchCells(lstm) };
  const shown: Axis = { role: 'shown', letters: 'R', size: torchShown(lstm) };
  const both: Axis = {
    role: 'shown',
    letters: 'D·R',
    size: torchDirections(lstm) * torchShown(lstm),
  };
  const units: Axis = { role: 'units', letters: 'H', size: lstm.hiddenSize };
  const input: Axis = { role: 'input', letters: 'I', size: lstm.inputSize };
  return {
    input: { name: 'input', axes: [...sequence, input] },
    h_0: { name: 'h_0', axes: [cells, ...rows, shown] },
    c_0: { name: 'c_0', axes: [cells, ...rows, units] },
    output: { name: 'output', axes: [...sequence, both] },
    h_n: { name: 'h_n', axes: [cells, ...rows, shown] },
    c_n: { name: 'c_n', axes: [cells, ...rows, units] },
  };
}

/** Names and shapes of the weights, in the order of `named_parameters()`. */
export const torchWeights = (lstm: TorchLstm): WeightTensor[] =>
  weightTensors({ ...lstm, projection: lstm.projSize, vocabulary: 0, outputSize: 0 }, 'pytorch');

/** What `nn.LSTM(…)` says of its arguments: warnings, then the error that ends it. */
export function torchArgumentsSaid(lstm: TorchLstm): Said[] {
  const { dropout, numLayers, hiddenSize, projSize } = lstm;
  const said: Said[] = [];
  const refuse = (text: string): Said[] => [...said, { kind: 'ValueError', text }];
  if (!(dropout >= 0 && dropout <= 1))
    return refuse(
      'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
    );
  if (dropout > 0 && numLayers === 1)
    said.push({
      kind: 'UserWarning',
      text: `dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got dropout=${dropout} and num_layers=1`,
    });
  if (hiddenSize <= 0) return refuse('hidden_size must be greater than zero');
  if (numLayers <= 0) return refuse('num_layers must be greater than zero');
  if (projSize < 0)
    return refuse('proj_size should be a positive integer or zero to disable projections');
  if (projSize >= hiddenSize) return refuse('proj_size has to be smaller than hidden_size');
  return said;
}

/**
 * What a call that succeeds says on a processor, once in a program: the fast path knows no projection. Packed sequences do
 * not take it.
 */
export const torchCallWarned = ({ projSize }: TorchLstm, packed = false): Said[] =>
  projSize > 0 && !packed
    ? [
        {
          kind: 'UserWarning',
          text: 'LSTM with projections is not supported with oneDNN. Using default implementation.',
        },
      ]
    : [];

/** Shapes of h_0 and c_0 as they are handed over. */
export interface TorchStates {
  readonly h: readonly number[];
  readonly c: readonly number[];
}

/**
 * The error of a call with an input and states of these shapes, or undefined where they fit. The order of the checks is
 * PyTorch's own.
 */
export function torchCallSaid(
  lstm: TorchLstm,
  input: readonly number[],
  states?: TorchStates,
): Said | undefined {
  const rank = input.length;
  if (rank !== 2 && rank !== 3)
    return {
      kind: 'ValueError',
      text: `LSTM: Expected input to be 2D or 3D, got ${rank}D instead`,
    };
  const refuse = (text: string): Said => ({ kind: 'RuntimeError', text });
  const batched = rank === 3;
  if (states && (states.h.length !== rank || states.c.length !== rank))
    return refuse(
      `For ${batched ? 'batched 3-D' : 'unbatched 2-D'} input, hx and cx should also be ${rank}-D but got (${states.h.length}-D, ${states.c.length}-D) tensors`,
    );
  const width = input.at(-1) ?? 0;
  if (width !== lstm.inputSize)
    return refuse(
      `input.size(-1) must be equal to input_size. Expected ${lstm.inputSize}, got ${width}`,
    );
  const rows = batched ? (lstm.batchFirst ? input[0] : input[1])! : 1;
  const steps = (batched && lstm.batchFirst ? input[1] : input[0])!;
  // An unbatched sequence has become a batch of one by the time that its states are looked at.
  const withRows = (shape: readonly number[]): number[] =>
    batched ? [...shape] : [shape[0]!, 1, ...shape.slice(1)];
  for (const [n, name] of (['h', 'c'] as const).entries()) {
    if (!states) break;
    const expected = [torchCells(lstm), rows, name === 'h' ? torchShown(lstm) : lstm.hiddenSize];
    const got = withRows(states[name]);
    if (pythonList(got) !== pythonList(expected))
      return refuse(`Expected hidden[${n}] size ${pythonTuple(expected)}, got ${pythonList(got)}`);
  }
  if (steps === 0) return refuse('Expected sequence length to be larger than 0 in RNN');
  return undefined;
}

/** The error of `pack_padded_sequence` for these lengths, or undefined. Its `enforce_sorted` is true by default. */
export function packSaid(lengths: readonly number[], enforceSorted: boolean): Said | undefined {
  if (enforceSorted && lengths.some((length, n) => n > 0 && length > lengths[n - 1]!))
    return {
      kind: 'RuntimeError',
      text: '`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you do not need ONNX exportability.',
    };
  if (lengths.some((length) => length <= 0))
    return {
      kind: 'RuntimeError',
      text: "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0",
    };
  return undefined;
}
