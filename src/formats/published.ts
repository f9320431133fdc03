/** The weights of models as `public/models/<id>/weights.safetensors` holds them, float32. */
import { checkSpecification } from '#model/check-specification.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { readSafetensors, type Tensor } from './safetensors.ts';

/** Blocks of a flat parameter vector as named tensors. @param prefix before every name. */
export const tensorsOf = (
  spec: ModelSpecification,
  parameters: Float32Array,
  prefix = '',
): Map<string, Tensor> =>
  new Map(
    parameterLayout(spec).map(({ name, shape, offset, size }) => [
      prefix + name,
      { shape, data: parameters.slice(offset, offset + size) },
    ]),
  );

/**
 * The flat parameter vector in a weights file, which may hold other models, too.
 * @param prefix before every name.
 * @throws RangeError or SafetensorsError when the file does not hold the model's float32 tensors in their shapes.
 */
export function parametersFrom(
  spec: ModelSpecification,
  file: Uint8Array,
  prefix = '',
): Float32Array {
  checkSpecification(spec);
  const { tensors } = readSafetensors(file);
  const layout = parameterLayout(spec);
  const parameters = new Float32Array(layout.reduce((sum, { size }) => sum + size, 0));
  for (const { name: own, shape, offset } of layout) {
    const name = prefix + own;
    const tensor = tensors.get(name);
    if (!(tensor?.data instanceof Float32Array))
      throw new RangeError(`${name} must be float32 numbers of shape [${shape.join(', ')}]`);
    if (tensor.shape.join() !== shape.join())
      throw new RangeError(
        `${name} must have shape [${shape.join(', ')}], got [${tensor.shape.join(', ')}]`,
      );
    parameters.set(tensor.data, offset);
  }
  return parameters;
}
