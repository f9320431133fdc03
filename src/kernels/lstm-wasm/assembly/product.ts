/**
 * Matrix products on panels. Every matrix lies in panels of eight columns, [columns/8][rows][8], so that one layout
 * serves as left factor, as transposed left factor, as right factor and as result, and nothing is repacked.
 */
import { outerTile4, outerTile6, rowTile4, rowTile5, rowTile6 } from './tiles';

/** Rows of the tall tile: as many as the registers hold, see tiles.mjs. */
@inline
const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 5;

/** How many of `rows` (a multiple of 4) are done in tall tiles so that tiles of 4 do the rest. */
@inline
function tallRows(rows: i32): i32 {
  let tiles = rows / TALL;
  while ((rows - tiles * TALL) % 4) tiles--;
  return tiles * TALL;
}

/**
 * One panel of C = start + A·B + A₂·B₂, [rows][8].
 * @param a first stretch of the left factor, [panels][rows][8], a panel every `stride` bytes
 * @param a2 second stretch, `panels2` panels of the same stride; the rows of B go on without a gap
 * @param b panel of the right factor, [8·(panels + panels2)][8]
 * @param start where the sums start from; `startStep` bytes from row to row, 0 for one bias for all
 */
export function multiply(
  a: usize,
  panels: i32,
  a2: usize,
  panels2: i32,
  stride: usize,
  b: usize,
  start: usize,
  startStep: usize,
  c: usize,
  rows: i32,
): void {
  const tall = tallRows(rows);
  let row = 0;
  for (; row < tall; row += TALL) {
    if (ASC_FEATURE_RELAXED_SIMD) rowTile6(a, panels, a2, panels2, stride, b, start, startStep, c);
    else rowTile5(a, panels, a2, panels2, stride, b, start, startStep, c);
    a += TALL * 32;
    a2 += TALL * 32;
    start += startStep * TALL;
    c += TALL * 32;
  }
  for (; row < rows; row += 4) {
    rowTile4(a, panels, a2, panels2, stride, b, start, startStep, c);
    a += 128;
    a2 += 128;
    start += startStep * 4;
    c += 128;
  }
}

/**
 * One panel of C += Σ AᵀB over `steps` slabs, [8·panels][8]: a weight gradient.
 * @param a activations, `panels` panels of [batch][8] every `stride` bytes, a slab every `aStep` bytes
 * @param b one panel of ∂loss/∂(result), [batch][8], a slab every `bStep` bytes
 */
export function accumulateOuter(
  a: usize,
  aStep: usize,
  stride: usize,
  panels: i32,
  b: usize,
  bStep: usize,
  steps: i32,
  batch: i32,
  c: usize,
): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    // Three panels make four tiles of six columns, the second and third of which straddle two panels.
    for (; panels >= 3; panels -= 3) {
      outerTile6(a, 8, 16, aStep, b, bStep, steps, batch, c);
      outerTile6(a + 24, stride - 24, stride - 16, aStep, b, bStep, steps, batch, c + 192);
      outerTile6(a + stride + 16, 8, stride - 16, aStep, b, bStep, steps, batch, c + 384);
      outerTile6(a + 2 * stride + 8, 8, 16, aStep, b, bStep, steps, batch, c + 576);
      a += 3 * stride;
      c += 768;
    }
  }
  for (; panels > 0; panels--) {
    outerTile4(a, aStep, b, bStep, steps, batch, c);
    outerTile4(a + 16, aStep, b, bStep, steps, batch, c + 128);
    a += stride;
    c += 256;
  }
}

/** The sums of the columns of a panel are added to `sums`: a bias gradient. `bytes` is a multiple of 64. */
export function accumulateColumns(panel: usize, bytes: usize, sums: usize): void {
  let a0 = v128.load(sums);
  let a1 = v128.load(sums, 16);
  let b0 = f32x4.splat(0);
  let b1 = b0;
  for (const end = panel + bytes; panel < end; panel += 64) {
    a0 = f32x4.add(a0, v128.load(panel));
    a1 = f32x4.add(a1, v128.load(panel, 16));
    b0 = f32x4.add(b0, v128.load(panel, 32));
    b1 = f32x4.add(b1, v128.load(panel, 48));
  }
  v128.store(sums, f32x4.add(a0, b0));
  v128.store(sums, f32x4.add(a1, b1), 16);
}

/** Transposes a block of 4 × 4 numbers; rows are 32 bytes apart in both places. */
@inline
function transpose4(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from, 32);
  const c = v128.load(from, 64);
  const d = v128.load(from, 96);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
}

/**
 * The transpose of some rows of a weight matrix in panels, for the way back.
 * @param from [columns/8][allRows][8], of which rows `first` … `first + rows` − 1 are taken
 * @param to [rows/8][columns][8]
 */
export function transposeRows(
  from: usize,
  allRows: i32,
  first: i32,
  rows: i32,
  columns: i32,
  to: usize,
): void {
  for (let n = 0; n < columns; n += 8) {
    for (let r = 0; r < rows; r += 8) {
      const source = from + <usize>((n * allRows + (first + r) * 8) * 4);
      const target = to + <usize>((r * columns + n * 8) * 4);
      transpose4(source, target);
      transpose4(source + 16, target + 128);
      transpose4(source + 128, target + 16);
      transpose4(source + 144, target + 144);
    }
  }
}
