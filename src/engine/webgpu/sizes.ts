/** How large things get on the GPU, computed before anything is allocated. */
import { MAX_MODELS } from '#kernels/step/index.ts';
import { TILE } from '#kernels/tile/index.ts';
import { directionsOf, inputWidth, type ModelSpecification } from '#model/specification.ts';
import type { DeviceLayout } from './layout.ts';

/** The shape of a batch, for so many models at once. */
export interface BatchShape {
  readonly models: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
}

/** What bounds the size of a buffer. */
export interface ByteLimits {
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
}

/** Predictions of the head for one batch of one model. */
export const predictionsOf = (
  spec: ModelSpecification,
  { sequenceLength, batchSize }: Omit<BatchShape, 'models'>,
): number => (spec.head === 'every' ? sequenceLength * batchSize : batchSize);

/** Slices cost memory; above so many bytes the weight gradients of all parts go without. */
const LARGE_GRADIENT = 2 ** 23;

/**
 * Into how many parts the sum over rows is cut in the weight gradient of a matrix [height, width]: as many as give 64
 * workgroups, but none with fewer than 256 rows. It does not depend on the number of models, so that a model learns the
 * same alone and in a group.
 */
export function splitsOf(height: number, width: number, rows: number, stride: number): number {
  if (4 * stride > LARGE_GRADIENT) return 1;
  const workgroups = Math.ceil(height / TILE) * Math.ceil(width / TILE);
  return Math.max(1, Math.min(8, Math.floor(rows / 256), Math.floor(64 / workgroups)));
}

/** Slices of the gradient: the most that any layer or the head needs. */
export function slicesOf(
  spec: ModelSpecification,
  layout: DeviceLayout,
  shape: Omit<BatchShape, 'models'>,
): number {
  const { hiddenSize: H, numLayers } = spec;
  const rows = shape.sequenceLength * shape.batchSize;
  const D = directionsOf(spec);
  let most = splitsOf(D * H + 1, spec.outputSize, predictionsOf(spec, shape), layout.stride);
  for (let layer = 1; layer <= numLayers; layer++)
    most = Math.max(
      most,
      splitsOf(inputWidth(spec, layer) + H + 1, 4 * H * D, rows, layout.stride),
    );
  return most;
}

/** The largest bindings of one model. */
function largestBinding(
  spec: ModelSpecification,
  layout: DeviceLayout,
  shape: Omit<BatchShape, 'models'>,
): { what: string; bytes: number } {
  const { hiddenSize: H } = spec;
  const { sequenceLength: T, batchSize: B } = shape;
  const D = directionsOf(spec);
  const sizes: [what: string, numbers: number][] = [
    ['gates', D * T * B * 4 * H],
    ['states', D * 2 * (T + 1) * B * H],
    ['inputs', T * B * spec.inputSize],
    ['outputs', predictionsOf(spec, shape) * spec.outputSize],
    ['gradients', slicesOf(spec, layout, shape) * layout.stride],
  ];
  const [what, numbers] = sizes.reduce((most, next) => (next[1] > most[1] ? next : most));
  return { what, bytes: 4 * numbers };
}

/**
 * How many models of a shape fit into one dispatch, 1…64.
 * @throws RangeError naming the bytes when not even one does.
 */
export function modelsAtOnce(
  spec: ModelSpecification,
  layout: DeviceLayout,
  shape: Omit<BatchShape, 'models'>,
  limits: ByteLimits,
): number {
  const { what, bytes } = largestBinding(spec, layout, shape);
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  if (bytes > most)
    throw new RangeError(
      `the ${what} of ${shape.batchSize} sequences of ${shape.sequenceLength} steps must be at most ${most} bytes on this device, got ${bytes}`,
    );
  return Math.min(MAX_MODELS, Math.floor(most / bytes));
}
