import { describe, expect, it } from 'vitest';
import {
  hodgesLehmann,
  mean,
  median,
  medianDifference,
  medianInterval,
  pairedDifferences,
  quantile,
  signTest,
  standardDeviation,
  wilsonInterval,
} from '#math/statistics.ts';
import { createRng, streamSeed } from '#math/rng.ts';

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

describe('exact interval for the median', () => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => n - k);

  // Ranks and coverages of the usual tables (binomial, p = ½).
  it.each([
    [6, 1, 0.96875],
    [8, 1, 0.9921875],
    [10, 2, 0.978515625],
    [15, 4, 0.96484375],
    [20, 6, 0.95861],
    [25, 8, 0.95671],
  ])('of %d values runs from number %d to its mirror image', (n, rank, coverage) => {
    const interval = medianInterval(upTo(n));
    expect(interval).toMatchObject({ low: rank, high: n + 1 - rank });
    expect(interval?.coverage).toBeCloseTo(coverage, 4);
  });

  it('does not exist below six values at 95 %, and does at less', () => {
    for (let n = 0; n < 6; n++) expect(medianInterval(upTo(n))).toBeUndefined();
    expect(medianInterval(upTo(5), 0.9)?.coverage).toBe(0.9375);
  });

  it('takes infinite values and refuses a confidence that is none', () => {
    expect(medianInterval([1, 2, 3, 4, 5, Infinity])?.high).toBe(Infinity);
    for (const confidence of [0, 1, NaN])
      expect(() => medianInterval([1], confidence)).toThrow('confidence must be above 0, below 1');
  });

  it('holds the median of a skewed distribution as often as it says', () => {
    const rng = createRng(streamSeed(1, 'median-interval'));
    let held = 0;
    for (let round = 0; round < 2000; round++) {
      const sample = Array.from({ length: 20 }, () => -Math.log(1 - rng.uniform()));
      const { low = NaN, high = NaN } = medianInterval(sample) ?? {};
      if (low <= Math.LN2 && Math.LN2 <= high) held++;
    }
    // Standard error 0.0045.
    expect(held / 2000).toBeGreaterThan(0.94);
    expect(held / 2000).toBeLessThan(0.975);
  });
});
