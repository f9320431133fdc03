/**
 * One LSTM layer in one direction over whole sequences; cell-gradient.ts is the way back.
 *
 *   z_t = [x_t; h_{t−1}]·W + b       W: kernel stacked on recurrent kernel, [4H/8][D + H][8]
 *
 * Slabs of one time step are [columns/8][B][8]: x_t, h_t, c_t and tanh(c_t) of their own, z_t of 4H columns. A panel
 * takes `stride` bytes, a little more than its numbers, so that panels do not fall on the same cache lines.
 * The product over [x; h] is one sum per number, so that nothing is written in between, and the pointwise part of
 * eight units follows while their gates are in the first-level cache.
 *
 * The reverse direction reads time T first; its h_{t−1} is that of time t + 1.
 */
import { forwardGates } from './gates';
import { holdRows, holdsAt, Mask, rowsAt } from './mask';
import { Probe } from './probe';
import { multiply } from './product';

/** Sizes of a layer in one direction and where everything of it lies. */
@unmanaged
export class Cell {
  /** Columns of the input and of the hidden state, multiples of 8. */
  inputSize: i32;
  hiddenSize: i32;
  weights: usize; // [4H/8][D + H][8]
  bias: usize; // [4H]
  weightGradient: usize;
  biasGradient: usize;
  /** x of the first time. */
  inputs: usize;
  inputSlab: usize;
  /** h and c of the first time. The state before the sequence lies a slab before it, or after the last if reversed. */
  hidden: usize;
  cells: usize;
  hiddenSlab: usize;
  /** tanh(c) and gates of the first time, the latter on the way back ∂loss/∂z. Slabs of 0 bytes keep one time only. */
  tanhCells: usize;
  tanhSlab: usize;
  gates: usize;
  gateSlab: usize;
  reverse: bool;
}

/** What all cells share while a batch is computed. */
@unmanaged
export class Sequence {
  steps: i32;
  /** Rows, a multiple of 4. */
  batch: i32;
  /** Bytes from panel to panel. */
  stride: usize;
  mask: Mask;
  /** Room for transposed weights [H/8][4H][8], then [D/8][4H][8]. */
  transposed: usize;
  /** ∂loss/∂h_t and ∂loss/∂c_t, one slab each. */
  dHidden: usize;
  dCells: usize;
  /** Room for a panel. */
  held: usize;
  /** Eight zeros. */
  zeros: usize;
  /** Set while somebody looks. */
  probe: Probe | null;
}

/** Bytes from a time's state to the one before it in the order of reading. */
@inline
export function toBefore(cell: Cell): usize {
  return cell.reverse ? cell.hiddenSlab : 0 - cell.hiddenSlab;
}

/** All steps of a cell. */
export function forwardCell(cell: Cell, sequence: Sequence): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const bytes = <usize>batch * 32;
  const steps = sequence.steps;
  const inputPanels = cell.inputSize >> 3;
  const unitPanels = cell.hiddenSize >> 3;
  const panelWeights = <usize>(cell.inputSize + cell.hiddenSize) * 32;
  const before = toBefore(cell);
  for (let step = 0; step < steps; step++) {
    const t = cell.reverse ? steps - 1 - step : step;
    const x = cell.inputs + <usize>t * cell.inputSlab;
    const h = cell.hidden + <usize>t * cell.hiddenSlab;
    const c = cell.cells + <usize>t * cell.hiddenSlab;
    const tanhC = cell.tanhCells + <usize>t * cell.tanhSlab;
    const gates = cell.gates + <usize>t * cell.gateSlab;
    const holds = holdsAt(sequence.mask, t);
    for (let j = 0; j < unitPanels; j++) {
      for (let gate = 0; gate < 4; gate++) {
        const n = <usize>(gate * unitPanels + j);
        const w = cell.weights + n * panelWeights;
        multiply(
          x,
          inputPanels,
          h + before,
          unitPanels,
          stride,
          w,
          cell.bias + n * 32,
          0,
          gates + n * stride,
          batch,
        );
      }
      const at = <usize>j * stride;
      forwardGates(
        gates + at,
        <usize>unitPanels * stride,
        c + before + at,
        c + at,
        tanhC + at,
        h + at,
        bytes,
      );
      if (holds) {
        holdRows(h + at, h + before + at, rowsAt(sequence.mask, t), bytes);
        holdRows(c + at, c + before + at, rowsAt(sequence.mask, t), bytes);
      }
    }
  }
}
