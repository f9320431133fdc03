import { expect, test } from 'vitest';
import { finalScores, groupSeries, medianCurve, type Series } from '#viz/series.ts';

const series = (seed: number, scores: number[], diverged = false): Series => ({
  arm: 'one',
  seed,
  points: scores.map((score, index) => ({ step: index * 10, score })),
  diverged,
});

test('loose points become one series for each arm and seed, in order', () => {
  const grouped = groupSeries([
    { arm: 'two', seed: 2, step: 10, score: 4 },
    { arm: 'two', seed: 2, step: 0, score: 3 },
    { arm: 'one', seed: 1, step: 0, score: 1 },
    { arm: 'two', seed: 1, step: 0, score: 2 },
  ]);
  expect(grouped.map(({ arm, seed }) => `${arm}${seed}`)).toEqual(['two1', 'two2', 'one1']);
  expect(grouped[1]?.points).toEqual([
    { step: 0, score: 3 },
    { step: 10, score: 4 },
  ]);
});

test('a score that is no number ends its series', () => {
  const [one] = groupSeries([
    { arm: 'one', seed: 1, step: 0, score: 1 },
    { arm: 'one', seed: 1, step: 10, score: NaN },
  ]);
  expect(one?.points).toHaveLength(1);
  expect(one?.diverged).toBe(true);
});

test('the median needs every seed', () => {
  const curve = medianCurve(
    [series(1, [1, 5, 9]), series(2, [3, 6]), series(3, [2, 1])],
    'one',
    'lower',
  );
  expect(curve).toEqual([
    { step: 0, score: 2 },
    { step: 10, score: 5 },
  ]);
});

test('a diverged seed counts as the worst score until it would be the median', () => {
  const curves = [series(1, [1, 1, 1]), series(2, [2], true), series(3, [3, 3], true)];
  expect(medianCurve(curves, 'one', 'lower')).toEqual([
    { step: 0, score: 2 },
    { step: 10, score: 3 },
  ]);
  expect(
    medianCurve([series(1, [1, 4]), series(2, [2], true), series(3, [3, 3])], 'one', 'higher'),
  ).toEqual([
    { step: 0, score: 2 },
    { step: 10, score: 3 },
  ]);
});

test('final scores say which runs diverged and leave out what was never measured', () => {
  expect(finalScores([series(1, [1, 0.5]), series(2, [1], true), series(3, [])])).toEqual([
    { arm: 'one', seed: 1, score: 0.5 },
    { arm: 'one', seed: 2, score: null },
  ]);
});
