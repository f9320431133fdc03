/** A table of learned vectors, one for each kind of token: x = E[token]. */

/**
 * @param table E, [V, I]
 * @param tokens whole numbers 0…V − 1, [N]
 * @returns [N, I]
 * @throws RangeError for a token that is not in the table.
 */
export function lookUp(
  table: Float64Array,
  tokens: ArrayLike<number>,
  inputSize: number,
): Float64Array {
  const count = table.length / inputSize;
  const vectors = new Float64Array(tokens.length * inputSize);
  for (let n = 0; n < tokens.length; n++) {
    const token = tokens[n]!;
    if (!(Number.isInteger(token) && token >= 0 && token < count))
      throw new RangeError(`token must be 0…${count - 1}, got ${token}`);
    vectors.set(table.subarray(token * inputSize, (token + 1) * inputSize), n * inputSize);
  }
  return vectors;
}

/**
 * Backwards, every occurrence of a token adds to its vector's gradient.
 * @param dVectors ∂L/∂x, [N, I]
 * @param gradient ∂L/∂E is added to it, [V, I].
 */
export function addLookUpGradient(
  dVectors: Float64Array,
  tokens: ArrayLike<number>,
  gradient: Float64Array,
  inputSize: number,
): void {
  for (let n = 0; n < tokens.length; n++) {
    const start = tokens[n]! * inputSize;
    for (let k = 0; k < inputSize; k++) gradient[start + k]! += dVectors[n * inputSize + k]!;
  }
}
