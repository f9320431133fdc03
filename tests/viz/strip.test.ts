import { expect, test } from 'vitest';
import type { FinalScore } from '#viz/series.ts';
import { layoutStrip } from '#viz/strip.ts';

const scores = (values: (number | null)[]): FinalScore[] =>
  values.map((score, index) => ({ arm: 'one', seed: index + 1, score }));
const layout = (values: (number | null)[], room = 40) =>
  layoutStrip('one', scores(values), {
    better: 'lower',
    position: (score) => 100 - score,
    worst: 0,
    size: 11,
    room,
  });

test('equal scores stand side by side and none is covered', () => {
  const { dots } = layout([50, 50, 50, 50, 50]);
  for (const [index, dot] of dots.entries())
    for (const other of dots.slice(index + 1))
      expect(Math.hypot(dot.at - other.at, dot.offset - other.offset)).toBeGreaterThanOrEqual(
        10.999,
      );
  expect(Math.max(...dots.map(({ offset }) => Math.abs(offset)))).toBe(22);
});

test('scores that are far apart stay in the middle', () => {
  expect(layout([10, 30, 50]).dots.map(({ offset }) => offset)).toEqual([0, 0, 0]);
});

test('without room they stay on the line', () => {
  expect(layout([50, 50, 50], 0).dots.map(({ offset }) => offset)).toEqual([0, 0, 0]);
});

test('a diverged run is drawn at the worst end and counts as the worst score in the median', () => {
  const strip = layout([10, 20, null]);
  expect(strip.dots[2]).toMatchObject({ at: 0, diverged: true });
  expect(strip.median).toBe(20);
  expect(layout([10, null]).median).toBeUndefined();
  expect(layout([]).medianAt).toBeUndefined();
});
