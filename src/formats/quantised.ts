/**
 * Weights in eight bits for files that pages fetch. Each row of a matrix has a scale of its own,
 *
 *   w ≈ s (q − 128)      q = 1…255, s = the row's largest |w| / 127
 *
 * which moves a weight by at most s/2. Vectors (biases) stay float32. In safetensors: `name` holds q as U8, and
 * `name.scale` one float32 a row.
 */
import { parameterLayout } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { readSafetensors, type Tensor } from './safetensors.ts';

const ZERO = 128;
const MOST = 127;

/** The tensors of a model's weights, in the order of `parameterLayout(spec)`. */
export function quantisedTensors(
  spec: ModelSpecification,
  parameters: Float32Array,
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, offset, size } of parameterLayout(spec)) {
    const values = parameters.slice(offset, offset + size);
    const [rows = 0, columns] = shape;
    if (columns === undefined) {
      tensors.set(name, { shape, data: values });
      continue;
    }
    const codes = new Uint8Array(size);
    const scales = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      const own = values.subarray(row * columns, (row + 1) * columns);
      const scale = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / MOST;
      scales[row] = scale;
      own.forEach((value, k) => {
        codes[row * columns + k] = ZERO + (scale === 0 ? 0 : Math.round(value / scale));
      });
    }
    tensors.set(name, { shape, data: codes });
    tensors.set(`${name}.scale`, { shape: [rows], data: scales });
  }
  return tensors;
}

/**
 * The flat parameter vector in a file of such tensors.
 * @throws RangeError or SafetensorsError when the file does not hold the model's tensors in their shapes.
 */
export function parametersFromQuantised(spec: ModelSpecification, file: Uint8Array): Float32Array {
  checkSpecification(spec);
  const { tensors } = readSafetensors(file);
  const layout = parameterLayout(spec);
  const parameters = new Float32Array(layout.reduce((sum, { size }) => sum + size, 0));
  const get = (name: string, shape: readonly number[]): Tensor['data'] => {
    const tensor = tensors.get(name);
    if (tensor?.shape.join() !== shape.join())
      throw new RangeError(
        `${name} must have shape [${shape.join(', ')}], got [${tensor?.shape.join(', ') ?? ''}]`,
      );
    return tensor.data;
  };
  for (const { name, shape, offset } of layout) {
    const [rows = 0, columns] = shape;
    const codes = get(name, shape);
    if (columns === undefined) {
      parameters.set(codes, offset);
      continue;
    }
    const scales = get(`${name}.scale`, [rows]);
    codes.forEach((code, k) => {
      parameters[offset + k] = (code - ZERO) * (scales[Math.floor(k / columns)] ?? NaN);
    });
  }
  return parameters;
}
