/**
 * Initial weights. Seeded: one seed gives one set of weights, block by block from independent streams.
 *
 *   keras     kernels Glorot uniform, recurrent kernels orthogonal, biases 0 but the forget gate's, embedding ±0.05
 *   pytorch   everything in an LSTM layer uniform in ±1/√H, both of its biases (ours is their sum), the head in
 *             ±1/√(fan in), the embedding standard normal
 *
 * `forgetBias`, where given, replaces the forget gate's biases of all layers.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import { parameterLayout, type ParameterBlock } from './parameters.ts';
import { checkSpecification } from './check-specification.ts';
import { directionsOf, type ModelSpecification } from './specification.ts';

/**
 * The flat parameter vector in the order of `parameterLayout(spec)`.
 * @param seed whole number ≥ 0.
 * @throws RangeError when the specification or the seed is out of range.
 */
export function initialParameters(spec: ModelSpecification, seed: number): Float32Array {
  checkSpecification(spec);
  const layout = parameterLayout(spec);
  const parameters = new Float32Array(layout.reduce((sum, block) => sum + block.size, 0));
  const initialBlock = spec.initialisation === 'pytorch' ? pytorchBlock : kerasBlock;
  for (const block of layout) {
    // Named streams: layer 1 starts the same whether or not there is a layer 2 of the same width.
    const rng = createRng(streamSeed(seed, 'weights', block.name));
    const values = initialBlock(block, spec, rng);
    if (isCellBias(block) && spec.forgetBias !== undefined) fillForgetGate(values, spec.forgetBias);
    parameters.set(values, block.offset);
  }
  return parameters;
}

const isCellBias = ({ name }: ParameterBlock) => name.endsWith('.bias') && name !== 'head.bias';

/** Gate order i, f, g, o: the second quarter of a bias. */
function fillForgetGate(bias: Float64Array, value: number): void {
  bias.fill(value, bias.length / 4, bias.length / 2);
}

function kerasBlock(block: ParameterBlock, _: ModelSpecification, rng: Rng): Float64Array {
  const [rows = 0, columns = 0] = block.shape;
  if (block.name === 'embedding') return uniform(block.size, 0.05, rng);
  if (block.name.endsWith('.kernel')) return glorotUniform(rows, columns, rng);
  if (block.name.endsWith('.recurrent')) return orthonormalRows(rows, columns, rng);
  const bias = new Float64Array(block.size);
  if (isCellBias(block)) fillForgetGate(bias, 1);
  return bias;
}

function pytorchBlock(block: ParameterBlock, spec: ModelSpecification, rng: Rng): Float64Array {
  if (block.name === 'embedding') return Float64Array.from({ length: block.size }, rng.normal);
  const H = spec.hiddenSize;
  const limit = 1 / Math.sqrt(block.name.startsWith('head') ? directionsOf(spec) * H : H);
  const values = uniform(block.size, limit, rng);
  if (!isCellBias(block)) return values;
  const second = uniform(block.size, limit, rng);
  return values.map((value, k) => value + second[k]!);
}

function uniform(size: number, limit: number, rng: Rng): Float64Array {
  return Float64Array.from({ length: size }, () => rng.uniform(-limit, limit));
}

/**
 * Uniform in ±√(6 / (rows + columns)) (Glorot and Bengio 2010), [rows, columns]. Like Keras, an LSTM kernel counts all
 * four gates as columns.
 */
export function glorotUniform(rows: number, columns: number, rng: Rng): Float64Array {
  const limit = Math.sqrt(6 / (rows + columns));
  return uniform(rows * columns, limit, rng);
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
