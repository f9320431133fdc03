/** The drawing of a gradient map. */
import { expect, test } from 'vitest';
import { log10Sigmoid } from '#math/decay.ts';
import {
  CLASSES,
  classOf,
  gateRate,
  layoutGrid,
  pathGuide,
  reach,
  spread,
  type GridInput,
} from '#viz/gradient-grid.ts';

const falling = (slope: number, start = 0): number[] =>
  Array.from({ length: 81 }, (_, lag) => start + slope * lag);

const input: GridInput = {
  rows: [
    { id: 'input', values: falling(-0.1, -3) },
    { id: '1', values: falling(-0.1, -2) },
    { id: '2', values: falling(-0.1) },
  ],
  curves: [
    { id: 'single', values: falling(-0.1, -1) },
    { id: 'stack', values: falling(-0.2, -3) },
  ],
  fit: [20, 80],
};

test('a class is a power of ten, and what is off the scale belongs to its end', () => {
  expect(classOf(-11.5)).toBe(0);
  expect(classOf(0)).toBe(12);
  expect(classOf(-0.01)).toBe(11);
  expect(classOf(-60)).toBe(0);
  expect(classOf(9)).toBe(CLASSES - 1);
});

test('reach is the last lag that is still as large', () => {
  expect(reach([0, -1, 0.5, -2], 0)).toBe(2);
  expect(reach([-5, -6], -3)).toBe(-1);
});

test('guides: paths begin at the stack’s own strength, the gate’s pace at that of one layer', () => {
  const single = falling(-0.1, -1);
  const guide = pathGuide(single, falling(-0.05, -4), 3);
  expect(guide[0]).toBeCloseTo(-4, 12);
  // C(10 + 2, 2) = 66
  expect(guide[10]).toBeCloseTo(-4 - 1 + Math.log10(66), 12);
  const rate = gateRate(single, 1);
  expect(rate[0]).toBe(-1);
  expect((rate[80] ?? NaN) - (rate[79] ?? NaN)).toBeCloseTo(log10Sigmoid(1), 12);
});

test.each([756, 326, 280])(
  'at %i px everything stays inside, rows stand on one another',
  (width) => {
    const chart = layoutGrid(input, width);
    const { frame } = chart;
    expect(chart.narrow).toBe(width < 520);
    expect(frame.right).toBeGreaterThan(frame.left + 150);
    const middles = chart.rows.map(({ middle }) => middle);
    expect(middles).toEqual([...middles].sort((a, b) => b - a));
    for (const { path } of chart.cells)
      for (const [, x, y] of path.matchAll(/M([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(frame.left);
        expect(Number(x)).toBeLessThan(frame.right);
        expect(Number(y)).toBeGreaterThanOrEqual(frame.mapTop);
      }
    for (const tick of chart.lagTicks) expect(tick.x).toBeLessThanOrEqual(frame.right);
    expect(chart.contours.map(({ label }) => label)).toEqual(['0.001', '10⁻⁶', '10⁻⁹']);
  },
);

test('the cells of a row fill it from end to end', () => {
  const chart = layoutGrid({ ...input, rows: [input.rows[2] ?? { id: '', values: [] }] }, 756);
  const widths = chart.cells.flatMap(({ path }) =>
    [...path.matchAll(/h(\d[\d.]*)v/g)].map(([, width]) => Number(width)),
  );
  const total = widths.reduce((sum, width) => sum + width, 0);
  const { left, right } = chart.frame;
  // 0.4 px of overlap for each of the eight borders between classes.
  expect(total).toBeCloseTo(right - left + 0.4 * (widths.length - 1), 0);
});

test('a curve ends where it leaves the scale', () => {
  const curves = [{ id: 'stack' as const, values: falling(-0.5) }];
  const [curve] = layoutGrid({ ...input, curves }, 756).curves;
  const { frame } = layoutGrid(input, 756);
  expect(curve?.end?.[1]).toBeCloseTo(frame.bottom, 5);
  expect(curve?.end?.[0]).toBeLessThan(frame.left + (frame.right - frame.left) / 3);
});

test('names keep their distance within the chart', () => {
  const placed = spread([100, 101, 102, 300], [90, 120 + 17 * 3]);
  const sorted = [...placed].sort((a, b) => a - b);
  sorted.slice(1).forEach((y, k) => expect(y - (sorted[k] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-9));
  expect(Math.max(...placed)).toBeLessThanOrEqual(171);
  expect(spread([10, 200], [0, 300])).toEqual([10, 200]);
});

test('maps without values are drawn as empty frames', () => {
  const chart = layoutGrid({ rows: [{ id: '1', values: [] }], curves: [], fit: undefined }, 756);
  expect(chart.cells).toEqual([]);
  expect(chart.contours).toEqual([]);
});
