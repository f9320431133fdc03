/**
 * Writes the register tiles of the matrix products as AssemblyScript, which has no macros: a tile keeps
 * `height` × 8 sums in two vectors a row, and its loop over k is unrolled.
 *
 * V8 leaves 15 vector registers. A fused multiply-add needs 2·height + 2 (one row of B) + 1 (a number of A) of them,
 * so 6 rows fit; without it a product needs one more, so 5 fit. One register too many costs up to half the speed.
 */

/** `count` lines of a template. */
const lines = (count, template) => Array.from({ length: count }, (_, n) => template(n)).join('\n');

/** One k: eight numbers of B, from `b`, times a column of numbers of A, which lie at `a(row)`. */
const multiplyAdd = (height, b, a) => `{
  const b0 = v128.load(${b}), b1 = v128.load(${b} + 16);
  ${lines(
    height,
    (r) => `{
      const x = v128.load32_splat(${a(r)});
      c${r}0 = madd(x, b0, c${r}0);
      c${r}1 = madd(x, b1, c${r}1);
    }`,
  )}
}`;

const storeSums = (height) =>
  lines(height, (r) => `v128.store(c, c${r}0, ${r * 32}); v128.store(c, c${r}1, ${r * 32 + 16});`);

/**
 * C = start + A·B over two stretches of k, e.g. the units of x_t and those of h_{t−1}: A is a slab [K/8][B][8] read
 * along its rows, B a panel [K][8], C a panel [height][8]. `startStep` is 0 where all rows start from one row of
 * numbers (a bias) and 32 where each has its own.
 */
const rowTile = (height) => `
export function rowTile${height}(
  a: usize, panels: i32, a2: usize, panels2: i32, stride: usize,
  b: usize, start: usize, startStep: usize, c: usize,
): void {
  ${lines(
    height,
    (r) => `let c${r}0 = v128.load(start), c${r}1 = v128.load(start, 16); start += startStep;`,
  )}
  for (let stretch = 0; stretch < 2; stretch++) {
    while (panels > 0) {
      ${lines(8, (k) => multiplyAdd(height, `b, ${k * 32}`, (r) => `a, ${r * 32 + k * 4}`))}
      a += stride; b += 256; panels--;
    }
    a = a2; panels = panels2;
  }
  ${storeSums(height)}
}`;

/**
 * C += Aᵀ·B, where k runs over `steps` slabs and the `batch` rows of each: A holds columns of a slab, side by side in
 * memory, B a panel. The columns may straddle panels: they are read in equal groups, at a, a + skip1, a + skip2.
 */
const outerTile = (height, skips) => {
  const starts = ['a', ...skips.map((skip) => `a + ${skip}`)];
  const each = height / starts.length;
  const column = (r) => `p${Math.floor(r / each)}, ${(r % each) * 4}`;
  return `
export function outerTile${height}(
  a: usize, ${skips.map((skip) => `${skip}: usize, `).join('')}aStep: usize,
  b: usize, bStep: usize, steps: i32, batch: i32, c: usize,
): void {
  ${lines(
    height,
    (r) => `let c${r}0 = v128.load(c, ${r * 32}), c${r}1 = v128.load(c, ${r * 32 + 16});`,
  )}
  while (steps > 0) {
    let q = b, k = batch;
    ${lines(starts.length, (n) => `let p${n} = ${starts[n]};`)}
    while (k > 0) {
      ${lines(4, (k) => multiplyAdd(height, `q, ${k * 32}`, (r) => `${column(r)} + ${k * 32}`))}
      ${lines(starts.length, (n) => `p${n} += 128;`)}
      q += 128; k -= 4;
    }
    a += aStep; b += bStep; steps--;
  }
  ${storeSums(height)}
}`;
};

/** The source of the module `./tiles` that the others import. */
export const tileSource = () =>
  [
    `import { madd } from './arithmetic';`,
    rowTile(4),
    rowTile(5),
    rowTile(6),
    outerTile(4, []),
    outerTile(6, ['skip1', 'skip2']),
  ].join('\n');
