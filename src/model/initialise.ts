/**
 * Initial weights as Keras makes them: kernels Glorot uniform, recurrent kernels orthogonal, biases zero except the
 * forget gate's. Seeded: one seed gives one set of weights, block by block from independent streams.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import { parameterLayout, type ParameterBlock } from './parameters.ts';
import { checkSpecification, type ModelSpecification } from './specification.ts';

/**
 * The flat parameter vector in the order of `parameterLayout(spec)`.
 * @param seed whole number ≥ 0.
 * @throws RangeError when the specification or the seed is out of range.
 */
export function initialParameters(spec: ModelSpecification, seed: number): Float32Array {
  checkSpecification(spec);
  const layout = parameterLayout(spec);
  const parameters = new Float32Array(layout.reduce((sum, block) => sum + block.size, 0));
  for (const block of layout) {
    // Named streams: layer 1 starts the same whether or not there is a layer 2 of the same width.
    const rng = createRng(streamSeed(seed, 'weights', block.name));
    parameters.set(initialBlock(block, spec, rng), block.offset);
  }
  return parameters;
}

function initialBlock(block: ParameterBlock, spec: ModelSpecification, rng: Rng): Float64Array {
  const [rows = 0, columns = 0] = block.shape;
  if (block.name.endsWith('.kernel')) return glorotUniform(rows, columns, rng);
  if (block.name.endsWith('.recurrent')) return orthonormalRows(rows, columns, rng);
  const bias = new Float64Array(block.size);
  const H = spec.hiddenSize;
  // Gate order i, f, g, o: the second quarter of a layer's bias.
  if (block.name !== 'head.bias') bias.fill(spec.forgetBias, H, 2 * H);
  return bias;
}

/**
 * Uniform in ±√(6 / (rows + columns)) (Glorot and Bengio 2010), [rows, columns]. Like Keras, an LSTM kernel counts all
 * four gates as columns.
 */
export function glorotUniform(rows: number, columns: number, rng: Rng): Float64Array {
  const limit = Math.sqrt(6 / (rows + columns));
  return Float64Array.from({ length: rows * columns }, () => rng.uniform(-limit, limit));
}

/**
 * A random matrix with orthonormal rows, R Rᵀ = 1, [rows, columns] with rows ≤ columns: Gram–Schmidt on rows of normal
 * numbers, which is the QR decomposition with a positive diagonal and so uniform over such matrices (Saxe et al. 2014
 * for the use). Applied to [H, 4H] as a whole, like Keras; the four H × H blocks are not orthogonal by themselves.
 * @throws RangeError when rows > columns.
 */
export function orthonormalRows(rows: number, columns: number, rng: Rng): Float64Array {
  if (rows > columns) throw new RangeError(`rows must be 0…${columns}, got ${rows}`);
  const matrix = Float64Array.from({ length: rows * columns }, () => rng.normal());
  for (let row = 0; row < rows; row++) {
    const current = matrix.subarray(row * columns, (row + 1) * columns);
    for (let earlier = 0; earlier < row; earlier++) {
      const other = matrix.subarray(earlier * columns, (earlier + 1) * columns);
      const overlap = dot(current, other);
      for (let k = 0; k < columns; k++) current[k]! -= overlap * other[k]!;
    }
    const norm = Math.sqrt(dot(current, current));
    for (let k = 0; k < columns; k++) current[k]! /= norm;
  }
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
