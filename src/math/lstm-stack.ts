/**
 * Stacked LSTM layers, each with cells for one direction or two:
 *
 *   y_l = [h forwards; h backwards]       what layer l puts out
 *   y_l = [h forwards; h backwards] + y_{l−1}     for l ≥ 2 with residual paths
 *   x_{l+1} = mask_l ⊙ y_l                what layer l + 1 reads; the mask holds dropout's 0 and 1/(1 − p)
 *
 * The residual path adds y_{l−1} as it was before dropout. Each cell keeps its own h and c; nothing but y goes up, and
 * nothing but gradients goes down. Cells are listed bottom first, and of one layer forwards before backwards, like
 * PyTorch's h_n. With projections h is R wide instead of H, and so is everything that is made of it.
 */
import { joinDirections, splitDirections } from './directions.ts';
import {
  forwardLayer,
  hiddenSequence,
  type LstmState,
  type LstmTrace,
  type LstmWeights,
  shownSize,
} from './lstm.ts';
import { backwardLayer } from './lstm-gradient.ts';

/** How the layers are connected and what they start from. */
export interface StackOptions {
  /** Cells a layer; default 1. */
  readonly directions?: 1 | 2;
  /** Adds a layer's input to its output, from layer 2 up; default false. */
  readonly residual?: boolean;
  /** Factors for the outputs of layers 1 … L − 1, [T, B, D·H] each; all 1 when left out. */
  readonly dropout?: readonly Float64Array[];
  /** 1 for a real step, 0 for one that holds all states, [T, B]; all real when left out. */
  readonly mask?: Float64Array | undefined;
  /** One state for each cell; zeros when left out. */
  readonly initial?: readonly LstmState[];
}

/** What a forward pass leaves behind. */
export interface StackTrace {
  readonly options: StackOptions;
  readonly cells: readonly LstmTrace[];
  /** y of the top layer, [T, B, D·H]. */
  readonly outputs: Float64Array;
}

/** Element by element, as a new array. */
const times = (a: Float64Array, b: Float64Array) => a.map((value, k) => value * b[k]!);
const plus = (a: Float64Array, b: Float64Array) => a.map((value, k) => value + b[k]!);

/**
 * Runs the layers one after the other, bottom first.
 * @param cells weights, D for each layer.
 * @param inputs [T, B, I of the first layer]
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function forwardStack(
  cells: readonly LstmWeights[],
  inputs: Float64Array,
  sequenceLength: number,
  batchSize: number,
  options: StackOptions = {},
): StackTrace {
  const { directions = 1, residual = false, dropout, mask, initial } = options;
  const traces: LstmTrace[] = [];
  let below = inputs; // y of the layer below
  for (let first = 0; first < cells.length; first += directions) {
    const factors = first > 0 ? dropout?.[first / directions - 1] : undefined;
    const x = factors ? times(below, factors) : below;
    const layer = cells.slice(first, first + directions).map((weights, d) =>
      forwardLayer(weights, x, sequenceLength, batchSize, {
        initial: initial?.[first + d],
        reverse: d === 1,
        mask,
      }),
    );
    traces.push(...layer);
    const h = joinDirections(layer.map(hiddenSequence), shownSize(cells[first]!));
    below = residual && first > 0 ? plus(h, below) : h;
  }
  return { options, cells: traces, outputs: below };
}

/** ∂L with respect to what went into a stack, and to what its cells carried. */
export interface StackGradients {
  readonly inputs: Float64Array; // [T, B, I]
  /** One for each cell, [B, H]. */
  readonly initial: readonly LstmState[];
  /** The whole ∂L/∂h_t and ∂L/∂c_t of each cell, [T, B, H]. */
  readonly states: readonly LstmState[];
}

/**
 * Backpropagation through time and depth, top layer first: a layer's ∂L/∂x_l, through dropout's factors, is ∂L/∂y_{l−1},
 * to which a residual path adds ∂L/∂y_l.
 * @param dOutputs ∂L/∂y of the top layer, [T, B, D·H].
 * @param gradients one for each cell; the weights' gradients are added to them.
 * @param dFinal ∂L with respect to each cell's final state; zeros when left out.
 * @throws RangeError when an array's length does not fit the sizes or a cell has no gradients to add to.
 */
export function backwardStack(
  cells: readonly LstmWeights[],
  trace: StackTrace,
  dOutputs: Float64Array,
  gradients: readonly LstmWeights[],
  dFinal: readonly LstmState[] = [],
): StackGradients {
  if (trace.cells.length !== cells.length || gradients.length !== cells.length)
    throw new RangeError(
      `${cells.length} cells need as many traces and gradients, got ${trace.cells.length} and ${gradients.length}`,
    );
  const { directions = 1, residual = false, dropout } = trace.options;
  const initial: LstmState[] = [];
  const states: LstmState[] = [];
  let dy = dOutputs;
  for (let first = cells.length - directions; first >= 0; first -= directions) {
    const dh = splitDirections(dy, directions, shownSize(cells[first]!));
    const layer = dh.map((dHidden, d) => {
      const cell = first + d;
      return backwardLayer(
        cells[cell]!,
        trace.cells[cell]!,
        dHidden,
        gradients[cell]!,
        dFinal[cell],
      );
    });
    initial.unshift(...layer.map((result) => result.initial));
    states.unshift(...layer.map((result) => result.states));
    const dx = layer.map((result) => result.inputs).reduce(plus);
    const factors = first > 0 ? dropout?.[first / directions - 1] : undefined;
    const dBelow = factors ? times(dx, factors) : dx;
    dy = residual && first > 0 ? plus(dBelow, dy) : dBelow;
  }
  return { inputs: dy, initial, states };
}
