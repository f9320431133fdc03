import { describe, expect, test } from 'vitest';
import {
  autocorrelation,
  autocorrelationTime,
  correlation,
  timeConstant,
} from '#math/correlation.ts';
import { createRng } from '#math/rng.ts';

describe('correlation', () => {
  test('agrees with the definition on an example worked by hand', () => {
    // Means 2 and 3; covariance 2/3, variances 2/3 and 8/3: r = (2/3) / √(16/9) = 0.5.
    expect(correlation([1, 2, 3], [3, 1, 5])).toBeCloseTo(0.5, 12);
  });

  test('is 1 and −1 for straight lines, and NaN where nothing changes', () => {
    expect(correlation([1, 2, 4], [10, 20, 40])).toBe(1);
    expect(correlation([1, 2, 4], [-3, -6, -12])).toBeCloseTo(-1, 12);
    expect(correlation([0.1, 0.1, 0.1], [1, 2, 3])).toBeNaN();
    expect(correlation([1], [1])).toBeNaN();
  });

  test('refuses pairs that are none', () => {
    expect(() => correlation([1, 2], [1])).toThrow('got 2 and 1');
  });
});

describe('autocorrelation', () => {
  test('an alternating series turns its sign with every step', () => {
    const series = [Array.from({ length: 20 }, (_, t) => (-1) ** t)];
    expect(autocorrelation(series, 0)).toBe(1);
    expect(autocorrelation(series, 1)).toBe(-1);
    expect(autocorrelation(series, 2)).toBe(1);
  });

  test('does not pair the end of one series with the beginning of the next', () => {
    // Joined, 0 and 1 would be paired; within each series nothing changes along the pairs.
    expect(
      autocorrelation(
        [
          [0, 0],
          [1, 1],
        ],
        1,
      ),
    ).toBe(1);
  });

  test('leaves the first steps out', () => {
    const calm = Array.from({ length: 10 }, (_, t) => (-1) ** t);
    expect(autocorrelation([[50, 50, ...calm]], 1, 2)).toBe(-1);
    expect(autocorrelation([[50, 50, ...calm]], 1)).toBeGreaterThan(0);
  });
});

describe('times', () => {
  /** x_t = f·x_{t−1} + noise: what a cell with a constant forget gate makes of white noise. */
  const leaky = (kept: number, count: number): number[][] => {
    const rng = createRng(7);
    return Array.from({ length: count }, () => {
      let x = rng.normal() / Math.sqrt(1 - kept * kept);
      return Array.from({ length: 200 }, () => (x = kept * x + rng.normal()));
    });
  };

  test('both metrics agree on a leaky memory that reads white noise', () => {
    for (const kept of [0.5, 0.8, 0.9]) {
      const expected = timeConstant(kept);
      const measured = autocorrelationTime(leaky(kept, 200), 60);
      // Linear interpolation between whole lags lies a little above the exponential.
      expect(Math.abs(measured / expected - 1)).toBeLessThan(0.08);
    }
  });

  test('a time constant is where the share kept has fallen to 1/e', () => {
    expect(timeConstant(Math.exp(-1 / 7))).toBeCloseTo(7, 12);
    expect(timeConstant(0.73)).toBeCloseTo(3.178, 3);
    expect([timeConstant(0), timeConstant(1)]).toEqual([0, Infinity]);
    expect(() => timeConstant(1.1)).toThrow('kept must be 0…1, got 1.1');
  });

  test('what does not decay within the lags is given the last lag; what never changes is no number', () => {
    const line = [Array.from({ length: 100 }, (_, t) => t)];
    expect(autocorrelationTime(line, 30)).toBe(30);
    expect(autocorrelationTime([Array<number>(100).fill(0.3)], 30)).toBeNaN();
  });
});
