/**
 * A look at one row of a batch while a cell computes it: gates, states and the whole derivatives of the states, as flat
 * numbers without padding.
 */
import { holdsAt, Mask, rowsAt } from './mask';
import { unpackMatrix } from './slabs';

@unmanaged
export class Probe {
  row: i32;
  /** Units without padding. */
  units: i32;
  steps: i32;
  gates: usize; // [T, 4H]
  hidden: usize; // [T, H]
  cells: usize; // [T, H]
  dHidden: usize; // [T, H]
  dCells: usize; // [T, H]
}

/** Numbers that one cell's probe takes. */
export function probeNumbers(steps: u64, units: u64): u64 {
  return steps * units * 8;
}

/** Where a probe's arrays lie, one behind the other. */
export function placeProbe(probe: Probe, at: usize): void {
  const bytes = <usize>(probe.steps * probe.units) * 4;
  probe.gates = at;
  probe.hidden = at + 4 * bytes;
  probe.cells = at + 5 * bytes;
  probe.dHidden = at + 6 * bytes;
  probe.dCells = at + 7 * bytes;
}

/** The row's part of slabs, [T, units] of the columns that start at `from`, to rows of `flatStep` bytes. */
export function recordRow(
  probe: Probe,
  from: usize,
  slab: usize,
  stride: usize,
  to: usize,
  flatStep: usize,
): void {
  from += <usize>probe.row * 32;
  for (let t = 0; t < probe.steps; t++, from += slab, to += flatStep) {
    unpackMatrix(from, stride, 1, probe.units, to, 0);
  }
}

/** Gates of steps that hold are none. */
export function clearGates(probe: Probe, mask: Mask): void {
  const step = <usize>probe.units * 16;
  for (let t = 0; t < probe.steps; t++) {
    if (!holdsAt(mask, t)) continue;
    if (load<i32>(rowsAt(mask, t) + <usize>probe.row * 4) !== 0) continue;
    memory.fill(probe.gates + <usize>t * step, 0, step);
  }
}

/**
 * ∂loss/∂h_t and ∂loss/∂c_t of eight units: what comes from later, and for c what comes through h_t too.
 * @param dCells panel of what comes from later; @param words of the rows that hold, or 0 when none does
 * @param ended whether nothing depends on what is held: the head reads the last real step, the kernels the last of all
 */
export function recordDerivatives(
  probe: Probe,
  t: i32,
  panel: i32,
  dHidden: usize,
  dCells: usize,
  gates: usize,
  gateStride: usize,
  tanhC: usize,
  words: usize,
  ended: bool,
): void {
  const row = <usize>probe.row * 32;
  const holds = words !== 0 && load<i32>(words + <usize>probe.row * 4) === 0;
  const units = min(8, probe.units - panel * 8);
  for (let k = 0; k < units; k++) {
    const at = row + <usize>k * 4;
    const to = <usize>(t * probe.units + panel * 8 + k) * 4;
    const dh = load<f32>(dHidden + at);
    const squashed = load<f32>(tanhC + at);
    const open = load<f32>(gates + 3 * gateStride + at);
    const through: f32 = holds ? 0 : dh * open * (1 - squashed * squashed);
    const counts = !(holds && ended);
    store<f32>(probe.dHidden + to, counts ? dh : 0);
    store<f32>(probe.dCells + to, counts ? load<f32>(dCells + at) + through : 0);
  }
}
