import { describe, expect, it } from 'vitest';
import { checkSpecification } from '#model/check-specification.ts';
import { directionsOf, inputWidth, type ModelSpecification } from '#model/specification.ts';

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
    const full: ModelSpecification = {
      ...valid,
      vocabulary: 8192,
      bidirectional: true,
      residual: true,
      dropout: 0.95,
      initialisation: 'pytorch',
    };
    for (const spec of [valid, { ...valid, ...ends }, { ...valid, forgetBias: -0.5 }, full])
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
    [{ vocabulary: 1 }, 'vocabulary must be 2…8192, got 1'],
    [{ vocabulary: 2.5 }, 'vocabulary must be 2…8192, got 2.5'],
    [{ dropout: 1 }, 'dropout must be 0…0.95, got 1'],
    [{ dropout: '0.5' }, 'dropout must be 0…0.95, got 0.5'],
    [{ hiddenSize: undefined }, 'hiddenSize must be 1…256, got undefined'],
    [{ head: 'first' }, 'head must be last or every, got first'],
    [{ loss: 'l1' }, 'loss must be mse or softmax, got l1'],
    [{ initialisation: 'zeros' }, 'initialisation must be keras or pytorch, got zeros'],
    [{ bias: false }, 'bias must be true, got false'],
    [{ projSize: 5 }, 'projSize must be 0, got 5'],
    [{ bidirectional: 1 }, 'bidirectional must be true or false, got 1'],
    [{ residual: 'yes' }, 'residual must be true or false, got yes'],
  ])('refuses %o', (change, message) => {
    const spec = { ...valid, ...change } as unknown as ModelSpecification;
    expect(() => checkSpecification(spec)).toThrow(new RangeError(message));
  });
});

it('a layer reads the inputs, or all directions of the layer below', () => {
  const both = { ...valid, bidirectional: true };
  expect([directionsOf(valid), directionsOf(both)]).toEqual([1, 2]);
  expect([1, 2].map((layer) => inputWidth(valid, layer))).toEqual([2, 31]);
  expect([1, 2].map((layer) => inputWidth(both, layer))).toEqual([2, 62]);
});
