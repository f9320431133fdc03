/**
 * The LSTM layer in float64.
 *
 *   z = x_t W + h_{t−1} R + b          W [I, 4H], R [H, 4H], b [4H], columns in the order i, f, g, o
 *   i, f, o = sigmoid(z_i, z_f, z_o)   g = tanh(z_g)
 *   c_t = f ⊙ c_{t−1} + i ⊙ g
 *   h_t = o ⊙ tanh(c_t)                or, with a projection P [H, P], h_t = (o ⊙ tanh(c_t)) P
 *
 * Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber and Cummins 2000, without peepholes.
 * Sequences are time-major, [T, B, ·], so that one time step is one contiguous block. A layer may read from the last
 * step to the first, and a mask may tell it which steps are padding: those change neither h nor c. The projection is that
 * of Sak, Senior and Beaufays 2014 (PyTorch's `proj_size`): h is then R = P wide and R is [P, 4H], while c keeps its H.
 * The way back is in `lstm-gradient.ts`.
 */
import { addProduct, matrix } from './matrix.ts';

/** One layer's weights; its gradients have the same shapes. Row-major, columns in gate order i, f, g, o. */
export interface LstmWeights {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly kernel: Float64Array; // [I, 4H]
  readonly recurrent: Float64Array; // [R, 4H], where h is R wide: H without a projection
  readonly bias: Float64Array; // [4H]
  /** Makes h narrower than c; none when left out. */
  readonly projection?: Projection | undefined;
}

/** What a cell shows, and remembers as h, of its o ⊙ tanh(c). */
export interface Projection {
  /** P, 1…H − 1. */
  readonly size: number;
  readonly kernel: Float64Array; // [H, P]
}

/** R, the width of h: that of the projection, or H. */
export const shownSize = ({ hiddenSize, projection }: LstmWeights): number =>
  projection?.size ?? hiddenSize;

/** What a layer carries from one step to the next. */
export interface LstmState {
  readonly h: Float64Array; // [B, R]
  readonly c: Float64Array; // [B, H]
}

/** The nonlinearities of a layer: of i, f and o, and of g and c. */
export interface Activations {
  readonly gate: (z: number) => number;
  readonly state: (z: number) => number;
}

/** How a layer reads its sequences. */
export interface LayerReading {
  /** The state before the first step that is read; zeros when left out. */
  readonly initial?: LstmState | undefined;
  /** Reads from the last step to the first; default false. */
  readonly reverse?: boolean | undefined;
  /** 1 for a real step, 0 for one that holds the state, [T, B]; all real when left out. */
  readonly mask?: Float64Array | undefined;
  /** Other nonlinearities than sigmoid and tanh; there is no way back through them. */
  readonly activations?: Activations | undefined;
}

/** Everything the forward pass computed; the backward pass and the gate charts read it. */
export interface LstmTrace {
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly reverse: boolean;
  readonly mask: Float64Array | undefined; // [T, B]
  readonly inputs: Float64Array; // [T, B, I]
  /** After their nonlinearities; 0 where the state was held. */
  readonly gates: Float64Array; // [T, B, 4H]
  /**
   * The states between the steps, like the posts of a fence: step t stands between block t and block t + 1, and goes
   * from the first to the second, or in reverse from the second to the first.
   */
  readonly h: Float64Array; // [T + 1, B, R]
  readonly c: Float64Array; // [T + 1, B, H]
  /** tanh(c_t) of each real step. */
  readonly tanhC: Float64Array; // [T, B, H]
  /** Only where they are not sigmoid and tanh. */
  readonly activations?: Activations | undefined;
}

/** Weights that are all zero: a place to add gradients to. Sizes are whole and at least 1. */
export function zeroLstmWeights(
  inputSize: number,
  hiddenSize: number,
  projectionSize = 0,
): LstmWeights {
  return {
    inputSize,
    hiddenSize,
    kernel: new Float64Array(inputSize * 4 * hiddenSize),
    recurrent: new Float64Array((projectionSize || hiddenSize) * 4 * hiddenSize),
    bias: new Float64Array(4 * hiddenSize),
    ...(projectionSize > 0 && {
      projection: { size: projectionSize, kernel: new Float64Array(hiddenSize * projectionSize) },
    }),
  };
}

/** h after each step, [T, B, R]: a window on the trace, not a copy. */
export const hiddenSequence = (trace: LstmTrace): Float64Array => afterSteps(trace, trace.h);

/** c after each step, [T, B, H]: a window on the trace, not a copy. */
export const cellSequence = (trace: LstmTrace): Float64Array => afterSteps(trace, trace.c);

/** Of T + 1 blocks the T that a step ended in: all but the first, in reverse all but the last. */
function afterSteps({ sequenceLength: T, reverse }: LstmTrace, blocks: Float64Array): Float64Array {
  const block = blocks.length / (T + 1);
  return reverse ? blocks.subarray(0, T * block) : blocks.subarray(block);
}

