/** What the tests of the WebAssembly engine share: the compiled kernels from disk, and seeded models and batches. */
import { readFile } from 'node:fs/promises';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import type { Gradients, Inspection, Prediction, Trainer } from '#engine/backend.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { createWasmTrainer, type WasmTrainer } from '#engine/wasm/trainer.ts';
import { kernelUrl, type KernelVariant } from '#kernels/lstm-wasm/index.ts';
import { createRng } from '#math/rng.ts';
import type { Batch, State } from '#model/batch.ts';
import { countParameters, parameterLayout } from '#model/parameters.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';

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

/** Parts of a batch that it may do without. */
export interface Extras {
  readonly lengths?: boolean;
  readonly states?: boolean;
}

export function randomBatch(
  spec: ModelSpecification,
  sequenceLength: number,
  batchSize: number,
  seed: number,
  { lengths = false, states = false }: Extras = {},
): Batch {
  const rng = createRng(seed);
  const numbers = (length: number, scale: number) =>
    Float32Array.from({ length }, () => rng.uniform(-scale, scale));
  const classes = (length: number, count: number) =>
    Float32Array.from({ length }, () => rng.int(0, count - 1));
  const predictions = (spec.head === 'every' ? sequenceLength : 1) * batchSize;
  const inputs =
    spec.vocabulary === undefined
      ? numbers(sequenceLength * batchSize * spec.inputSize, 1.5)
      : classes(sequenceLength * batchSize, spec.vocabulary);
  const targets =
    spec.loss === 'softmax'
      ? classes(predictions, spec.outputSize)
      : numbers(predictions * spec.outputSize, 1);
  const stateSize = spec.numLayers * directionsOf(spec) * batchSize * spec.hiddenSize;
  return {
    sequenceLength,
    batchSize,
    inputs,
    targets,
    ...(lengths && {
      lengths: Int32Array.from({ length: batchSize }, () => rng.int(1, sequenceLength)),
    }),
    ...(states && {
      initialState: { h: numbers(stateSize, 0.8), c: numbers(stateSize, 1.5) },
    }),
  };
}

export async function trainerOf(
  variant: KernelVariant,
  spec: ModelSpecification,
  parameters: Float32Array,
  optimizer: Partial<OptimizerOptions> = {},
  seed = 0,
): Promise<WasmTrainer> {
  const options = { spec, parameters, optimizer: { ...DEFAULT_OPTIMIZER, ...optimizer }, seed };
  return createWasmTrainer(await compiled(variant), options);
}

/** The same in float64. */
export function referenceTrainerOf(
  spec: ModelSpecification,
  parameters: Float32Array,
  optimizer: Partial<OptimizerOptions> = {},
  seed = 0,
): Promise<Trainer> {
  const options = { spec, parameters, optimizer: { ...DEFAULT_OPTIMIZER, ...optimizer }, seed };
  return createReferenceBackend().createTrainer(options);
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
  b: Float32Array,
): Record<string, number> {
  return Object.fromEntries(
    parameterLayout(spec).map(({ name, offset, size }) => [
      name,
      relativeError(a.subarray(offset, offset + size), b.subarray(offset, offset + size)),
    ]),
  );
}

/** The relative error of every tensor, by name. */
export function errorsOfPrediction(a: Prediction, b: Prediction): Record<string, number> {
  return {
    outputs: relativeError(a.outputs, b.outputs),
    ...errorsOfState('final', a.finalState, b.finalState),
  };
}

export function errorsOfGradients(
  spec: ModelSpecification,
  a: Gradients,
  b: Gradients,
): Record<string, number> {
  return {
    loss: relativeError([a.loss], [b.loss]),
    ...errorByBlock(spec, a.parameters, b.parameters),
    inputs: relativeError(a.inputs, b.inputs),
    ...errorsOfState('initial', a.initialState, b.initialState),
  };
}

const errorsOfState = (name: string, a: State, b: State) => ({
  [`${name}.h`]: relativeError(a.h, b.h),
  [`${name}.c`]: relativeError(a.c, b.c),
});

/** Every layer and direction, everything that was recorded. */
export function errorsOfInspection(a: Inspection, b: Inspection): Record<string, number> {
  const errors: Record<string, number> = { loss: relativeError([a.loss], [b.loss]) };
  for (const [k, layer] of b.layers.entries())
    for (const name of ['gates', 'h', 'c', 'dH', 'dC'] as const)
      errors[`${k}.${name}`] = relativeError(a.layers[k]?.[name] ?? [], layer[name]);
  for (const [k, { gradientNorm }] of b.layers.entries())
    errors[`${k}.gradientNorm`] = relativeError([a.layers[k]?.gradientNorm ?? NaN], [gradientNorm]);
  return errors;
}

/** Names and errors of those above a tolerance; NaN is above any. */
export const above = (errors: Record<string, number>, tolerance: number) =>
  Object.entries(errors).filter(([, error]) => !(error <= tolerance));
