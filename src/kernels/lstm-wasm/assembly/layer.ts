/**
 * One LSTM layer over whole sequences, forwards and backwards through time.
 *
 *   z_t = [x_t; h_{t−1}]·W + b       W: kernel stacked on recurrent kernel, [4H/8][D + H][8]
 *
 * Slabs of one time step are [columns/8][B][8]: x_t, h_t, c_t and tanh(c_t) of their own, z_t of 4H columns. A panel
 * takes `stride` bytes, a little more than its numbers, so that panels do not fall on the same cache lines.
 * The product over [x; h] is one sum per number, so that nothing is written in between, and the pointwise part of
 * eight units follows while their gates are in the first-level cache.
 */
import { backwardGates, forwardGates } from './gates';
import { accumulateColumns, accumulateOuter, multiply, transposeRows } from './product';

/** Products of this many rows (steps × batch) make one piece of a weight gradient: enough to amortise its loads. */
const OUTER_ROWS: i32 = 192;

/** Sizes of a layer and where everything of it lies. */
@unmanaged
export class Layer {
  /** Columns of the input and of the hidden state, multiples of 8. */
  inputSize: i32;
  hiddenSize: i32;
  weights: usize; // [4H/8][D + H][8]
  bias: usize; // [4H]
  weightGradient: usize;
  biasGradient: usize;
  /** x_1 … x_T. */
  inputs: usize;
  inputSlab: usize;
  /** h_0 … h_T and c_0 … c_T; tanh(c_1) … tanh(c_T). */
  hidden: usize;
  cells: usize;
  tanhCells: usize;
  hiddenSlab: usize;
  /** Gates of t = 1 … T, on the way back ∂loss/∂z. */
  gates: usize;
  gateSlab: usize;
}

/** What all layers share while a batch is computed. */
@unmanaged
export class Sequence {
  steps: i32;
  /** Rows, a multiple of 4. */
  batch: i32;
  /** Bytes from panel to panel. */
  stride: usize;
  /** Room for transposed weights [H/8][4H][8], then [D/8][4H][8]. */
  transposed: usize;
  /** ∂loss/∂h_1 … ∂loss/∂h_T as the layer above or the head sees it; replaced by that of the layer's input. */
  upstream: usize;
  /** ∂loss/∂h_t and ∂loss/∂c_t, one slab each. */
  dHidden: usize;
  dCells: usize;
  /** Eight zeros. */
  zeros: usize;
}

/** All steps of a layer. h_0 and c_0 lie in the first slab of `hidden` and of `cells`. */
export function forwardLayer(layer: Layer, sequence: Sequence): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const bytes = <usize>batch * 32;
  const inputPanels = layer.inputSize >> 3;
  const unitPanels = layer.hiddenSize >> 3;
  const panelWeights = <usize>(layer.inputSize + layer.hiddenSize) * 32;
  const hiddenSlab = layer.hiddenSlab;
  let x = layer.inputs;
  let h = layer.hidden;
  let c = layer.cells;
  let tanhC = layer.tanhCells;
  let gates = layer.gates;
  for (let t = 0; t < sequence.steps; t++) {
    for (let j = 0; j < unitPanels; j++) {
      for (let gate = 0; gate < 4; gate++) {
        const n = <usize>(gate * unitPanels + j);
        const w = layer.weights + n * panelWeights;
        multiply(
          x,
          inputPanels,
          h,
          unitPanels,
          stride,
          w,
          layer.bias + n * 32,
          0,
          gates + n * stride,
          batch,
        );
      }
      const at = <usize>j * stride;
      forwardGates(
        gates + at,
        <usize>unitPanels * stride,
        c + at,
        c + hiddenSlab + at,
        tanhC + at,
        h + hiddenSlab + at,
        bytes,
      );
    }
    x += layer.inputSlab;
    h += hiddenSlab;
    c += hiddenSlab;
    tanhC += hiddenSlab;
    gates += layer.gateSlab;
  }
}

/**
 * Backpropagation through time; weight and bias gradients are added to.
 * @param everyStep whether `upstream` counts at every step, or only at the last
 * @param wantInputs whether `upstream` is to become ∂loss/∂inputs, slabs of the same size
 */
