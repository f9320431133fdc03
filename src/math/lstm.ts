/**
 * The LSTM layer in float64, forwards and backwards through time.
 *
 *   z = x_t W + h_{t−1} R + b          W [I, 4H], R [H, 4H], b [4H], columns in the order i, f, g, o
 *   i, f, o = sigmoid(z_i, z_f, z_o)   g = tanh(z_g)
 *   c_t = f ⊙ c_{t−1} + i ⊙ g
 *   h_t = o ⊙ tanh(c_t)
 *
 * Hochreiter and Schmidhuber 1997 with the forget gate of Gers, Schmidhuber and Cummins 2000, without peepholes.
 * Sequences are time-major, [T, B, ·], so that one time step is one contiguous block.
 */
import { addProduct, copyTransposed, matrix, transposed } from './matrix.ts';

/** One layer's weights; its gradients have the same shapes. Row-major, columns in gate order i, f, g, o. */
export interface LstmWeights {
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly kernel: Float64Array; // [I, 4H]
  readonly recurrent: Float64Array; // [H, 4H]
  readonly bias: Float64Array; // [4H]
}

/** What a layer carries from one step to the next. */
export interface LstmState {
  readonly h: Float64Array; // [B, H]
  readonly c: Float64Array; // [B, H]
}

/** Everything the forward pass computed; the backward pass and the gate charts read it. */
export interface LstmTrace {
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly inputs: Float64Array; // [T, B, I]
  /** After their nonlinearities. */
  readonly gates: Float64Array; // [T, B, 4H]
  /** h_0 … h_T: the initial state comes first, so block t + 1 is the output of step t. */
  readonly h: Float64Array; // [T + 1, B, H]
  readonly c: Float64Array; // [T + 1, B, H]
  /** tanh(c_1) … tanh(c_T). */
  readonly tanhC: Float64Array; // [T, B, H]
}

/** Weights that are all zero: a place to add gradients to. Sizes are whole and at least 1. */
export function zeroLstmWeights(inputSize: number, hiddenSize: number): LstmWeights {
  return {
    inputSize,
    hiddenSize,
    kernel: new Float64Array(inputSize * 4 * hiddenSize),
    recurrent: new Float64Array(hiddenSize * 4 * hiddenSize),
    bias: new Float64Array(4 * hiddenSize),
  };
}

/** The layer's output sequence h_1 … h_T, [T, B, H]: a window on the trace, not a copy. */
export function hiddenSequence(trace: LstmTrace): Float64Array {
  return trace.h.subarray(trace.h.length / (trace.sequenceLength + 1));
}

