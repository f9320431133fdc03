import { describe, expect, test } from 'vitest';
import { overlaps } from '#viz/labels.ts';
import { ASPECT, layoutScoreChart, type ScoreChartInput } from '#viz/score-chart.ts';
import type { Series } from '#viz/series.ts';

const STEPS = 1000;
/** Curves that fall from 0.3 to about `end`, later for later seeds. */
const falling = (arm: string, seed: number, end: number, until = STEPS): Series => ({
  arm,
  seed,
  points: Array.from({ length: 21 }, (_, index) => index * 50)
    .filter((step) => step <= until)
    .map((step) => ({ step, score: end + 0.3 / (1 + Math.exp((step - 200 - 60 * seed) / 30)) })),
});
const input = (series: Series[]): ScoreChartInput => ({
  series,
  ghost: [],
  arms: ['one', 'two'],
  metric: { scale: 'log', better: 'lower', solved: 0.01 },
  steps: STEPS,
  baselines: [{ id: 'mean', score: 0.1667 }],
  names: { width: { one: 62, two: 72 }, height: 18 },
});
const full = input(
  [1, 2, 3, 4, 5].flatMap((seed) => [falling('one', seed, 4e-4), falling('two', seed, 6e-4)]),
);

describe.each([320, 358, 500, 520, 708, 804])('at %d pixels', (width) => {
  const chart = layoutScoreChart(full, width);

  test('the shape is the one the page reserves', () => {
    expect(chart.height).toBe(Math.round(width * (width < 520 ? ASPECT.narrow : ASPECT.wide)));
  });

  test('every line and mark is inside the drawing', () => {
    const numbers = [...chart.curves.seeds, ...chart.curves.medians].flatMap(({ path }) =>
      [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
    );
    expect(numbers.length).toBeGreaterThan(200);
    for (const [x, y] of numbers) {
      expect(x).toBeGreaterThanOrEqual(chart.plot.left);
      expect(x).toBeLessThanOrEqual(chart.plot.right);
      expect(y).toBeGreaterThanOrEqual(chart.plot.top);
      expect(y).toBeLessThanOrEqual(chart.plot.bottom);
    }
  });

  test('both arms are named, apart from each other', () => {
    const boxes = chart.curves.labels.map(({ arm, x, y }) => ({
      left: x,
      right: x + full.names.width[arm]!,
      top: y - 14,
      bottom: y + 4,
    }));
    expect(boxes).toHaveLength(2);
    expect(overlaps(boxes[0]!, boxes[1]!)).toBe(false);
  });

  test('all ten final scores are drawn, with two medians', () => {
    expect(chart.strips.map(({ dots }) => dots.length)).toEqual([5, 5]);
    expect(chart.strips.every(({ medianAt }) => medianAt !== undefined)).toBe(true);
  });
});

test('lines of baseline and threshold keep their labels apart', () => {
  const close = {
    ...full,
    baselines: [
      { id: 'a', score: 0.011 },
      { id: 'b', score: 0.0102 },
    ],
  };
  const ys = layoutScoreChart(close, 708)
    .references.map(({ labelY }) => labelY)
    .toSorted((a, b) => a - b);
  expect(ys[1]! - ys[0]!).toBeGreaterThanOrEqual(17);
  expect(ys[2]! - ys[1]!).toBeGreaterThanOrEqual(17);
});

test('while curves grow their names travel with the tips', () => {
  const growing = input([falling('one', 1, 4e-4, 300), falling('two', 1, 6e-4, 300)]);
  const { curves, plot } = layoutScoreChart(growing, 708);
  const tip = plot.left + 0.3 * (plot.right - plot.left);
  for (const { x } of curves.labels) expect(Math.abs(x - tip)).toBeLessThan(90);
});

test('nothing measured yet gives axes and no curves', () => {
  const chart = layoutScoreChart(input([]), 708);
  expect(chart.curves.labels).toEqual([]);
  expect(chart.scoreTicks.length).toBeGreaterThan(1);
  expect(chart.strips.every(({ dots }) => dots.length === 0)).toBe(true);
});

test('a single point and a diverged seed do not break it', () => {
  const one: Series = { arm: 'one', seed: 1, points: [{ step: 0, score: 0.3 }], diverged: true };
  const chart = layoutScoreChart(input([one, falling('two', 1, 1e-3)]), 358);
  expect(chart.strips[0]?.dots[0]?.diverged).toBe(true);
  expect(JSON.stringify(chart)).not.toContain('NaN');
});
