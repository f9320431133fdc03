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
    expect(gap).toEqual({ kind: 'ratio', median: 0.5, range: [0.5, 10] });
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

test('a diverged run loses, and two diverged runs tie; neither enters the ratio', () => {
  const { wins, diverged, gap, solved } = compare([null, 0.001, null], [0.002, null, null]);
  expect(wins).toEqual({ first: 1, second: 1, ties: 1 });
  expect(diverged).toEqual({ first: 2, second: 2 });
  expect(gap).toBeUndefined();
  expect(solved?.first).toMatchObject({ solved: 1, runs: 3 });
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