/** h_T and c_T, [B, H] each: windows on the trace. */
export function finalState(trace: LstmTrace): LstmState {
  const start = (trace.h.length / (trace.sequenceLength + 1)) * trace.sequenceLength;
  return { h: trace.h.subarray(start), c: trace.c.subarray(start) };
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/**
 * Runs one layer over whole sequences.
 * @param inputs [T, B, I]; kept in the trace, not copied.
 * @param initial the state before the first step; zeros when left out.
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function forwardLayer(
  weights: LstmWeights,
  inputs: Float64Array,
  sequenceLength: number,
  batchSize: number,
  initial?: LstmState,
): LstmTrace {
  const { inputSize: I, hiddenSize: H } = weights;
  const [T, B] = [sequenceLength, batchSize];
  if (inputs.length !== T * B * I)
    throw new RangeError(`inputs must hold ${T}·${B}·${I} numbers, got ${inputs.length}`);
  const gates = new Float64Array(T * B * 4 * H);
  const h = new Float64Array((T + 1) * B * H);
  const c = new Float64Array((T + 1) * B * H);
  const tanhC = new Float64Array(T * B * H);
  if (initial) {
    if (initial.h.length !== B * H || initial.c.length !== B * H)
      throw new RangeError(`initial h and c must hold ${B}·${H} numbers each`);
    h.set(initial.h);
    c.set(initial.c);
  }
  const W = matrix(weights.kernel, I, 4 * H);
  const R = matrix(weights.recurrent, H, 4 * H);

  for (let t = 0; t < T; t++) {
    const z = matrix(gates, B, 4 * H, t * B * 4 * H);
    for (let b = 0; b < B; b++) gates.set(weights.bias, z.offset + b * 4 * H);
    addProduct(z, matrix(inputs, B, I, t * B * I), W);
    addProduct(z, matrix(h, B, H, t * B * H), R);

    for (let b = 0; b < B; b++) {
      const gate = z.offset + b * 4 * H; // first gate of this sequence at this step
      const old = (t * B + b) * H; // its first unit in c_{t−1}, and in tanh(c_t)
      const now = old + B * H; // its first unit in c_t and h_t
      for (let n = 0; n < H; n++) {
        const i = sigmoid(gates[gate + n]!);
        const f = sigmoid(gates[gate + H + n]!);
        const g = Math.tanh(gates[gate + 2 * H + n]!);
        const o = sigmoid(gates[gate + 3 * H + n]!);
        const cell = f * c[old + n]! + i * g;
        const squashed = Math.tanh(cell);
        gates[gate + n] = i;
        gates[gate + H + n] = f;
        gates[gate + 2 * H + n] = g;
        gates[gate + 3 * H + n] = o;
        c[now + n] = cell;
        tanhC[old + n] = squashed;
        h[now + n] = o * squashed;
      }
    }
  }
  return { sequenceLength, batchSize, inputs, gates, h, c, tanhC };
}

/** ∂L with respect to what went into a layer. */
export interface LstmInputGradients {
  readonly inputs: Float64Array; // [T, B, I]
  readonly initial: LstmState; // [B, H] each
}

/**
 * Backpropagation through time.
 * @param dOutputs ∂L/∂h_1 … ∂L/∂h_T, [T, B, H], as far as the loss or the layer above sees them.
 * @param gradients ∂L/∂W, ∂L/∂R, ∂L/∂b are added to these.
 * @param dFinal ∂L/∂h_T and ∂L/∂c_T of whoever reads the final state; zeros when left out.
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function backwardLayer(
  weights: LstmWeights,
  trace: LstmTrace,
  dOutputs: Float64Array,
  gradients: LstmWeights,
  dFinal?: LstmState,
): LstmInputGradients {
  const { inputSize: I, hiddenSize: H } = weights;
  const { sequenceLength: T, batchSize: B, gates, c, tanhC } = trace;
  if (dOutputs.length !== T * B * H)
    throw new RangeError(`dOutputs must hold ${T}·${B}·${H} numbers, got ${dOutputs.length}`);
  const dInputs = new Float64Array(T * B * I);
  const dh = new Float64Array(B * H); // ∂L/∂h_t, complete when step t is reached
  const dc = new Float64Array(B * H); // ∂L/∂c_t along the cell path from later steps
  if (dFinal) {
    dh.set(dFinal.h);
    dc.set(dFinal.c);
  }
  const dz = new Float64Array(B * 4 * H);
  const dZ = matrix(dz, B, 4 * H);
  const Wt = copyTransposed(matrix(weights.kernel, I, 4 * H));
  const Rt = copyTransposed(matrix(weights.recurrent, H, 4 * H));
  const dW = matrix(gradients.kernel, I, 4 * H);
  const dR = matrix(gradients.recurrent, H, 4 * H);

  for (let t = T - 1; t >= 0; t--) {
    for (let b = 0; b < B; b++) {
      const gate = (t * B + b) * 4 * H;
      const old = (t * B + b) * H; // c_{t−1}, tanh(c_t) and ∂L/∂h_t of the loss
      for (let n = 0; n < H; n++) {
        const i = gates[gate + n]!;
        const f = gates[gate + H + n]!;
        const g = gates[gate + 2 * H + n]!;
        const o = gates[gate + 3 * H + n]!;
        const squashed = tanhC[old + n]!;
        const dHidden = dh[b * H + n]! + dOutputs[old + n]!;
        const dCell = dc[b * H + n]! + dHidden * o * (1 - squashed * squashed);
        const z = b * 4 * H + n;
        dz[z] = dCell * g * i * (1 - i);
        dz[z + H] = dCell * c[old + n]! * f * (1 - f);
        dz[z + 2 * H] = dCell * i * (1 - g * g);
        dz[z + 3 * H] = dHidden * squashed * o * (1 - o);
        dc[b * H + n] = dCell * f;
      }
    }
    addProduct(dW, transposed(matrix(trace.inputs, B, I, t * B * I)), dZ);
    addProduct(dR, transposed(matrix(trace.h, B, H, t * B * H)), dZ);
    for (let b = 0; b < B; b++)
      for (let k = 0; k < 4 * H; k++) gradients.bias[k]! += dz[b * 4 * H + k]!;
    addProduct(matrix(dInputs, B, I, t * B * I), dZ, Wt);
    dh.fill(0);
    addProduct(matrix(dh, B, H), dZ, Rt);
  }
  return { inputs: dInputs, initial: { h: dh, c: dc } };
}
