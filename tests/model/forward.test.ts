import { describe, expect, test } from 'vitest';
import { createReferenceBackend } from '#engine/reference.ts';
import { hiddenSequence } from '#math/lstm.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { readForwards } from '#model/forward.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';

const features: ModelSpecification = {
  inputSize: 3,
  hiddenSize: 5,
  numLayers: 2,
  outputSize: 4,
  head: 'every',
  loss: 'softmax',
};
const tokens: ModelSpecification = { ...features, vocabulary: 6, residual: true, numLayers: 3 };

function batchFor(spec: ModelSpecification): Batch {
  const rng = createRng(3);
  const [sequenceLength, batchSize] = [7, 2];
  const width = spec.vocabulary === undefined ? spec.inputSize : 1;
  const draw = () =>
    spec.vocabulary === undefined ? rng.normal() : rng.int(0, spec.vocabulary - 1);
  return {
    sequenceLength,
    batchSize,
    inputs: Float32Array.from({ length: sequenceLength * batchSize * width }, draw),
    targets: new Float32Array(sequenceLength * batchSize),
  };
}

describe.each([
  ['features', features],
  ['tokens and residual paths', tokens],
])('a model on %s', (_, spec) => {
  test('gives what the reference engine predicts, and the states that it inspects', async () => {
    const batch = batchFor(spec);
    const parameters = initialParameters(spec, 5);
    const backend = createReferenceBackend();
    const trainer = await backend.createTrainer({
      spec,
      parameters,
      optimizer: DEFAULT_OPTIMIZER,
    });
    const { layers, outputs } = readForwards(spec, parameters, batch.inputs, 7, 2);
    const predicted = await trainer.predict(batch);
    expect(outputs.length).toBe(predicted.outputs.length);
    outputs.forEach((value, k) => {
      expect(value).toBeCloseTo(predicted.outputs[k]!, 6);
    });
    const inspection = await trainer.inspect(batch, 1);
    const top = hiddenSequence(layers.at(-1)!); // [T, B, H]
    inspection.layers.at(-1)!.h.forEach((value, k) => {
      const [t, unit] = [Math.floor(k / 5), k % 5];
      expect(top[(t * 2 + 1) * 5 + unit]).toBeCloseTo(value, 6);
    });
    backend.dispose();
  });
});

test('refuses what it cannot read', () => {
  const parameters = initialParameters(features, 1);
  expect(() => readForwards({ ...features, bidirectional: true }, parameters, [], 0, 1)).toThrow(
    'bidirectional',
  );
  expect(() => readForwards(features, parameters.subarray(1), [], 0, 1)).toThrow(
    `parameters must hold ${parameters.length} numbers`,
  );
  expect(() => readForwards(features, parameters, [1, 2], 1, 1)).toThrow('inputs must hold');
});
