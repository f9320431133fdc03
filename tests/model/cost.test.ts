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
});
