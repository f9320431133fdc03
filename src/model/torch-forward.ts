/**
 * PyTorch's `nn.LSTM` with every argument, forwards, in float64: projections, layers without biases, both directions,
 * either order of the axes, a single sequence, and packed sequences. The engines that train have none of the first two.
 */
import { lengthMask } from '#math/directions.ts';
import { finalState, type LstmState, type LstmWeights } from '#math/lstm.ts';
import { forwardStack } from '#math/lstm-stack.ts';
import {
  type TorchInput,
  type TorchLstm,
  torchCells,
  torchDirections,
  torchShown,
  torchWeights,
} from './torch-lstm.ts';
import { transposedCopy } from '#math/exchange-axes.ts';
import { filled } from './weight-values.ts';

/** What a call is given. Arrays lie as their tensors do, row-major. */
export interface TorchCall extends TorchInput {
  /** (T, N, I), with `batch_first` (N, T, I), unbatched (T, I). */
  readonly input: Float64Array;
  /** h_0 (D·L, N, R) and c_0 (D·L, N, H), unbatched without N; zeros when left out. */
  readonly states?: { readonly h: Float64Array; readonly c: Float64Array } | undefined;
  /** Real steps of each sequence, [N], 1…T: the input is packed, and the output padded with zeros. */
  readonly lengths?: readonly number[] | undefined;
}

/** What a call returns, shaped as `torchShapes` says. */
export interface TorchResult {
  readonly output: Float64Array;
  readonly hN: Float64Array;
  readonly cN: Float64Array;
}

/**
 * @param weights in the order of `torchWeights(lstm)`, each row-major in PyTorch's own layout.
 * @throws RangeError when an array's length does not fit.
 */
export function runTorchLstm(
  lstm: TorchLstm,
  weights: readonly Float64Array[],
  { steps: T, batch, input, states, lengths }: TorchCall,
): TorchResult {
  const B = batch ?? 1;
  const swap = lstm.batchFirst && batch !== undefined;
  const [R, H, D] = [torchShown(lstm), lstm.hiddenSize, torchDirections(lstm)];
  const initial =
    states &&
    Array.from({ length: torchCells(lstm) }, (_, k): LstmState => ({
      h: states.h.slice(k * B * R, (k + 1) * B * R),
      c: states.c.slice(k * B * H, (k + 1) * B * H),
    }));
  const timeMajor = swap ? transposedCopy(input, B, T, lstm.inputSize) : input;
  const mask = lengths && lengthMask(lengths, T);
  const { cells, outputs } = forwardStack(cellsOf(lstm, weights), timeMajor, T, B, {
    directions: D,
    mask,
    ...(initial && { initial }),
  });
  // Where a sequence has ended its states are held; what PyTorch pads there is 0.
  const padded = mask
    ? outputs.map((value, k) => (mask[Math.floor(k / (D * R))] === 0 ? 0 : value))
    : outputs;
  const ends = cells.map(finalState);
  return {
    output: swap ? transposedCopy(padded, T, B, D * R) : padded,
    hN: joined(ends.map(({ h }) => h)),
    cN: joined(ends.map(({ c }) => c)),
  };
}

/** PyTorch's weights as the cells of `#math/lstm`: matrices transposed, the two biases summed. */
function cellsOf(lstm: TorchLstm, weights: readonly Float64Array[]): LstmWeights[] {
  const tensors = filled(torchWeights(lstm), weights);
  return Array.from({ length: torchCells(lstm) }, (_, cell): LstmWeights => {
    const layer = Math.floor(cell / torchDirections(lstm)) + 1;
    const backward = cell % torchDirections(lstm) === 1;
    const own = tensors.filter((each) => each.layer === layer && each.backward === backward);
    const matrixOf = (kind: 'input' | 'recurrent' | 'projection') => {
      const { shape, values } = own.find((each) => each.kind === kind)!;
      const [rows = 0, columns = 0] = shape;
      return { rows, columns, values: transposedCopy(values, rows, columns) };
    };
    const kernel = matrixOf('input');
    const bias = new Float64Array(4 * lstm.hiddenSize);
    for (const { values } of own.filter(({ kind }) => kind === 'bias'))
      for (const [k, value] of values.entries()) bias[k]! += value;
    return {
      inputSize: kernel.columns,
      hiddenSize: lstm.hiddenSize,
      kernel: kernel.values,
      recurrent: matrixOf('recurrent').values,
      bias,
      ...(lstm.projSize > 0 && {
        projection: { size: lstm.projSize, kernel: matrixOf('projection').values },
      }),
    };
  });
}

const joined = (parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...part]));
