/** The first two axes exchanged. */

/** @returns [b, a, width] of [a, b, width], as a copy. */
export function transposedCopy(
  values: Float64Array,
  a: number,
  b: number,
  width = 1,
): Float64Array {
  const copy = new Float64Array(values.length);
  for (let i = 0; i < a; i++)
    for (let j = 0; j < b; j++) {
      const from = (i * b + j) * width;
      copy.set(values.subarray(from, from + width), (j * a + i) * width);
    }
  return copy;
}
