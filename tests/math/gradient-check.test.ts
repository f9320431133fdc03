import { describe, expect, it } from 'vitest';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';

describe('numericalGradient', () => {
  it('differentiates a polynomial and restores the point', () => {
    const point = Float64Array.of(2, -1);
    const gradient = numericalGradient(() => point[0]! ** 3 + 5 * point[0]! * point[1]!, point);
    expect(gradient[0]).toBeCloseTo(7, 8);
    expect(gradient[1]).toBeCloseTo(10, 8);
    expect([...point]).toEqual([2, -1]);
  });
});

describe('largestRelativeError', () => {
  it('finds one wrong number among right ones', () => {
    expect(largestRelativeError([1, 2, 3], [1, 2.2, 3])).toBeCloseTo(0.2 / 2.2, 12);
    expect(largestRelativeError([0], [1e-9])).toBeCloseTo(1e-6, 12);
  });

  it('does not take a missing number or NaN for agreement', () => {
    expect(largestRelativeError([1], [1, 2])).toBe(Infinity);
    expect(largestRelativeError([NaN], [1])).toBeNaN();
  });
});
