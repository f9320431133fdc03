/** The chart of a claim: marks, the band of agreement and the axis, as geometry. */
import { expect, test } from 'vitest';
import { medianInterval } from '#viz/agreement.ts';
import { layoutClaimChart } from '#viz/claim-chart.ts';
import type { FinalScore } from '#viz/series.ts';

const recorded: FinalScore[] = ['one', 'two'].flatMap((arm, index) =>
  [0.1, 0.2, 0.4, 0.8].map((score, seed) => ({ arm, seed: seed + 1, score: score / (index + 1) })),
);
const metric = { scale: 'linear', better: 'lower' } as const;
const input = { arms: ['one', 'two'], recorded, live: [], runs: 5, metric };

test('a row for each arm, all on one axis from left to right', () => {
  const chart = layoutClaimChart(input, 600);
  expect(chart.rows.map(({ arm }) => arm)).toEqual(['one', 'two']);
  // The axis runs from 0 to 1 between 22 and 578.
  const [first] = chart.rows;
  expect(first?.recorded.dots.map(({ at }) => Math.round(at))).toEqual(
    [0.1, 0.2, 0.4, 0.8].map((score) => Math.round(22 + 556 * score)),
  );
  expect(chart.rows[1]?.recordedY).toBeGreaterThan(first?.liveY ?? Infinity);
  expect(chart.height).toBeGreaterThan(chart.axisY);
});

test('the band is the interval of agreement', () => {
  const [row] = layoutClaimChart(input, 600).rows;
  const [low, high] = medianInterval([0.1, 0.2, 0.4, 0.8], 5, 'lower');
  expect(row?.band?.x).toBeCloseTo(22 + 556 * low, 6);
  expect(row?.band?.width).toBeCloseTo(556 * (high - low), 6);
});

test('runs that diverged stand at the worse end, and a band without width can be seen', () => {
  const same = [0.5, 0.5, 0.5].map((score, seed) => ({ arm: 'one', seed, score }));
  const live = [{ arm: 'one', seed: 9, score: null }];
  const [row] = layoutClaimChart({ ...input, arms: ['one'], recorded: same, live }, 400).rows;
  expect(row?.band).toEqual({ x: 22 + 356 / 2 - 2, width: 4 });
  expect(row?.live.dots).toMatchObject([{ at: 378, diverged: true }]);
  expect(layoutClaimChart({ ...input, recorded: [] }, 400).rows[0]?.band).toBeUndefined();
});

test('labels of the axis do not touch, however narrow the chart', () => {
  const log = { scale: 'log', better: 'lower', solved: 0.01 } as const;
  const wide: FinalScore[] = [1e-8, 1].map((score, seed) => ({ arm: 'one', seed, score }));
  const { ticks } = layoutClaimChart({ ...input, arms: ['one'], recorded: wide, metric: log }, 240);
  expect(ticks.length).toBeGreaterThan(2);
  ticks.slice(1).forEach((tick, index) => {
    const before = ticks[index];
    expect(tick.x - (before?.x ?? 0)).toBeGreaterThan(
      3.3 * (tick.label.length + (before?.label.length ?? 0)),
    );
  });
});
