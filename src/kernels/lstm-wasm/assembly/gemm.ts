/**
 * C += A·B for matrices of any strides: rows and columns of A and B lie `…Row` and `…Column` numbers apart, so that a
 * transpose is a matter of exchanging the two. Blocks of B's and A's columns and rows are packed into panels and
 * multiplied by the register tiles of the layers; C is [M, N] row by row.
 *
 *   layOutProduct(…) → productArray(0…2), write A, B, C there → multiplyStrided(…) → read C
 */
import { giveBack, multipleOf4, multipleOf8, provide, take, taken } from './arena';
import { multiply } from './product';
import { packMatrix, unpackMatrix } from './slabs';

/** Rows of A and length of a sum that are packed at once: 24 KiB, which the first-level cache holds. */
const BLOCK_ROWS: i32 = 48;
const BLOCK_DEPTH: i32 = 128;

let arrayA: usize = 0;
let arrayB: usize = 0;
let arrayC: usize = 0;
let panelsA: usize = 0;
let panelsB: usize = 0;
let panelsC: usize = 0;

export function productArray(n: i32): usize {
  return n === 0 ? arrayA : n === 1 ? arrayB : arrayC;
}

/** @returns bytes needed; when the memory is smaller afterwards, it could not be had. */
export function layOutProduct(aNumbers: i32, bNumbers: i32, m: i32, n: i32): f64 {
  giveBack(<u64>__heap_base);
  const N = <u64>multipleOf8(n);
  arrayA = take(<u64>aNumbers);
  arrayB = take(<u64>bNumbers);
  arrayC = take(<u64>m * <u64>n);
  panelsA = take(BLOCK_DEPTH * (BLOCK_ROWS + 2));
  panelsB = take(N * BLOCK_DEPTH);
  panelsC = take(N * (BLOCK_ROWS + 2));
  provide();
  return <f64>taken();
}

/** A block with strides in bytes into panels of `allRows` rows every `stride` bytes; padding becomes zero. */
function packStrided(
  from: usize,
  rowStep: usize,
  columnStep: usize,
  rows: i32,
  columns: i32,
  to: usize,
  stride: usize,
  allRows: i32,
): void {
  for (let n = 0; n < columns; n += 8) {
    const panel = to + <usize>(n >> 3) * stride;
    const width = min(8, columns - n);
    const block = from + <usize>n * columnStep;
    if (width < 8 || rows < allRows) memory.fill(panel, 0, <usize>allRows * 32);
    if (columnStep === 4) {
      packMatrix(block, rowStep, rows, width, panel, stride);
      continue;
    }
    // Columns that are far apart are read along the rows.
    for (let k = 0; k < width; k++) {
      let source = block + <usize>k * columnStep;
      let target = panel + <usize>k * 4;
      for (let r = 0; r < rows; r++, source += rowStep, target += 32)
        store<f32>(target, load<f32>(source));
    }
  }
}

/** C[m, n] += A[m, depth]·B[depth, n]; strides in numbers. */
export function multiplyStrided(
  m: i32,
  n: i32,
  depth: i32,
  aRow: i32,
  aColumn: i32,
  bRow: i32,
  bColumn: i32,
): void {
  const aRowBytes = <usize>aRow * 4;
  const aColumnBytes = <usize>aColumn * 4;
  const bRowBytes = <usize>bRow * 4;
  const bColumnBytes = <usize>bColumn * 4;
  const panels = multipleOf8(n) >> 3;
  const flatStep = <usize>n * 4;
  const stride: usize = (BLOCK_ROWS + 2) * 32; // see model.ts
  for (let k = 0; k < depth; k += BLOCK_DEPTH) {
    const K = min(BLOCK_DEPTH, depth - k);
    const paddedK = multipleOf8(K);
    const bStride = <usize>paddedK * 32;
    packStrided(
      arrayB + <usize>k * bRowBytes,
      bRowBytes,
      bColumnBytes,
      K,
      n,
      panelsB,
      bStride,
      paddedK,
    );
    for (let row = 0; row < m; row += BLOCK_ROWS) {
      const M = min(BLOCK_ROWS, m - row);
      const paddedM = multipleOf4(M);
      packStrided(
        arrayA + <usize>row * aRowBytes + <usize>k * aColumnBytes,
        aRowBytes,
        aColumnBytes,
        M,
        K,
        panelsA,
        stride,
        paddedM,
      );
      const c = arrayC + <usize>row * flatStep;
      packMatrix(c, flatStep, M, n, panelsC, stride);
      for (let j = 0; j < panels; j++) {
        const to = panelsC + <usize>j * stride;
        multiply(panelsA, paddedK >> 3, 0, 0, stride, panelsB + <usize>j * bStride, to, 32, to, paddedM);
      }
      unpackMatrix(panelsC, stride, M, n, c, flatStep);
    }
  }
}
