import { describe, expect, it } from 'vitest';
import { checkOptimizer, DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';

describe('checkOptimizer', () => {
  it.each([
    {},
    { kind: 'sgd' },
    { kind: 'adam', epsilonPlacement: 'keras', epsilon: 1e-7 },
    { clipNorm: Infinity, beta1: 0, beta2: 0 },
    { learningRate: 10 },
  ] satisfies Partial<OptimizerOptions>[])('accepts %o', (change) => {
    expect(() => checkOptimizer({ ...DEFAULT_OPTIMIZER, ...change })).not.toThrow();
  });

  it.each([
    [{ kind: 'rmsprop' }, 'kind must be adam or sgd, got rmsprop'],
    [{ epsilonPlacement: 'inside' }, 'epsilonPlacement must be pytorch or keras, got inside'],
    [{ learningRate: '1' }, 'learningRate must be above 0 and at most 10, got 1'],
    [{ clipNorm: NaN }, 'clipNorm must be above 0, got NaN'],
    [{ epsilon: 1e-38 }, 'epsilon must be at least 1e-37, got 1e-38'],
  ])('refuses %o', (change, message) => {
    const options = { ...DEFAULT_OPTIMIZER, ...change } as unknown as OptimizerOptions;
    expect(() => checkOptimizer(options)).toThrow(new RangeError(message));
  });
});