/** h [B, R] and c [B, H] after the last step that was read: windows on the trace. */
export function finalState({ sequenceLength: T, reverse, h, c }: LstmTrace): LstmState {
  const last = (blocks: Float64Array): Float64Array => {
    const block = blocks.length / (T + 1);
    const start = reverse ? 0 : T * block;
    return blocks.subarray(start, start + block);
  };
  return { h: last(h), c: last(c) };
}

const STANDARD: Activations = { gate: (z) => 1 / (1 + Math.exp(-z)), state: Math.tanh };

/**
 * Runs one layer over whole sequences.
 * @param inputs [T, B, I]; kept in the trace, not copied.
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function forwardLayer(
  weights: LstmWeights,
  inputs: Float64Array,
  sequenceLength: number,
  batchSize: number,
  { initial, reverse = false, mask, activations }: LayerReading = {},
): LstmTrace {
  const { inputSize: I, hiddenSize: H, projection } = weights;
  const width = shownSize(weights); // R, of h
  const { gate: sigmoid, state: tanh } = activations ?? STANDARD;
  const [T, B] = [sequenceLength, batchSize];
  if (inputs.length !== T * B * I)
    throw new RangeError(`inputs must hold ${T}·${B}·${I} numbers, got ${inputs.length}`);
  if (mask && mask.length !== T * B)
    throw new RangeError(`mask must hold ${T}·${B} numbers, got ${mask.length}`);
  const gates = new Float64Array(T * B * 4 * H);
  const h = new Float64Array((T + 1) * B * width);
  const c = new Float64Array((T + 1) * B * H);
  const tanhC = new Float64Array(T * B * H);
  if (initial) {
    if (initial.h.length !== B * width || initial.c.length !== B * H)
      throw new RangeError(
        `initial h and c must hold ${B}·${width} and ${B}·${H} numbers, got ${initial.h.length} and ${initial.c.length}`,
      );
    h.set(initial.h, reverse ? T * B * width : 0);
    c.set(initial.c, reverse ? T * B * H : 0);
  }
  const W = matrix(weights.kernel, I, 4 * H);
  const R = matrix(weights.recurrent, width, 4 * H);
  const P = projection && matrix(projection.kernel, H, projection.size);
  const unprojected = projection && new Float64Array(B * H); // o ⊙ tanh(c) of a step

  for (let step = 0; step < T; step++) {
    const t = reverse ? T - 1 - step : step;
    const before = (reverse ? t + 1 : t) * B; // first row of h_{t−1} and c_{t−1}: what this step reads
    const after = (reverse ? t : t + 1) * B; // first row of h_t and c_t
    const z = matrix(gates, B, 4 * H, t * B * 4 * H);
    for (let b = 0; b < B; b++) gates.set(weights.bias, z.offset + b * 4 * H);
    addProduct(z, matrix(inputs, B, I, t * B * I), W);
    addProduct(z, matrix(h, B, width, before * width), R);
    // Where o ⊙ tanh(c) goes: it is h_t itself, unless a projection makes h_t of it.
    const [shown, firstShown] = unprojected ? [unprojected, 0] : [h, after * H];

    for (let b = 0; b < B; b++) {
      const gate = z.offset + b * 4 * H; // first gate of this sequence at this step
      const old = (before + b) * H; // its first unit in c_{t−1}
      const now = (after + b) * H; // its first unit in c_t
      if (mask?.[t * B + b] === 0) {
        const held = (before + b) * width;
        h.copyWithin((after + b) * width, held, held + width);
        c.copyWithin(now, old, old + H);
        gates.fill(0, gate, gate + 4 * H);
        unprojected?.fill(0, b * H, (b + 1) * H);
        continue;
      }
      for (let n = 0; n < H; n++) {
        const i = sigmoid(gates[gate + n]!);
        const f = sigmoid(gates[gate + H + n]!);
        const g = tanh(gates[gate + 2 * H + n]!);
        const o = sigmoid(gates[gate + 3 * H + n]!);
        const cell = f * c[old + n]! + i * g;
        const squashed = tanh(cell);
        gates[gate + n] = i;
        gates[gate + H + n] = f;
        gates[gate + 2 * H + n] = g;
        gates[gate + 3 * H + n] = o;
        c[now + n] = cell;
        tanhC[(t * B + b) * H + n] = squashed;
        shown[firstShown + b * H + n] = o * squashed;
      }
    }
    if (unprojected && P)
      addProduct(matrix(h, B, width, after * width), matrix(unprojected, B, H), P);
  }
  return { sequenceLength, batchSize, reverse, mask, inputs, gates, h, c, tanhC, activations };
}
