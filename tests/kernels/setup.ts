/** What the tests of the WebAssembly engine share: the compiled kernels from disk, and seeded models and batches. */
import { readFile } from 'node:fs/promises';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import { networkOn, lossAndGradient } from '#engine/reference/network.ts';
import { createWasmTrainer, type WasmTrainer } from '#engine/wasm/trainer.ts';
import { kernelUrl, type KernelVariant } from '#kernels/lstm-wasm/index.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { countParameters, parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** Built by `npm run wasm`. */
export const readKernels = (variant: KernelVariant): Promise<BufferSource> =>
  readFile(kernelUrl(variant));

const modules = new Map<KernelVariant, Promise<WebAssembly.Module>>();

export function compiled(variant: KernelVariant): Promise<WebAssembly.Module> {
  const module = modules.get(variant) ?? readKernels(variant).then((b) => WebAssembly.compile(b));
  modules.set(variant, module);
  return module;
}

export const BASE: ModelSpecification = {
  inputSize: 3,
  hiddenSize: 9,
  numLayers: 2,
  outputSize: 2,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

/** Weights uniform in ±2/√(fan in), biases too, so that gates leave the middle of their range. */
export function randomParameters(spec: ModelSpecification, seed: number): Float32Array {
  const rng = createRng(seed);
  const scale = 2 / Math.sqrt(spec.hiddenSize + spec.inputSize);
  return Float32Array.from({ length: countParameters(spec).total }, () =>
    rng.uniform(-scale, scale),
  );
}

export function randomBatch(
  spec: ModelSpecification,
  sequenceLength: number,
  batchSize: number,
  seed: number,
): Batch {
  const rng = createRng(seed);
  const predictions = (spec.head === 'every' ? sequenceLength : 1) * batchSize;
  const targets =
    spec.loss === 'softmax'
      ? Float32Array.from({ length: predictions }, () =>
          Math.floor(rng.uniform(0, spec.outputSize)),
        )
      : Float32Array.from({ length: predictions * spec.outputSize }, () => rng.uniform(-1, 1));
  return {
    sequenceLength,
    batchSize,
    inputs: Float32Array.from({ length: sequenceLength * batchSize * spec.inputSize }, () =>
      rng.uniform(-1.5, 1.5),
    ),
    targets,
  };
}

export async function trainerOf(
  variant: KernelVariant,
  spec: ModelSpecification,
  parameters: Float32Array,
  optimizer: Partial<OptimizerOptions> = {},
): Promise<WasmTrainer> {
  const options = { spec, parameters, optimizer: { ...DEFAULT_OPTIMIZER, ...optimizer } };
  return createWasmTrainer(await compiled(variant), options);
}

/** Loss and gradient in float64. */
export function referenceGradient(
  spec: ModelSpecification,
  parameters: Float32Array,
  batch: Batch,
) {
  const gradient = new Float64Array(parameters.length);
  const network = networkOn(spec, Float64Array.from(parameters));
  return { loss: lossAndGradient(network, batch, networkOn(spec, gradient)), gradient };
}

/** max|a − b| / max|b|; 0 when both are zero everywhere. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = a.length === b.length ? 0 : NaN;
  let largest = 0;
  for (let k = 0; k < b.length; k++) {
    // Math.max keeps NaN.
    difference = Math.max(difference, Math.abs((a[k] ?? NaN) - (b[k] ?? NaN)));
    largest = Math.max(largest, Math.abs(b[k] ?? NaN));
  }
  return difference === 0 ? 0 : difference / largest;
}

/** The relative error of each parameter block, by name. */
export function errorByBlock(
  spec: ModelSpecification,
  a: Float32Array,
  b: Float64Array,
): Record<string, number> {
  return Object.fromEntries(
    parameterLayout(spec).map(({ name, offset, size }) => [
      name,
      relativeError(a.subarray(offset, offset + size), b.subarray(offset, offset + size)),
    ]),
  );
}
