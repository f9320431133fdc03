/** Plain stochastic gradient descent: p ← p − lr · g. */

/**
 * One update of the parameters, in place.
 * @throws RangeError when parameters and gradient are not equally long.
 */
export function updateSgd(
  parameters: Float64Array,
  gradient: Float64Array,
  learningRate: number,
): void {
  if (gradient.length !== parameters.length)
    throw new RangeError(`expected ${parameters.length} gradients, got ${gradient.length}`);
  for (let k = 0; k < parameters.length; k++) parameters[k]! -= learningRate * gradient[k]!;
}
