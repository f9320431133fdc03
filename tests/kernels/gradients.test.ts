/** The WebAssembly kernels against the float64 reference: outputs, states, loss and every gradient. */
import { describe, expect, test } from 'vitest';
import type { Trainer } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { pairwiseCover } from './pairwise.ts';
import {
  above,
  BASE,
  errorsOfGradients,
  errorsOfInspection,
  errorsOfPrediction,
  randomBatch,
  randomParameters,
  referenceTrainerOf,
  relativeError,
  trainerOf,
} from './setup.ts';

const TOLERANCE = 1e-5;
/** What a switch of a pairwise cover means. */
const on = (value: string) => value === 'yes';

const CONFIGURATIONS = pairwiseCover(
  {
    numLayers: [1, 2, 3],
    hiddenSize: [1, 5, 16, 33, 64],
    sequenceLength: [1, 7, 50],
    batchSize: [1, 3, 32],
    inputSize: [1, 2, 8, 27],
    outputSize: [1, 11, 70, 300],
    head: ['last', 'every'],
    loss: ['mse', 'softmax'],
    bidirectional: ['no', 'yes'],
    residual: ['no', 'yes'],
    dropout: [0, 0.3],
    vocabulary: ['no', 'yes'],
    lengths: ['no', 'yes'],
    states: ['no', 'yes'],
  },
  7,
).map(({ bidirectional, residual, vocabulary, lengths, states, ...sizes }) => {
  const { sequenceLength, batchSize, ...model } = sizes;
  const spec: ModelSpecification = {
    ...model,
    bidirectional: on(bidirectional),
    residual: on(residual),
    ...(on(vocabulary) && { vocabulary: 19 }),
  };
  const extras = { lengths: on(lengths), states: on(states) };
  const yes = Object.entries({ bidirectional, residual, vocabulary, lengths, states });
  const name = [
    `L${model.numLayers} H${model.hiddenSize} T${sequenceLength} B${batchSize} I${model.inputSize}`,
    `O${model.outputSize} ${model.head} ${model.loss} dropout ${model.dropout}`,
    ...yes.filter(([, value]) => on(value)).map(([feature]) => feature),
  ].join(' ');
  return { name, spec, sequenceLength, batchSize, extras };
});

type Configuration = (typeof CONFIGURATIONS)[number];

const setUp = ({ spec, sequenceLength, batchSize, extras }: Configuration) => ({
  parameters: randomParameters(spec, 1),
  batch: randomBatch(spec, sequenceLength, batchSize, 2, extras),
  seed: 77,
});

/** What a trainer finds in a configuration. */
async function resultsOf(trainer: Trainer, batch: Batch) {
  const prediction = await trainer.predict(batch);
  const gradients = await trainer.differentiate(batch);
  return { prediction, gradients, inspection: await trainer.inspect(batch, batch.batchSize - 1) };
}

/** The reference's results, which take long, computed once for both variants. */
const references = new Map<string, ReturnType<typeof resultsOf>>();
function referenceResults(configuration: Configuration) {
  const { parameters, batch, seed } = setUp(configuration);
  const results =
    references.get(configuration.name) ??
    referenceTrainerOf(configuration.spec, parameters, {}, seed).then((trainer) =>
      resultsOf(trainer, batch),
    );
  references.set(configuration.name, results);
  return results;
}

test('the configurations are a cover of some size', () => {
  expect(CONFIGURATIONS.length).toBeGreaterThanOrEqual(20);
});

describe.each(['plain', 'relaxed'] as const)('%s', (variant) => {
  test.each(CONFIGURATIONS)('$name', async (configuration) => {
    const { spec } = configuration;
    const { parameters, batch, seed } = setUp(configuration);
    const trainer = await trainerOf(variant, spec, parameters, {}, seed);
    const found = await resultsOf(trainer, batch);
    const expected = await referenceResults(configuration);
    expect(above(errorsOfPrediction(found.prediction, expected.prediction), TOLERANCE)).toEqual([]);
    expect(above(errorsOfGradients(spec, found.gradients, expected.gradients), TOLERANCE)).toEqual(
      [],
    );
    expect(above(errorsOfInspection(found.inspection, expected.inspection), TOLERANCE)).toEqual([]);
    trainer.dispose();
  });

  // One step only: over several, such weights amplify any rounding.
  test('gates that are fully open and shut', async () => {
    const spec = { ...BASE, numLayers: 1, hiddenSize: 64 };
    const parameters = randomParameters(spec, 3).map((weight) => weight * 100);
    const batch = randomBatch(spec, 1, 32, 4);
    const trainer = await trainerOf(variant, spec, parameters);
    const reference = await referenceTrainerOf(spec, parameters);
    const gates = (await reference.inspect(batch, 0)).layers[0]?.gates ?? new Float32Array();
    expect(gates.filter((gate) => gate === 1).length).toBeGreaterThan(gates.length / 10);
    const { outputs } = await reference.predict(batch);
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
    const expected = await (await referenceTrainerOf(spec, parameters)).differentiate(batch);
    const gradients = await trainer.differentiate(batch);
    expect(expected.loss).toBeGreaterThan(50);
    const errors = errorsOfGradients(spec, gradients, expected);
    expect(errors['loss']).toBeLessThanOrEqual(TOLERANCE);
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
