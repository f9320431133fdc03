import { describe, expect, test } from 'vitest';
import { layoutSweepChart, type SweepChartInput, type SweepGroup } from '#viz/sweep-chart.ts';

const group = (
  kind: 0 | 1,
  layers: number,
  scores: readonly (number | null)[],
  shared = false,
): SweepGroup => ({
  id: `${kind === 0 ? 'plain' : 'residual'}-${layers}`,
  kind,
  layers,
  shared,
  scores: scores.map((score, index) => ({ seed: index + 1, score })),
});

const INPUT: SweepChartInput = {
  depths: [1, 2, 4],
  recorded: [
    group(0, 1, [3, 3.1, 3.2], true),
    group(0, 2, [3.3, null]),
    group(0, 4, [4.4, 4.4, 4.4]),
    group(1, 2, [2.9]),
    group(1, 4, [2.8]),
  ],
  live: [],
  baselines: [
    { id: 'unigram', score: 4.4 },
    { id: 'trigram', score: 3 },
  ],
  curves: [
    {
      arm: 'plain-1',
      seed: 1,
      points: [0, 10, 20].map((step) => ({ step, score: 5 - step / 10 })),
    },
    {
      arm: 'plain-4',
      seed: 1,
      points: [
        { step: 0, score: 5 },
        { step: 10, score: 4.4 },
      ],
    },
  ],
  ghosts: [],
  steps: 20,
};

describe.each([756, 520, 326, 240])('at %d pixels', (width) => {
  const chart = layoutSweepChart(INPUT, width);

  test('everything lies inside, and the two drawings do not touch', () => {
    expect(chart.plot.bottom - chart.plot.top).toBeGreaterThan(80);
    expect(chart.panel.bottom - chart.panel.top).toBeGreaterThan(50);
    expect(chart.panel.top - chart.plot.bottom).toBeGreaterThanOrEqual(150);
    expect(chart.panel.bottom).toBeLessThan(chart.height - 40);
    for (const { x, y } of chart.marks) {
      expect(x).toBeGreaterThan(chart.plot.left);
      expect(x).toBeLessThan(chart.plot.right);
      expect(y).toBeGreaterThanOrEqual(chart.plot.top);
      expect(y).toBeLessThanOrEqual(chart.plot.bottom);
    }
  });

  test('better scores lie lower, and a diverged run at the top', () => {
    const at = (key: string) => chart.marks.find((mark) => mark.key === `${key} recorded`);
    expect(at('residual-4 1')?.y).toBeGreaterThan(at('plain-4 1')?.y ?? Infinity);
    expect(at('plain-2 2')).toMatchObject({ diverged: true, y: chart.plot.top });
  });

  test('plain stands left of its number of layers, residual right, a shared stack on it', () => {
    const x = (layers: number) => chart.depthTicks.find((tick) => tick.layers === layers)?.x ?? NaN;
    const xOf = (key: string) => chart.marks.find((one) => one.key === `${key} recorded`)?.x ?? NaN;
    expect(xOf('plain-2 1')).toBeLessThan(x(2));
    expect(xOf('residual-2 1')).toBeGreaterThan(x(2));
    expect(xOf('plain-1 1')).toBe(x(1));
  });

  test('runs that would cover each other stand side by side', () => {
    const places = chart.marks.filter(({ key }) => key.startsWith('plain-4')).map(({ x }) => x);
    expect(new Set(places).size).toBe(3);
  });

  test('the lines of both kinds begin at the shared stack', () => {
    expect(chart.lines.map(({ kind }) => kind)).toEqual([0, 1]);
    const [first, second] = chart.lines.map(({ path }) => path.split('L')[0]);
    expect(first).toBe(second);
  });

  test('curves have their names apart from each other', () => {
    expect(chart.curves.map(({ id }) => id)).toEqual(['plain-1', 'plain-4']);
    const [a = 0, b = 0] = chart.curves.map(({ labelY }) => labelY);
    expect(Math.abs(a - b)).toBeGreaterThanOrEqual(15);
  });
});

test('a live run is marked beside the recorded one, and curves end with the axis', () => {
  const live = { ...INPUT, live: [group(1, 4, [2.7])], ghosts: INPUT.curves, steps: 10 };
  const chart = layoutSweepChart(live, 756);
  expect(chart.marks.filter((mark) => mark.live)).toHaveLength(1);
  for (const path of chart.ghosts) expect(path.split('L')).toHaveLength(2);
});
