import { describe, expect, it } from 'vitest';
import { checkSpecification, type ModelSpecification } from '#model/specification.ts';

const valid: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 31,
  numLayers: 2,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

describe('checkSpecification', () => {
  it('accepts the ends of every range and a forget bias that is not whole', () => {
    const ends = { inputSize: 1024, hiddenSize: 256, numLayers: 8, outputSize: 8192 };
    for (const spec of [valid, { ...valid, ...ends }, { ...valid, forgetBias: -0.5 }])
      expect(() => checkSpecification(spec)).not.toThrow();
  });

  it.each([
    [{ hiddenSize: 0 }, 'hiddenSize must be 1…256, got 0'],
    [{ hiddenSize: 257 }, 'hiddenSize must be 1…256, got 257'],
    [{ numLayers: 1.5 }, 'numLayers must be 1…8, got 1.5'],
    [{ inputSize: NaN }, 'inputSize must be 1…1024, got NaN'],
    [{ outputSize: -1 }, 'outputSize must be 1…8192, got -1'],
    [{ forgetBias: 11 }, 'forgetBias must be -10…10, got 11'],
    [{ forgetBias: NaN }, 'forgetBias must be -10…10, got NaN'],
  ])('refuses %o', (change, message) => {
    expect(() => checkSpecification({ ...valid, ...change })).toThrow(new RangeError(message));
  });
});
