/**
 * The ways between flat row-major numbers and panels of eight columns. A slab is a matrix in panels, [columns/8][rows][8],
 * of which some rows and columns may be padding.
 */

/** Slabs of one time step each. */
@unmanaged
export class Slabs {
  at: usize;
  steps: i32;
  /** Rows and columns that count. */
  rows: i32;
  columns: i32;
  /** Rows with padding. */
  batch: i32;
  /** Bytes from panel to panel and from step to step. */
  stride: usize;
  slab: usize;
}

/** Where a number of one row lies, from the row's first. */
@inline
export function column(n: i32, stride: usize): usize {
  return <usize>(n >> 3) * stride + <usize>(n & 7) * 4;
}

/**
 * A flat matrix, [rows, columns], a row every `flatStep` bytes, into panels `stride` bytes apart. Padding stays as it
 * is.
 */
export function packMatrix(
  flat: usize,
  flatStep: usize,
  rows: i32,
  columns: i32,
  to: usize,
  stride: usize,
): void {
  for (let r = 0; r < rows; r++, flat += flatStep, to += 32) {
    let from = flat;
    let n = 0;
    for (; n + 8 <= columns; n += 8, from += 32) {
      const panel = to + column(n, stride);
      v128.store(panel, v128.load(from));
      v128.store(panel, v128.load(from, 16), 16);
    }
    for (; n < columns; n++, from += 4) store<f32>(to + column(n, stride), load<f32>(from));
  }
}

/** The way back: panels into a flat matrix. */
export function unpackMatrix(
  from: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  flat: usize,
  flatStep: usize,
): void {
  for (let r = 0; r < rows; r++, flat += flatStep, from += 32) {
    let to = flat;
    let n = 0;
    for (; n + 8 <= columns; n += 8, to += 32) {
      const panel = from + column(n, stride);
      v128.store(to, v128.load(panel));
      v128.store(to, v128.load(panel, 16), 16);
    }
    for (; n < columns; n++, to += 4) store<f32>(to, load<f32>(from + column(n, stride)));
  }
}

/** Flat numbers [steps, rows, columns] into slabs; padding stays as it is. */
export function pack(flat: usize, slabs: Slabs): void {
  const row = <usize>slabs.columns * 4;
  const step = row * <usize>slabs.rows;
  let to = slabs.at;
  for (let t = 0; t < slabs.steps; t++, flat += step, to += slabs.slab) {
    packMatrix(flat, row, slabs.rows, slabs.columns, to, slabs.stride);
  }
}

/** Slabs into flat numbers [steps, rows, columns]. */
export function unpack(slabs: Slabs, flat: usize): void {
  const row = <usize>slabs.columns * 4;
  const step = row * <usize>slabs.rows;
  let from = slabs.at;
  for (let t = 0; t < slabs.steps; t++, flat += step, from += slabs.slab) {
    unpackMatrix(from, slabs.stride, slabs.rows, slabs.columns, flat, row);
  }
}

/** to = a + b, number by number, for `bytes` (a multiple of 64) of slabs, the gaps between panels included. */
export function addSlabs(a: usize, b: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(to + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
}
