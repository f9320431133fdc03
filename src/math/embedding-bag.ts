/**
 * A table of learned vectors of which every item takes several: x = Σₖ E[fₖ]. With hashed parts of a word as the fₖ this is
 * how a model reads words that it has never seen.
 */

/**
 * @param table E, [V, I]
 * @param features whole numbers 0…V − 1, [N, K]
 * @param count K, features an item.
 * @returns [N, I]
 * @throws RangeError for a feature that is not in the table.
 */
export function sumVectors(
  table: Float64Array,
  features: ArrayLike<number>,
  count: number,
  inputSize: number,
): Float64Array {
  const rows = table.length / inputSize;
  const sums = new Float64Array((features.length / count) * inputSize);
  for (let n = 0; n < features.length; n++) {
    const feature = features[n]!;
    if (!(Number.isInteger(feature) && feature >= 0 && feature < rows))
      throw new RangeError(`feature must be 0…${rows - 1}, got ${feature}`);
    const to = Math.floor(n / count) * inputSize;
    const from = feature * inputSize;
    for (let k = 0; k < inputSize; k++) sums[to + k]! += table[from + k]!;
  }
  return sums;
}

/**
 * Backwards, an item's gradient goes to each of its features.
 * @param dSums ∂L/∂x, [N, I]
 * @param gradient ∂L/∂E is added to it, [V, I].
 */
export function addSumGradient(
  dSums: ArrayLike<number>,
  features: ArrayLike<number>,
  count: number,
  gradient: Float64Array,
  inputSize: number,
): void {
  for (let n = 0; n < features.length; n++) {
    const from = Math.floor(n / count) * inputSize;
    const to = features[n]! * inputSize;
    for (let k = 0; k < inputSize; k++) gradient[to + k]! += dSums[from + k]!;
  }
}
