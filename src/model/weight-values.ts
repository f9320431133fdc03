/** A framework's weight tensors together with the numbers that they hold. */
import type { WeightTensor } from './framework-weights.ts';

export interface FilledTensor extends WeightTensor {
  /** Row-major, in the framework's own layout. */
  readonly values: Float64Array;
}

/** @throws RangeError naming the first tensor whose numbers are too few or too many. */
export function filled(
  tensors: readonly WeightTensor[],
  weights: readonly Float64Array[],
): FilledTensor[] {
  return tensors.map((tensor, n) => {
    const values = weights[n] ?? new Float64Array();
    if (values.length !== tensor.size)
      throw new RangeError(`${tensor.name} must hold ${tensor.size} numbers, got ${values.length}`);
    return { ...tensor, values };
  });
}
