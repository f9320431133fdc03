/**
 * Writes the register tiles of the matrix products as AssemblyScript, which has no macros: a tile keeps
 * `height` × 8 sums in two vectors a row, and its loop over k is unrolled.
 *
 * V8 leaves 15 vector registers. A fused multiply-add needs 2·height + 2 (one row of B) + 1 (a number of A) of them,
 * so 6 rows fit; without it a product needs one more, so 5 fit. One register too many costs up to half the speed.
 */

/** `count` copies of a template, one to a line. */
const repeat = (count, template) => Array.from({ length: count }, (_, n) => template(n)).join('\n');

const loadSums = (height, from, next) =>
  repeat(
    height,
    (r) =>
      `let c${r}0 = v128.load(${from(r)}, ${next(r)}), c${r}1 = v128.load(${from(r)}, ${next(r)} + 16);`,
  );

const storeSums = (height) =>
  repeat(height, (r) => `v128.store(c, c${r}0, ${r * 32}); v128.store(c, c${r}1, ${r * 32 + 16});`);

/** One k: a row of eight numbers of B times a column of `height` numbers of A. */
const multiplyAdd = (height, b, k, a) => `{
const b0 = v128.load(${b}, ${k * 32}), b1 = v128.load(${b}, ${k * 32 + 16});
${repeat(height, (r) => `{ const x = v128.load32_splat(${a(r)}); c${r}0 = madd(x, b0, c${r}0); c${r}1 = madd(x, b1, c${r}1); }`)}
}`;

/**
 * C = start + A·B over two stretches of k, e.g. the units of x_t and those of h_{t−1}: A is a slab [K/8][B][8] read
 * along its rows, B a panel [K][8], C a panel [height][8]. `startStep` is 0 where all rows start from one row of
 * numbers (a bias) and 32 where each has its own.
 */
const rowTile = (height) => `
export function rowTile${height}(a: usize, panels: i32, a2: usize, panels2: i32, stride: usize, b: usize, start: usize, startStep: usize, c: usize): void {
${repeat(height, (r) => `let c${r}0 = v128.load(start), c${r}1 = v128.load(start, 16); start += startStep;`)}
for (let stretch = 0; stretch < 2; stretch++) {
while (panels > 0) {
${repeat(8, (k) => multiplyAdd(height, 'b', k, (r) => `a, ${r * 32 + k * 4}`))}
a += stride; b += 256; panels--;
}
a = a2; panels = panels2;
}
${storeSums(height)}
}`;

/**
 * C += Aᵀ·B, where k runs over \`steps\` slabs and the \`batch\` rows of each: A holds columns of a slab, side by side in
 * memory, B a panel. The columns of a tile may straddle panels, two by two: they are read at a, a + skip1, a + skip2.
 */
const outerTile = (height, pairs) => `
export function outerTile${height}(a: usize, ${pairs
  .slice(1)
  .map((skip) => `${skip}: usize, `)
  .join('')}aStep: usize, b: usize, bStep: usize, steps: i32, batch: i32, c: usize): void {
${loadSums(
  height,
  () => 'c',
  (r) => r * 32,
)}
while (steps > 0) {
let q = b, k = batch; ${pairs.map((skip, n) => `let p${n} = a${skip && ` + ${skip}`};`).join(' ')}
while (k > 0) {
${repeat(4, (k) =>
  multiplyAdd(height, 'q', k, (r) => {
    const width = height / pairs.length;
    return `p${Math.floor(r / width)}, ${k * 32 + (r % width) * 4}`;
  }),
)}
${pairs.map((_, n) => `p${n} += 128;`).join(' ')} q += 128; k -= 4;
}
a += aStep; b += bStep; steps--;
}
${storeSums(height)}
}`;

/** The source of the module `./tiles` that the others import. */
export const tileSource = () =>
  [
    `import { madd } from './arithmetic';`,
    rowTile(4),
    rowTile(5),
    rowTile(6),
    outerTile(4, ['']),
    outerTile(6, ['', 'skip1', 'skip2']),
  ].join('\n');
