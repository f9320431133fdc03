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

  const state = (h: number, c: number) => ({ h: new Float32Array(h), c: new Float32Array(c) });
  it('accepts lengths, states and tokens that fit', () => {
    const full = {
      ...batch,
      inputs: Float32Array.from({ length: 10 }, (_, k) => k % 7),
      lengths: Int32Array.of(1, 5),
      initialState: state(24, 24),
    };
    const deep = { ...spec, vocabulary: 7, numLayers: 3, bidirectional: true };
    expect(() => checkBatch(deep, full)).not.toThrow();
    expect(() => checkBatch({ ...deep, vocabulary: 6 }, full)).toThrow('token must be 0…5, got 6');
    expect(() => checkBatch({ ...deep, numLayers: 2 }, full)).toThrow(
      'initialState.h must hold 4·2·2 numbers, got 24',
    );
  });

  it.each([
    [{ lengths: Int32Array.of(1) }, 'lengths must hold 2 numbers, got 1'],
    [{ lengths: Int32Array.of(0, 5) }, 'length must be 1…5, got 0'],
    [{ lengths: Int32Array.of(1, 6) }, 'length must be 1…5, got 6'],
    [{ initialState: state(3, 4) }, 'initialState.h must hold 1·2·2 numbers, got 3'],
    [{ initialState: state(4, 5) }, 'initialState.c must hold 1·2·2 numbers, got 5'],
  ])('refuses %o, also where only inputs are wanted', (change, message) => {
    for (const wants of ['inputs', 'targets'] as const)
      expect(() => checkBatch(spec, { ...batch, ...change }, wants)).toThrow(
        new RangeError(message),
      );
  });
});
