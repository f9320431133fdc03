import { describe, expect, test } from 'vitest';
import { compareArms } from '#viz/evidence.ts';
import type { FinalScore } from '#viz/series.ts';

const error = { scale: 'log', better: 'lower', solved: 0.01 } as const;
const accuracy = { scale: 'linear', better: 'higher', solved: 0.95 } as const;
const scores = (one: (number | null)[], two: (number | null)[]): FinalScore[] => [
  ...one.map((score, index) => ({ arm: 'one', seed: index + 1, score })),
  ...two.map((score, index) => ({ arm: 'two', seed: index + 1, score })),
];
const compare = (
  one: (number | null)[],
  two: (number | null)[],
  metric: typeof error | typeof accuracy = error,
) => compareArms(scores(one, two), ['one', 'two'], metric);

describe('five pairs', () => {
  test('five of five gives p = 0.0625 and no less is possible', () => {
    const { p, smallestP, wins } = compare([1, 1, 1, 1, 1], [0.5, 0.4, 0.3, 0.2, 0.1]);
    expect(wins).toEqual({ first: 0, second: 5, ties: 0 });
    expect(p).toBe(0.0625);
    expect(smallestP).toBe(0.0625);
  });

  test('three of five gives p = 1; ratios are paired by seed', () => {
    const { p, gap, wins } = compare([1, 2, 4, 1, 1], [0.5, 1, 2, 3, 10]);
    expect(wins).toEqual({ first: 2, second: 3, ties: 0 });
    expect(p).toBe(1);
    expect(gap).toEqual({ kind: 'ratio', median: 0.5, range: [0.5, 10], interval: undefined });
  });
});

test('for accuracy higher wins and the gap is a difference', () => {
  const { wins, gap, solved } = compare([0.9, 0.99], [0.95, 0.98], accuracy);
  expect(wins).toEqual({ first: 1, second: 1, ties: 0 });
  expect(gap?.kind).toBe('difference');
  expect(gap?.median).toBeCloseTo(0.02, 12);
  expect(solved?.first.solved).toBe(1);
  expect(solved?.second.solved).toBe(2);
});

test('ties leave the test but stay counted', () => {
  const { wins, p } = compare([1, 1, 1], [1, 0.5, 0.5]);
  expect(wins).toEqual({ first: 0, second: 2, ties: 1 });
  expect(p).toBe(0.5);
});

test('a diverged run loses, two tie, and both count as beyond any number', () => {
  const { wins, diverged, gap, solved } = compare([null, 0.001, null], [0.002, null, null]);
  expect(wins).toEqual({ first: 1, second: 1, ties: 1 });
  expect(diverged).toEqual({ first: 2, second: 2 });
  expect(gap).toMatchObject({ median: 1, range: [0, Infinity] });
  expect(solved?.first).toMatchObject({ solved: 1, runs: 3 });
  expect(compare([null, 0.9], [0.8, null], accuracy).gap).toBeUndefined();
  expect(compare([0.9, 0.9, 0.9], [null, 0.8, null], accuracy).gap?.median).toBe(-Infinity);
});

describe('the rule', () => {
  const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
  const better = (count: number, of: number): number[] =>
    ones(of).map((_, index) => (index < count ? 0.5 : 2));
  const verdict = (count: number, of: number, comparisons = 1) =>
    compareArms(scores(ones(of), better(count, of)), ['one', 'two'], error, comparisons).verdict;

  test('up to five pairs are too few, whoever wins them', () => {
    for (let of = 1; of <= 5; of++)
      for (let count = 0; count <= of; count++) expect(verdict(count, of)).toBe('few');
    expect(verdict(6, 6)).toBe('second');
    expect(verdict(0, 6)).toBe('first');
    expect(verdict(5, 6)).toBe('open');
  });

  test('of twenty pairs fifteen must be won, and the interval then excludes 1', () => {
    expect([14, 15, 5, 6].map((count) => verdict(count, 20))).toEqual([
      'open',
      'second',
      'first',
      'open',
    ]);
    const ends = (count: number) =>
      compare(ones(20), better(count, 20)).gap?.interval?.ends ?? [NaN, NaN];
    expect(ends(14)).toEqual([0.5, 2]);
    expect(ends(15)).toEqual([0.5, 0.5]);
  });

  test('three comparisons ask for more of each', () => {
    expect(verdict(6, 6, 3)).toBe('few');
    expect(verdict(7, 7, 3)).toBe('second');
    expect(verdict(15, 20, 3)).toBe('open');
    expect(verdict(16, 20, 3)).toBe('second');
    const { gap } = compareArms(scores(ones(20), better(16, 20)), ['one', 'two'], error, 3);
    expect(gap?.interval?.confidence).toBeCloseTo(1 - 0.05 / 3, 12);
  });

  test('ties leave too few to tell, and a tie of all is no clear difference', () => {
    expect(compare(ones(20), ones(20))).toMatchObject({ verdict: 'open', p: 1 });
    expect(compare(ones(20), [...better(5, 5), ...ones(15)]).verdict).toBe('open');
    expect(compare(ones(20), [...better(6, 6), ...ones(14)]).verdict).toBe('second');
  });

  test('an arm that always diverges loses', () => {
    expect(
      compare(
        ones(6),
        Array.from({ length: 6 }, () => null),
      ).verdict,
    ).toBe('first');
  });
});

test('success rates carry Wilson intervals', () => {
  const { solved } = compare([0.001, 0.001, 0.001, 0.001, 0.001], [1, 1, 1, 1, 1]);
  expect(solved?.first).toMatchObject({ solved: 5, runs: 5, high: 1 });
  expect(solved?.first.low).toBeCloseTo(0.5655, 4);
  expect(solved?.second.high).toBeCloseTo(0.4345, 4);
});

test('seeds that only one arm has are left out; without pairs there is nothing to say', () => {
  expect(compareArms(scores([1, 2], [1]), ['one', 'two'], error).pairs).toBe(1);
  expect(compareArms([], ['one', 'two'], error)).toMatchObject({ pairs: 0, gap: undefined, p: 1 });
});
