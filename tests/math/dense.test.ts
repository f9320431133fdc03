import { describe, expect, it } from 'vitest';
import { backwardDense, forwardDense, zeroDenseWeights } from '#math/dense.ts';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { createRng } from '#math/rng.ts';

describe('the dense layer', () => {
  it('computes x W + b', () => {
    const weights = zeroDenseWeights(2, 3);
    weights.kernel.set([1, 2, 3, 4, 5, 6]);
    weights.bias.set([0.5, 0, -0.5]);
    expect([...forwardDense(weights, Float64Array.of(1, 10, -1, 0))]).toEqual([
      41.5, 52, 62.5, -0.5, -2, -3.5,
    ]);
  });

  it('has the gradients that central differences give', () => {
    const rng = createRng(31);
    const random = (length: number) => Float64Array.from({ length }, () => rng.normal());
    const weights = { inputSize: 3, outputSize: 2, kernel: random(6), bias: random(2) };
    const [inputs, onOutputs] = [random(12), random(8)];
    const loss = () =>
      forwardDense(weights, inputs).reduce((sum, y, k) => sum + y * onOutputs[k]!, 0);
    const gradients = zeroDenseWeights(3, 2);
    const dInputs = backwardDense(weights, inputs, onOutputs, gradients);
    const check = (gradient: Float64Array, point: Float64Array) =>
      expect(largestRelativeError(gradient, numericalGradient(loss, point))).toBeLessThan(1e-8);
    check(gradients.kernel, weights.kernel);
    check(gradients.bias, weights.bias);
    check(dInputs, inputs);
  });

  it('refuses inputs that are not whole rows', () => {
    expect(() => forwardDense(zeroDenseWeights(3, 1), new Float64Array(4))).toThrow(
      'inputs must hold a multiple of 3 numbers, got 4',
    );
  });
});
