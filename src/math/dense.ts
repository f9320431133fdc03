/** The dense layer y = x W + b in float64, for any number of rows. */
import { addProduct, copyTransposed, matrix, transposed } from './matrix.ts';

/** Weights of a dense layer; its gradients have the same shapes. */
export interface DenseWeights {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly kernel: Float64Array; // [I, O], row-major
  readonly bias: Float64Array; // [O]
}

/** Weights that are all zero: a place to add gradients to. Sizes are whole and at least 1. */
export function zeroDenseWeights(inputSize: number, outputSize: number): DenseWeights {
  return {
    inputSize,
    outputSize,
    kernel: new Float64Array(inputSize * outputSize),
    bias: new Float64Array(outputSize),
  };
}

/**
 * @param inputs [N, I], where N follows from the length.
 * @returns [N, O]
 * @throws RangeError when the length is not a multiple of I.
 */
export function forwardDense(weights: DenseWeights, inputs: Float64Array): Float64Array {
  const { inputSize: I, outputSize: O } = weights;
  if (inputs.length % I !== 0)
    throw new RangeError(`inputs must hold a multiple of ${I} numbers, got ${inputs.length}`);
  const rows = inputs.length / I;
  const outputs = new Float64Array(rows * O);
  for (let row = 0; row < rows; row++) outputs.set(weights.bias, row * O);
  addProduct(matrix(outputs, rows, O), matrix(inputs, rows, I), matrix(weights.kernel, I, O));
  return outputs;
}

/**
 * @param inputs what the forward pass read, [N, I].
 * @param dOutputs ∂L/∂y, [N, O].
 * @param gradients ∂L/∂W = xᵀ ∂L/∂y and ∂L/∂b = its column sums are added to these.
 * @returns ∂L/∂x = ∂L/∂y Wᵀ, [N, I]
 * @throws RangeError when the lengths do not fit.
 */
export function backwardDense(
  weights: DenseWeights,
  inputs: Float64Array,
  dOutputs: Float64Array,
  gradients: DenseWeights,
): Float64Array {
  const { inputSize: I, outputSize: O } = weights;
  const rows = inputs.length / I;
  const x = matrix(inputs, rows, I);
  const dy = matrix(dOutputs, rows, O);
  const dInputs = new Float64Array(inputs.length);
  addProduct(matrix(gradients.kernel, I, O), transposed(x), dy);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < O; k++) gradients.bias[k]! += dOutputs[row * O + k]!;
  addProduct(matrix(dInputs, rows, I), dy, copyTransposed(matrix(weights.kernel, I, O)));
  return dInputs;
}
