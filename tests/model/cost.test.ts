import { describe, expect, it } from 'vitest';
import { multiplyAddsPerTimeStep, multiplyAddsPerTrainingStep } from '#model/cost.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 32,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

describe('multiply-adds', () => {
  it('of one step are 4H(I + H) + 3H a layer', () => {
    expect(multiplyAddsPerTimeStep(spec)).toBe(4 * 32 * 34 + 96);
    expect(multiplyAddsPerTimeStep({ ...spec, numLayers: 3 })).toBe(
      4 * 32 * (34 + 2 * 64) + 3 * 96,
    );
  });

  it('are about as many as weights, at any depth', () => {
    for (let numLayers = 1; numLayers <= 8; numLayers++) {
      const deep = { ...spec, numLayers };
      expect(multiplyAddsPerTimeStep(deep) / countParameters(deep).total).toBeCloseTo(1, 1);
    }
  });

  it('of a training step are three forward passes, with the head where it is read', () => {
    const forward = 50 * multiplyAddsPerTimeStep(spec);
    expect(multiplyAddsPerTrainingStep(spec, 50, 64)).toBe(3 * 64 * (forward + 32));
    expect(multiplyAddsPerTrainingStep({ ...spec, head: 'every' }, 50, 64)).toBe(
      3 * 64 * (forward + 50 * 32),
    );
  });

  it('of two directions are those of two cells a layer, the upper ones on twice the width', () => {
    const both = { ...spec, bidirectional: true, numLayers: 2 };
    const forward = 2 * (4 * 32 * 34 + 96) + 2 * (4 * 32 * 96 + 96);
    expect(multiplyAddsPerTimeStep(both)).toBe(forward);
    expect(multiplyAddsPerTrainingStep(both, 50, 64)).toBe(3 * 64 * (50 * forward + 64));
  });

  it('do not grow with a vocabulary, which is looked up', () => {
    const tokens = { ...spec, vocabulary: 1000 };
    expect(multiplyAddsPerTimeStep(tokens)).toBe(multiplyAddsPerTimeStep(spec));
  });
});
