/** The WebAssembly kernels against the float64 reference: outputs, loss and every gradient. */
import { describe, expect, test } from 'vitest';
import { forwardNetwork, networkOn } from '#engine/reference/network.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { pairwiseCover } from './pairwise.ts';
import {
  BASE,
  errorByBlock,
  randomBatch,
  randomParameters,
  referenceGradient,
  relativeError,
  trainerOf,
} from './setup.ts';

const TOLERANCE = 1e-5;

const CONFIGURATIONS = pairwiseCover(
  {
    numLayers: [1, 2, 3],
    hiddenSize: [1, 5, 16, 33, 64],
    sequenceLength: [1, 7, 50],
    batchSize: [1, 3, 32],
    inputSize: [1, 2, 8, 27],
    outputSize: [1, 3, 11],
    head: ['last', 'every'],
    loss: ['mse', 'softmax'],
  },
  7,
);

test('the configurations are a cover of some size', () => {
  expect(CONFIGURATIONS.length).toBeGreaterThanOrEqual(20);
});

describe.each(['plain', 'relaxed'] as const)('%s', (variant) => {
  test.each(CONFIGURATIONS)(
    'L$numLayers H$hiddenSize T$sequenceLength B$batchSize I$inputSize O$outputSize $head $loss',
    async ({ sequenceLength, batchSize, ...sizes }) => {
      const spec: ModelSpecification = { ...sizes, forgetBias: 1 };
      const parameters = randomParameters(spec, 1);
      const batch = randomBatch(spec, sequenceLength, batchSize, 2);
      const trainer = await trainerOf(variant, spec, parameters);

      const network = networkOn(spec, Float64Array.from(parameters));
      const { outputs } = forwardNetwork(network, batch);
      expect(relativeError((await trainer.predict(batch)).outputs, outputs)).toBeLessThanOrEqual(
        TOLERANCE,
      );

      const expected = referenceGradient(spec, parameters, batch);
      const { loss, gradient } = await trainer.differentiate(batch);
      expect(Math.abs(loss - expected.loss)).toBeLessThanOrEqual(TOLERANCE * expected.loss);
      for (const [name, error] of Object.entries(errorByBlock(spec, gradient, expected.gradient)))
        expect(error, name).toBeLessThanOrEqual(TOLERANCE);
      trainer.dispose();
    },
  );

  // One step only: over several, such weights amplify any rounding.
  test('gates that are fully open and shut', async () => {
    const spec = { ...BASE, numLayers: 1, hiddenSize: 64 };
    const parameters = randomParameters(spec, 3).map((weight) => weight * 100);
    const batch = randomBatch(spec, 1, 32, 4);
    const trainer = await trainerOf(variant, spec, parameters);
    const network = networkOn(spec, Float64Array.from(parameters));
    const { outputs, traces } = forwardNetwork(network, batch);
    const gates = traces[0]?.gates ?? [];
    expect(gates.filter((gate) => gate > 1 - 1e-12).length).toBeGreaterThan(gates.length / 10);
    expect(relativeError((await trainer.predict(batch)).outputs, outputs)).toBeLessThanOrEqual(
      TOLERANCE,
    );
  });

  test('logits of hundreds do not overflow', async () => {
    const spec: ModelSpecification = { ...BASE, loss: 'softmax', outputSize: 5 };
    const parameters = randomParameters(spec, 5);
    for (let k = parameters.length - 50; k < parameters.length; k++)
      parameters[k] = (parameters[k] ?? 0) * 500;
    const batch = randomBatch(spec, 6, 20, 6);
    const trainer = await trainerOf(variant, spec, parameters);
    const expected = referenceGradient(spec, parameters, batch);
    const { loss, gradient } = await trainer.differentiate(batch);
    expect(expected.loss).toBeGreaterThan(50);
    expect(Math.abs(loss - expected.loss)).toBeLessThanOrEqual(TOLERANCE * expected.loss);
    const errors = errorByBlock(spec, gradient, expected.gradient);
    expect(errors['head.bias']).toBeLessThanOrEqual(TOLERANCE);
  });

  test('what is not a number stays so', async () => {
    const batch = randomBatch(BASE, 4, 2, 7);
    batch.inputs[1] = NaN;
    const trainer = await trainerOf(variant, BASE, randomParameters(BASE, 8));
    expect((await trainer.differentiate(batch)).loss).toBeNaN();
    const [loss] = await trainer.step([batch]);
    expect(loss).toBeNaN();
  });
});
