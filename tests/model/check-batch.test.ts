import { describe, expect, it } from 'vitest';
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 3,
  hiddenSize: 2,
  numLayers: 1,
  outputSize: 4,
  head: 'last',
  loss: 'softmax',
  forgetBias: 1,
};
const batch: Batch = {
  batchSize: 2,
  sequenceLength: 5,
  inputs: new Float32Array(30),
  targets: Float32Array.of(0, 3),
};

describe('checkBatch', () => {
  it('accepts what fits, for every head and loss', () => {
    const withTargets = (length: number) => ({ ...batch, targets: new Float32Array(length) });
    expect(() => checkBatch(spec, batch)).not.toThrow();
    expect(() => checkBatch({ ...spec, head: 'every' }, withTargets(10))).not.toThrow();
    expect(() => checkBatch({ ...spec, loss: 'mse' }, withTargets(8))).not.toThrow();
    expect(() =>
      checkBatch({ ...spec, head: 'every', loss: 'mse' }, withTargets(40)),
    ).not.toThrow();
    expect(() => checkBatch(spec, withTargets(0), 'inputs')).not.toThrow();
  });

  it.each([
    [{ batchSize: 0 }, 'batchSize must be at least 1, got 0'],
    [{ sequenceLength: 2.5 }, 'sequenceLength must be at least 1, got 2.5'],
    [{ inputs: new Float32Array(29) }, 'inputs must hold 5·2·3 numbers, got 29'],
    [{ targets: new Float32Array(3) }, 'targets must hold 2·1 numbers, got 3'],
    [{ targets: Float32Array.of(0, 4) }, 'class must be 0…3, got 4'],
    [{ targets: Float32Array.of(0, 0.5) }, 'class must be 0…3, got 0.5'],
  ])('refuses %o', (change, message) => {
    expect(() => checkBatch(spec, { ...batch, ...change })).toThrow(new RangeError(message));
  });
});
