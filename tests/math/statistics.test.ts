import { describe, expect, it } from 'vitest';
import {
  hodgesLehmann,
  mean,
  median,
  medianDifference,
  pairedDifferences,
  quantile,
  signTest,
  standardDeviation,
  wilsonInterval,
} from '#math/statistics.ts';

describe('location and spread', () => {
  it('has the mean and the sample standard deviation of a textbook example', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(mean([])).toBeNaN();
    expect(standardDeviation([1])).toBeNaN();
  });

  it('interpolates quantiles as NumPy does and leaves its argument alone', () => {
    const values = [4, 1, 3, 2];
    expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantile(values, q))).toEqual([1, 1.75, 2.5, 3.7, 4]);
    expect(values).toEqual([4, 1, 3, 2]);
    expect(median([10, 9, 100])).toBe(10);
    expect(median([1, Infinity, Infinity])).toBe(Infinity);
    expect(median([1, 3, Infinity])).toBe(3);
    expect(median([])).toBeNaN();
    expect(() => quantile(values, 1.5)).toThrow('fraction must be 0…1, got 1.5');
  });

  it('takes the Hodges–Lehmann estimate over all pairs', () => {
    expect(hodgesLehmann([1, 2, 3, 10])).toBe(2.75);
    expect(hodgesLehmann([7])).toBe(7);
  });
});

describe('wilsonInterval', () => {
  // Brown, Cai and DasGupta 2001 give the formula; figures worked out from it.
  it.each([
    [5, 10, 0.2366, 0.7634],
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [20, 20, 0.8389, 1],
  ])('of %i in %i is %f…%f', (successes, trials, low, high) => {
    const [actualLow, actualHigh] = wilsonInterval(successes, trials);
    expect(actualLow).toBeCloseTo(low, 4);
    expect(actualHigh).toBeCloseTo(high, 4);
  });

  it('knows nothing without trials and refuses impossible counts', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
    expect(() => wilsonInterval(3, 2)).toThrow('successes must be whole and 0…2, got 3');
    expect(() => wilsonInterval(-1, 2)).toThrow(RangeError);
  });
});

describe('paired comparisons', () => {
  const signs = (positive: number, negative: number, zero = 0) => [
    ...Array<number>(positive).fill(0.3),
    ...Array<number>(negative).fill(-2),
    ...Array<number>(zero).fill(0),
  ];

  it.each([
    [5, 0, 0.0625],
    [0, 8, 0.0078125],
    [9, 1, 0.021484375],
    [7, 3, 0.34375],
    [5, 5, 1],
    [0, 0, 1],
  ])('gives the exact sign-test p of %i against %i', (positive, negative, p) => {
    expect(signTest(signs(positive, negative))).toBeCloseTo(p, 12);
    expect(signTest(signs(positive, negative, 4))).toBeCloseTo(p, 12);
  });

  it('takes the median of differences, not the difference of medians', () => {
    const [a, b] = [
      [1, 2, 9],
      [0, 5, 3],
    ];
    expect([...pairedDifferences(a, b)]).toEqual([1, -3, 6]);
    expect(medianDifference(a, b)).toBe(1);
    expect(median(a) - median(b)).toBe(-1);
    expect(() => medianDifference([1], [1, 2])).toThrow('got 1 and 2');
  });
});