export function backwardLayer(
  layer: Layer,
  sequence: Sequence,
  everyStep: bool,
  wantInputs: bool,
): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const steps = sequence.steps;
  const bytes = <usize>batch * 32;
  const hiddenSize = layer.hiddenSize;
  const inputPanels = layer.inputSize >> 3;
  const unitPanels = hiddenSize >> 3;
  const gatePanels = 4 * unitPanels;
  const rows = layer.inputSize + hiddenSize;
  const panelTransposed = <usize>gatePanels * 256;
  const hiddenSlab = layer.hiddenSlab;
  const gateSlab = layer.gateSlab;
  const transposedRecurrent = sequence.transposed;
  const transposedKernel = transposedRecurrent + <usize>unitPanels * panelTransposed;
  transposeRows(
    layer.weights,
    rows,
    layer.inputSize,
    hiddenSize,
    4 * hiddenSize,
    transposedRecurrent,
  );
  if (wantInputs)
    transposeRows(layer.weights, rows, 0, layer.inputSize, 4 * hiddenSize, transposedKernel);

  const stepsAtOnce = max(1, OUTER_ROWS / batch);
  memory.fill(sequence.dCells, 0, hiddenSlab);
  let pieceEnd = steps;
  for (let t = steps - 1; t >= 0; t--) {
    const gates = layer.gates + <usize>t * gateSlab;
    const upstream = sequence.upstream + <usize>t * hiddenSlab;
    const last = t === steps - 1;
    const hasUpstream = everyStep || last;
    for (let j = 0; j < unitPanels; j++) {
      const at = <usize>j * stride;
      let dHidden = upstream + at;
      if (!last) {
        dHidden = sequence.dHidden + at;
        multiply(
          gates + gateSlab,
          gatePanels,
          0,
          0,
          stride,
          transposedRecurrent + <usize>j * panelTransposed,
          hasUpstream ? upstream + at : sequence.zeros,
          hasUpstream ? 32 : 0,
          dHidden,
          batch,
        );
      }
      const slab = <usize>t * hiddenSlab + at;
      backwardGates(
        gates + at,
        <usize>unitPanels * stride,
        layer.cells + slab,
        layer.tanhCells + slab,
        dHidden,
        sequence.dCells + at,
        bytes,
      );
      for (let gate = 0; gate < 4; gate++) {
        const n = <usize>(gate * unitPanels + j);
        accumulateColumns(gates + n * stride, bytes, layer.biasGradient + n * 32);
      }
    }
    if (wantInputs) {
      for (let j = 0; j < inputPanels; j++) {
        const w = transposedKernel + <usize>j * panelTransposed;
        multiply(
          gates,
          gatePanels,
          0,
          0,
          stride,
          w,
          sequence.zeros,
          0,
          upstream + <usize>j * stride,
          batch,
        );
      }
    }
    if (t % stepsAtOnce === 0) {
      accumulateWeights(layer, sequence, t, pieceEnd);
      pieceEnd = t;
    }
  }
}

/** Adds the steps `from` … `to` − 1 to the weight gradient. The first step's h_0 is zero and left out. */
function accumulateWeights(layer: Layer, sequence: Sequence, from: i32, to: i32): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const inputPanels = layer.inputSize >> 3;
  const unitPanels = layer.hiddenSize >> 3;
  const panelWeights = <usize>(layer.inputSize + layer.hiddenSize) * 32;
  const gateSlab = layer.gateSlab;
  const fromHidden = max(1, from);
  const x = layer.inputs + <usize>from * layer.inputSlab;
  const h = layer.hidden + <usize>fromHidden * layer.hiddenSlab;
  const dz = layer.gates + <usize>from * gateSlab;
  const dzHidden = layer.gates + <usize>fromHidden * gateSlab;
  for (let n = 0; n < 4 * unitPanels; n++) {
    const at = <usize>n * stride;
    const w = layer.weightGradient + <usize>n * panelWeights;
    accumulateOuter(
      x,
      layer.inputSlab,
      stride,
      inputPanels,
      dz + at,
      gateSlab,
      to - from,
      batch,
      w,
    );
    accumulateOuter(
      h,
      layer.hiddenSlab,
      stride,
      unitPanels,
      dzHidden + at,
      gateSlab,
      to - fromHidden,
      batch,
      w + <usize>inputPanels * 256,
    );
  }
}
