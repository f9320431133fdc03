/**
 * The weights of a cell and of the head between their flat form, row-major as src/model/parameters.ts has them, and
 * panels. What a layer reads has one part a direction, each padded to a multiple of 8 rows of its own.
 */
import { multipleOf8 } from './arena';
import { packMatrix, unpackMatrix } from './slabs';

/** Which way: into panels, or back out of them. */
export const IN: bool = true;
export const OUT: bool = false;

function move(
  into: bool,
  flat: usize,
  flatStep: usize,
  rows: i32,
  columns: i32,
  panels: usize,
  stride: usize,
): void {
  if (into) packMatrix(flat, flatStep, rows, columns, panels, stride);
  else unpackMatrix(panels, stride, rows, columns, flat, flatStep);
}

/** A kernel and a recurrent kernel, [parts·width, 4H] and [H, 4H], stacked; then a bias, [4H]. */
export function moveCell(
  into: bool,
  kernel: usize,
  recurrent: usize,
  bias: usize,
  width: i32,
  parts: i32,
  units: i32,
  weights: usize,
  biasPanels: usize,
): void {
  const H = multipleOf8(units);
  const partRows = multipleOf8(width);
  const stride = <usize>(parts * partRows + H) * 32;
  const gateStride = <usize>(H >> 3) * stride;
  const flatStep = <usize>units * 16;
  for (let gate = 0; gate < 4; gate++) {
    const flatColumn = <usize>(gate * units) * 4;
    let panels = weights + <usize>gate * gateStride;
    for (let part = 0; part < parts; part++) {
      const from = kernel + flatColumn + <usize>(part * width) * flatStep;
      move(into, from, flatStep, width, units, panels, stride);
      panels += <usize>partRows * 32;
    }
    move(into, recurrent + flatColumn, flatStep, units, units, panels, stride);
    move(into, bias + flatColumn, 0, 1, units, biasPanels + <usize>(gate * H) * 4, 32);
  }
}

/** A kernel [parts·width, columns] and a bias [columns]. */
export function moveDense(
  into: bool,
  kernel: usize,
  bias: usize,
  width: i32,
  parts: i32,
  columns: i32,
  weights: usize,
  biasPanels: usize,
): void {
  const partRows = multipleOf8(width);
  const stride = <usize>(parts * partRows) * 32;
  const flatStep = <usize>columns * 4;
  for (let part = 0; part < parts; part++) {
    const from = kernel + <usize>(part * width) * flatStep;
    move(into, from, flatStep, width, columns, weights + <usize>(part * partRows) * 32, stride);
  }
  move(into, bias, 0, 1, columns, biasPanels, 32);
}

/** A matrix alone, [rows, columns]. */
export function moveMatrix(into: bool, flat: usize, rows: i32, columns: i32, panels: usize): void {
  move(into, flat, <usize>columns * 4, rows, columns, panels, <usize>rows * 32);
}
