/** Models, batches and comparisons for the tests of the WebGPU engine. */
import { expect } from 'vitest';
import type { Trainer, TrainerOptions } from '#engine/backend.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';

/** A small model; everything that is not given is the simplest. */
export const small = {
  inputSize: 3,
  hiddenSize: 5,
  numLayers: 1,
  outputSize: 2,
  head: 'last',
  loss: 'mse',
} as const satisfies ModelSpecification;

export interface BatchOptions {
  readonly sequenceLength?: number;
  readonly batchSize?: number;
  readonly lengths?: boolean;
  readonly state?: boolean;
}

/** A batch of random numbers. */
export function randomBatch(
  spec: ModelSpecification,
  seed: number,
  { sequenceLength: T = 6, batchSize: B = 4, lengths = false, state = false }: BatchOptions = {},
): Batch {
  const rng = createRng(seed);
  const normal = (size: number, scale = 1) =>
    Float32Array.from({ length: size }, () => scale * rng.normal());
  const whole = (size: number, count: number) =>
    Float32Array.from({ length: size }, () => rng.int(0, count - 1));
  const predictions = spec.head === 'every' ? T * B : B;
  const cells = spec.numLayers * directionsOf(spec);
  return {
    batchSize: B,
    sequenceLength: T,
    inputs: spec.vocabulary ? whole(T * B, spec.vocabulary) : normal(T * B * spec.inputSize),
    targets:
      spec.loss === 'mse'
        ? normal(predictions * spec.outputSize, 2)
        : whole(predictions, spec.outputSize),
    ...(lengths && { lengths: Int32Array.from({ length: B }, (_, b) => 1 + ((b * 3 + 1) % T)) }),
    ...(state && {
      initialState: {
        h: normal(cells * B * spec.hiddenSize, 0.5),
        c: normal(cells * B * spec.hiddenSize, 0.5),
      },
    }),
  };
}

export function optionsOf(
  spec: ModelSpecification,
  seed = 1,
  optimizer: Partial<OptimizerOptions> = {},
): TrainerOptions {
  return {
    spec,
    parameters: initialParameters(spec, seed),
    optimizer: { ...DEFAULT_OPTIMIZER, ...optimizer },
    seed,
  };
}

/** Largest difference, relative to the largest expected value. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let scale = 0;
  let worst = 0;
  for (let k = 0; k < expected.length; k++) {
    scale = Math.max(scale, Math.abs(expected[k]!));
    worst = Math.max(worst, Math.abs(expected[k]! - (actual[k] ?? NaN)));
    if (Number.isNaN(actual[k])) return NaN;
  }
  return worst === 0 ? 0 : worst / scale;
}

/** Everything that a trainer can be asked, as one list of named numbers, [time steps of a row] cut to the real ones. */
export async function everything(
  trainer: Trainer,
  spec: ModelSpecification,
  batches: readonly Batch[],
  row: number,
): Promise<Record<string, ArrayLike<number>>> {
  const [first] = batches as readonly [Batch];
  const found: Record<string, ArrayLike<number>> = {};
  const prediction = await trainer.predict(first);
  found.outputs = realOutputs(spec, first, prediction.outputs);
  found.finalH = prediction.finalState.h;
  found.finalC = prediction.finalState.c;
  const gradients = await trainer.differentiate(first);
  found.loss = [gradients.loss];
  found.gradient = gradients.parameters;
  found.dInputs = gradients.inputs;
  found.dH0 = gradients.initialState.h;
  found.dC0 = gradients.initialState.c;
  const { layers, loss } = await trainer.inspect(first, row);
  found.inspectedLoss = [loss];
  const steps = first.lengths?.[row] ?? first.sequenceLength;
  for (const [k, layer] of layers.entries()) {
    found[`gates ${k}`] = layer.gates.subarray(0, steps * 4 * spec.hiddenSize);
    for (const name of ['h', 'c', 'dH', 'dC'] as const)
      found[`${name} ${k}`] = layer[name].subarray(0, steps * spec.hiddenSize);
    found[`norm ${k}`] = [layer.gradientNorm];
  }
  found.losses = await trainer.step(batches);
  found.parameters = await trainer.parameters();
  return found;
}

/** Outputs of real steps only. */
function realOutputs(spec: ModelSpecification, batch: Batch, outputs: Float32Array): Float32Array {
  const { lengths, batchSize: B } = batch;
  if (spec.head === 'last' || lengths === undefined) return outputs;
  return outputs.map((value, k) => {
    const row = Math.floor(k / spec.outputSize);
    return Math.floor(row / B) < lengths[row % B]! ? value : 0;
  });
}
