import { describe, expect, it } from 'vitest';
import { clipByGlobalNorm, createAdamState, updateAdam } from '#math/adam.ts';

describe('updateAdam', () => {
  const options = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

  it('does two updates as worked out by hand', () => {
    const parameters = Float64Array.of(1);
    const state = createAdamState(1);
    // m = 0.2, v = 0.004; m̂ = 2, v̂ = 4
    updateAdam(parameters, Float64Array.of(2), state, options);
    expect(parameters[0]).toBeCloseTo(1 - (0.1 * 2) / (2 + 1e-8), 14);
    // m = 0.08, v = 0.004996; m̂ = 0.08 / 0.19, v̂ = 0.004996 / 0.001999
    updateAdam(parameters, Float64Array.of(-1), state, options);
    expect(state.m[0]).toBeCloseTo(0.08, 14);
    expect(state.v[0]).toBeCloseTo(0.004996, 14);
    const first = 1 - (0.1 * 2) / (2 + 1e-8);
    const second = (0.1 * (0.08 / 0.19)) / (Math.sqrt(0.004996 / 0.001999) + 1e-8);
    expect(parameters[0]).toBeCloseTo(first - second, 14);
    expect(parameters[0]).toBeCloseTo(0.8733663, 7);
    expect(state.updates).toBe(2);
  });

  it('adds epsilon outside the root, after the bias correction, as PyTorch does', () => {
    const parameters = Float64Array.of(1);
    updateAdam(parameters, Float64Array.of(2), createAdamState(1), { ...options, epsilon: 1 });
    expect(parameters[0]).toBeCloseTo(1 - (0.1 * 2) / (2 + 1), 14);
  });

  it('adds epsilon to the uncorrected root where Keras does', () => {
    const parameters = Float64Array.of(1);
    const keras = { ...options, epsilon: 1, epsilonPlacement: 'keras' } as const;
    const state = createAdamState(1);
    // m = 0.2, v = 0.004
    updateAdam(parameters, Float64Array.of(2), state, keras);
    const first = (0.1 * (Math.sqrt(0.001) / 0.1) * 0.2) / (Math.sqrt(0.004) + 1);
    expect(parameters[0]).toBeCloseTo(1 - first, 14);
    // m = 0.08, v = 0.004996
    updateAdam(parameters, Float64Array.of(-1), state, keras);
    const second = (0.1 * (Math.sqrt(0.001999) / 0.19) * 0.08) / (Math.sqrt(0.004996) + 1);
    expect(parameters[0]).toBeCloseTo(1 - first - second, 14);
  });

  it('is the same with both placements when epsilon is next to nothing', () => {
    const run = (epsilonPlacement: 'pytorch' | 'keras') => {
      const parameters = Float64Array.of(1, -2);
      const state = createAdamState(2);
      for (const g of [0.3, -1, 2])
        updateAdam(parameters, Float64Array.of(g, 1), state, {
          ...options,
          epsilon: 1e-30,
          epsilonPlacement,
        });
      return parameters;
    };
    run('keras').forEach((value, k) => expect(value).toBeCloseTo(run('pytorch')[k]!, 13));
  });

  it('refuses a gradient of another length', () => {
    expect(() =>
      updateAdam(new Float64Array(2), new Float64Array(3), createAdamState(2), options),
    ).toThrow('expected 2 parameters and gradients, got 2 and 3');
  });
});

describe('clipByGlobalNorm', () => {
  it('scales a gradient that is too long to the limit and tells the norm it had', () => {
    const gradient = Float64Array.of(3, 0, -4);
    expect(clipByGlobalNorm(gradient, 1)).toBe(5);
    [0.6, 0, -0.8].forEach((value, k) => expect(gradient[k]).toBeCloseTo(value, 15));
  });

  it.each([5, 6, Infinity])('leaves a norm of 5 alone at a limit of %s', (limit) => {
    const gradient = Float64Array.of(3, 0, -4);
    clipByGlobalNorm(gradient, limit);
    expect([...gradient]).toEqual([3, 0, -4]);
  });
});
