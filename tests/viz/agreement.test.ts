/** The rule of agreement against what the binomial distribution says about medians of draws. */
import { describe, expect, test } from 'vitest';
import { judgeAgreement, medianInterval } from '#viz/agreement.ts';
import type { FinalScore } from '#viz/series.ts';

const scores = Array.from({ length: 20 }, (_, index) => index + 1);

/** P(median of n draws ≤ the k-th of m equally likely values), n odd. */
function cumulative(k: number, m: number, n: number): number {
  const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
  let sum = 0;
  for (let j = (n + 1) / 2; j <= n; j++)
    sum += choose(n, j) * (k / m) ** j * (1 - k / m) ** (n - j);
  return sum;
}

describe('medianInterval', () => {
  test.each([1, 3, 5, 9])('of %i draws is what the binomial distribution gives', (n) => {
    const [low, high] = medianInterval(scores, n, 'lower');
    // With 4000 medians a quantile is known to about half a per cent of probability.
    expect(cumulative(low, 20, n)).toBeGreaterThan(0.025 - 0.01);
    expect(cumulative(low - 1, 20, n)).toBeLessThan(0.025 + 0.01);
    expect(cumulative(high, 20, n)).toBeGreaterThan(0.975 - 0.01);
    expect(cumulative(high - 1, 20, n)).toBeLessThan(0.975 + 0.01);
  });

  test('is the same every time, narrows with more runs and does not depend on the order', () => {
    expect(medianInterval(scores, 5, 'lower')).toEqual(medianInterval(scores, 5, 'lower'));
    const width = (n: number): number => {
      const [low, high] = medianInterval(scores, n, 'lower');
      return high - low;
    };
    expect(width(15)).toBeLessThan(width(5));
    expect(width(5)).toBeLessThan(width(1));
  });

  test('a single recorded value leaves no room', () => {
    expect(medianInterval([0.3], 5, 'lower')).toEqual([0.3, 0.3]);
  });

  test('runs that diverged are worse than any score', () => {
    expect(medianInterval([null, null], 3, 'lower')).toEqual([Infinity, Infinity]);
    expect(medianInterval([null, null], 3, 'higher')).toEqual([-Infinity, -Infinity]);
    const [low, high] = medianInterval([1, 2, 3, null], 5, 'lower');
    expect(low).toBe(1);
    expect(high).toBe(Infinity);
  });

  test('refuses what cannot be drawn', () => {
    expect(() => medianInterval([], 5, 'lower')).toThrow('got 0');
    expect(() => medianInterval([1], 0, 'lower')).toThrow('runs must be');
    expect(() => medianInterval([1], 2.5, 'lower')).toThrow('got 2.5');
  });
});

describe('judgeAgreement', () => {
  const of = (arm: string, values: readonly (number | null)[]): FinalScore[] =>
    values.map((score, index) => ({ arm, seed: index + 1, score }));
  const recorded = [...of('one', scores), ...of('two', [...scores.slice(0, 18), null, null])];

  test('a median in the middle agrees, one at the edge does not', () => {
    const live = [...of('one', [9, 10, 12]), ...of('two', [19, 20, null])];
    expect(judgeAgreement(['one', 'two'], recorded, live, 'lower')).toMatchObject([
      { arm: 'one', runs: 3, median: 10, agrees: true },
      { arm: 'two', runs: 3, median: 20, agrees: true },
    ]);
    expect(judgeAgreement(['one'], recorded, of('one', [0.1, 0.2, 0.3]), 'lower')).toMatchObject([
      { agrees: false, median: 0.2 },
    ]);
    expect(judgeAgreement(['one'], recorded, of('one', [null, null, 3]), 'lower')).toMatchObject([
      { agrees: false, median: Infinity },
    ]);
  });

  test('arms without scores are not judged', () => {
    expect(judgeAgreement(['one', 'three'], recorded, of('three', [1]), 'lower')).toEqual([]);
  });

  test('recorded scores agree with themselves', () => {
    expect(
      judgeAgreement(['one', 'two'], recorded, recorded, 'lower').map((x) => x.agrees),
    ).toEqual([true, true]);
  });
});
