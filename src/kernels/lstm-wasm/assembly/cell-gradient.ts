/**
 * Backpropagation through time of one cell: gates become ∂loss/∂z slab by slab, from the last step that was read to the
 * first, and weight gradients are summed in pieces of a few steps, while their slabs are in the second-level cache.
 */
import { Cell, Sequence, toBefore } from './cell';
import { backwardGates } from './gates';
import { carryRows, clearRows, holdRows, holdsAt, rowsAt } from './mask';
import { recordDerivatives } from './probe';
import { accumulateColumns, accumulateOuter, multiply, transposeRows } from './product';

/** Products of this many rows (steps × batch) make one piece of a weight gradient: enough to amortise its loads. */
const OUTER_ROWS: i32 = 192;

/** The way back through one cell. Addresses are those of the first time. */
@unmanaged
export class WayBack {
  /** ∂loss/∂h_t as the layers above, or the head, see it. */
  upstream: usize;
  upstreamSlab: usize;
  /** Whether `upstream` counts at every step, or only at the last that is read. */
  everyStep: bool;
  /** Becomes ∂loss/∂x_t, or not when 0; may be `upstream`. */
  downstream: usize;
  downstreamSlab: usize;
  /** Whether ∂loss/∂x_t is added to what stands there. */
  adds: bool;
  /** Becomes ∂loss/∂h_0, one slab, or not when 0. `sequence.dCells` becomes ∂loss/∂c_0 in any case. */
  dInitial: usize;
  /** Whether h_0 is zero. */
  fromZero: bool;
}

/**
 * Backpropagation through time; weight and bias gradients are added to. `sequence.dCells` holds ∂loss/∂c of the final
 * state before and of the initial state afterwards.
 */
export function backwardCell(cell: Cell, sequence: Sequence, way: WayBack): void {
  const steps = sequence.steps;
  const hiddenSize = cell.hiddenSize;
  const rows = cell.inputSize + hiddenSize;
  const unitPanels = hiddenSize >> 3;
  const transposedRecurrent = sequence.transposed;
  const transposedKernel = transposedRecurrent + <usize>(unitPanels * hiddenSize) * 128;
  const columns = 4 * hiddenSize;
  transposeRows(cell.weights, rows, cell.inputSize, hiddenSize, columns, transposedRecurrent);
  if (way.downstream)
    transposeRows(cell.weights, rows, 0, cell.inputSize, columns, transposedKernel);

  const stepsAtOnce = max(1, OUTER_ROWS / sequence.batch);
  let pieceEnd = steps;
  for (let step = steps - 1; step >= 0; step--) {
    const t = cell.reverse ? steps - 1 - step : step;
    backwardStep(cell, sequence, way, t, step === steps - 1);
    if (way.downstream) {
      const to = way.downstream + <usize>t * way.downstreamSlab;
      const from = way.adds ? to : 0;
      const gates = cell.gates + <usize>t * cell.gateSlab;
      backThrough(transposedKernel, cell.inputSize >> 3, gates, cell, sequence, from, to);
    }
    if (step % stepsAtOnce === 0) {
      if (cell.reverse) accumulateWeights(cell, sequence, way.fromZero, t + 1 - (pieceEnd - step), t + 1);
      else accumulateWeights(cell, sequence, way.fromZero, t, pieceEnd);
      pieceEnd = step;
    }
  }

  if (way.dInitial) {
    const t = cell.reverse ? steps - 1 : 0;
    const gates = cell.gates + <usize>t * cell.gateSlab;
    backThrough(transposedRecurrent, unitPanels, gates, cell, sequence, 0, way.dInitial);
    if (holdsAt(sequence.mask, t))
      for (let j = 0; j < unitPanels; j++) {
        const at = <usize>j * sequence.stride;
        const words = rowsAt(sequence.mask, t);
        carryRows(way.dInitial + at, sequence.dHidden + at, words, <usize>sequence.batch * 32);
      }
  }
}

/** One slab of ∂loss/∂z times transposed weights, `panels` panels of the result, from `start` (zeros when 0) on. */
function backThrough(
  transposed: usize,
  panels: i32,
  gates: usize,
  cell: Cell,
  sequence: Sequence,
  start: usize,
  to: usize,
): void {
  const stride = sequence.stride;
  const gatePanels = cell.hiddenSize >> 1;
  for (let j = 0; j < panels; j++) {
    const at = <usize>j * stride;
    multiply(
      gates,
      gatePanels,
      0,
      0,
      stride,
      transposed + <usize>(j * gatePanels) * 256,
      start ? start + at : sequence.zeros,
      start ? 32 : 0,
      to + at,
      sequence.batch,
    );
  }
}

