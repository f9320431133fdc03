import { expect, test } from 'vitest';
import { finalScores, groupSeries, type Series, summariseArm } from '#viz/series.ts';

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

/** The medians alone. */
const medianCurve = (curves: Series[], arm: string, better: 'lower' | 'higher') =>
  summariseArm(curves, arm, better).points.map(({ step, median }) => ({ step, score: median }));

test('quartiles as NumPy gives them, and diverged runs beyond every number', () => {
  const curves = [1, 2, 3, 4].map((seed) => series(seed, [seed]));
  expect(summariseArm(curves, 'one', 'lower').points).toEqual([
    { step: 0, low: 1.75, median: 2.5, high: 3.25 },
  ]);
  const lost = [...curves.slice(0, 3), series(4, [], true)];
  expect(summariseArm(lost, 'one', 'lower').points[0]?.high).toBe(Infinity);
  expect(summariseArm(lost, 'one', 'higher').points[0]?.low).toBe(-Infinity);
  expect(summariseArm(lost, 'one', 'lower').finals[3]?.score).toBeNull();
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
