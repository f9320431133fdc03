/** A model as `public/models/<id>/` holds it: a manifest that says what it is, and its weights. */
import { readSafetensors, type Tensor } from '#formats/safetensors.ts';
import { parameterLayout } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { type FeatureId } from './features.ts';

/** Correlation of every unit with a feature over many sequences, layer by layer; null where it never changed. */
export type Scores = Readonly<Partial<Record<FeatureId, readonly (number | null)[]>>>;

export interface Manifest {
  readonly id: string;
  readonly task: string;
  readonly spec: ModelSpecification;
  /** Of the initial weights and of the training data. */
  readonly seed: number;
  readonly steps: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** The first 70 % of the steps; a tenth of it afterwards. */
  readonly learningRate: number;
  /** On the task's test set, in its metric. */
  readonly score: number;
  /** ISO date. */
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
  readonly command: string;
  /** Shapes of the tensors in `weights.safetensors`, by name. */
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  /** Of `weights.safetensors`, in hexadecimal. */
  readonly sha256: string;
  /** On sequences that the model has not learned from. */
  readonly unseen: {
    readonly sequences: number;
    readonly length: number;
    readonly trained: Scores;
    /** The same architecture with the initial weights of the same seed. */
    readonly untrained: Scores;
  };
}

/** Blocks of a flat parameter vector as named tensors. */
export const tensorsOf = (
  spec: ModelSpecification,
  parameters: Float32Array,
): Map<string, Tensor> =>
  new Map(
    parameterLayout(spec).map(({ name, shape, offset, size }) => [
      name,
      { shape, data: parameters.slice(offset, offset + size) },
    ]),
  );

/**
 * The flat parameter vector in a weights file.
 * @throws RangeError or SafetensorsError when the file does not hold the model's float32 tensors in their shapes.
 */
export function parametersFrom(spec: ModelSpecification, file: Uint8Array): Float32Array {
  checkSpecification(spec);
  const { tensors } = readSafetensors(file);
  const layout = parameterLayout(spec);
  const parameters = new Float32Array(layout.reduce((sum, { size }) => sum + size, 0));
  for (const { name, shape, offset } of layout) {
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