/** Replaces the gates of one time by ∂loss/∂z and adds to the bias gradient. */
function backwardStep(cell: Cell, sequence: Sequence, way: WayBack, t: i32, last: bool): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const mask = sequence.mask;
  const bytes = <usize>batch * 32;
  const unitPanels = cell.hiddenSize >> 3;
  const gatePanels = 4 * unitPanels;
  const panelTransposed = <usize>gatePanels * 256;
  const gateStride = <usize>unitPanels * stride;
  const gates = cell.gates + <usize>t * cell.gateSlab;
  const later = cell.reverse ? t - 1 : t + 1;
  const laterGates = cell.gates + <usize>later * cell.gateSlab;
  const upstream = way.upstream + <usize>t * way.upstreamSlab;
  const cellsBefore = cell.cells + <usize>t * cell.hiddenSlab + toBefore(cell);
  const tanhC = cell.tanhCells + <usize>t * cell.tanhSlab;
  const hasUpstream = way.everyStep || last;
  const holds = holdsAt(mask, t);
  const held = !last && holdsAt(mask, later);
  for (let j = 0; j < unitPanels; j++) {
    const at = <usize>j * stride;
    let dHidden = sequence.dHidden + at;
    const dCells = sequence.dCells + at;
    if (last) {
      if (mask.any) memory.copy(dHidden, upstream + at, bytes);
      else dHidden = upstream + at;
    } else {
      if (held) memory.copy(sequence.held, dHidden, bytes);
      multiply(
        laterGates,
        gatePanels,
        0,
        0,
        stride,
        sequence.transposed + <usize>j * panelTransposed,
        hasUpstream ? upstream + at : sequence.zeros,
        hasUpstream ? 32 : 0,
        dHidden,
        batch,
      );
      if (held) carryRows(dHidden, sequence.held, rowsAt(mask, later), bytes);
    }
    if (sequence.probe !== null)
      recordDerivatives(
        sequence.probe!,
        t,
        j,
        dHidden,
        dCells,
        gates + at,
        gateStride,
        tanhC + at,
        holds ? rowsAt(mask, t) : 0,
        !cell.reverse,
      );
    if (holds) memory.copy(sequence.held, dCells, bytes);
    backwardGates(
      gates + at,
      gateStride,
      cellsBefore + at,
      tanhC + at,
      dHidden,
      dCells,
      bytes,
    );
    if (holds) holdRows(dCells, sequence.held, rowsAt(mask, t), bytes);
    for (let gate = 0; gate < 4; gate++) {
      const n = <usize>(gate * unitPanels + j);
      const panel = gates + n * stride;
      if (holds) clearRows(panel, rowsAt(mask, t), bytes);
      accumulateColumns(panel, bytes, cell.biasGradient + n * 32);
    }
  }
}

/** Adds the times `from` … `to` − 1 to the weight gradient. A state before the sequence that is zero is left out. */
function accumulateWeights(
  cell: Cell,
  sequence: Sequence,
  fromZero: bool,
  from: i32,
  to: i32,
): void {
  const stride = sequence.stride;
  const batch = sequence.batch;
  const inputPanels = cell.inputSize >> 3;
  const unitPanels = cell.hiddenSize >> 3;
  const panelWeights = <usize>(cell.inputSize + cell.hiddenSize) * 32;
  const gateSlab = cell.gateSlab;
  const fromHidden = fromZero && !cell.reverse ? max(1, from) : from;
  const toHidden = fromZero && cell.reverse ? min(sequence.steps - 1, to) : to;
  const x = cell.inputs + <usize>from * cell.inputSlab;
  const h = cell.hidden + <usize>fromHidden * cell.hiddenSlab + toBefore(cell);
  const dz = cell.gates + <usize>from * gateSlab;
  const dzHidden = cell.gates + <usize>fromHidden * gateSlab;
  for (let n = 0; n < 4 * unitPanels; n++) {
    const at = <usize>n * stride;
    const w = cell.weightGradient + <usize>n * panelWeights;
    accumulateOuter(
      x,
      cell.inputSlab,
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
      cell.hiddenSlab,
      stride,
      unitPanels,
      dzHidden + at,
      gateSlab,
      toHidden - fromHidden,
      batch,
      w + <usize>inputPanels * 256,
    );
  }
}
