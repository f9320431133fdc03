/** Initial and final states and their derivatives, between flat numbers [2, L·directions, B, H] (h, then c) and slabs. */
import {
  finalStates,
  hiddenSlab,
  part,
  sequence,
  stagedStates,
  stateCount,
  stateGradients,
  way,
} from './batch';
import { Cell } from './cell';
import { cellAt, directions, numLayers, units } from './model';
import { packMatrix, unpackMatrix } from './slabs';

/** Bytes of one cell's h or c. */
@inline
function cellStep(): usize {
  return <usize>(part.rows * units) * 4;
}

/** Bytes from the first time to the state before the sequence, and to that after it. */
@inline
function toInitial(cell: Cell): usize {
  return cell.reverse ? <usize>sequence.steps * hiddenSlab : 0 - hiddenSlab;
}
@inline
function toFinal(cell: Cell): usize {
  return cell.reverse ? 0 : <usize>(sequence.steps - 1) * hiddenSlab;
}

/** The initial states of a staged batch, into every cell. */
export function packState(batch: i32): void {
  const step = <usize>units * 4;
  let h = stagedStates + <usize>(batch * stateCount) * 4;
  let c = h + <usize>stateCount * 2;
  for (let n = 0; n < numLayers * directions; n++, h += cellStep(), c += cellStep()) {
    const cell = cellAt(n / directions, n % directions);
    packMatrix(h, step, part.rows, units, cell.hidden + toInitial(cell), sequence.stride);
    packMatrix(c, step, part.rows, units, cell.cells + toInitial(cell), sequence.stride);
  }
}

/** The final states of every cell. */
export function unpackState(): void {
  const step = <usize>units * 4;
  let h = finalStates;
  let c = h + <usize>stateCount * 2;
  for (let n = 0; n < numLayers * directions; n++, h += cellStep(), c += cellStep()) {
    const cell = cellAt(n / directions, n % directions);
    unpackMatrix(cell.hidden + toFinal(cell), sequence.stride, part.rows, units, h, step);
    unpackMatrix(cell.cells + toFinal(cell), sequence.stride, part.rows, units, c, step);
  }
}

/** The derivatives of the initial state of cell `n`, which has just been computed. */
export function unpackGradients(n: i32): void {
  const step = <usize>units * 4;
  const h = stateGradients + <usize>n * cellStep();
  const c = h + <usize>stateCount * 2;
  unpackMatrix(way.dInitial, sequence.stride, part.rows, units, h, step);
  unpackMatrix(sequence.dCells, sequence.stride, part.rows, units, c, step);
}
