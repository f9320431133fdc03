/** The drawing of the cell stepper: nothing leaves its place, and positions and values are each other's inverse. */
import { describe, expect, test } from 'vitest';
import {
  type CellFigureInput,
  DIAGRAM,
  layoutCellFigure,
  middleOf,
  shadeOf,
  stepAt,
  TRACKS,
  valueAt,
} from '#viz/cell-figure.ts';

const steps = Array.from({ length: 12 }, (_, index) => index);
const input = (layers: number, units: number): CellFigureInput => ({
  layers,
  units,
  series: steps.map((t) => Math.sin(t)),
  hidden: (layer, unit, step) => (layer + unit + step) / 20,
  readings: {
    i: steps.map((t) => t / 11),
    f: steps.map(() => 1),
    g: steps.map((t) => 1 - t / 5.5),
    o: steps.map(() => 0),
    c: steps.map((t) => t / 2.5),
    h: steps.map((t) => -t / 12),
  },
});

describe.each([false, true])('narrow: %s', (narrow) => {
  test.each([
    [1, 1],
    [2, 3],
    [3, 3],
  ])(
    '%i layers of %i units: parts stand one below the other, bars within their strips',
    (layers, units) => {
      const figure = layoutCellFigure(input(layers, units), narrow);
      expect(figure.cells).toHaveLength(layers * units * 12);
      expect(figure.rows.map(({ layer }) => layer)).toEqual(
        Array.from({ length: layers }, (_, index) => layers - index),
      );
      const parts = [...figure.rows, figure.inputs, ...figure.tracks];
      parts.slice(1).forEach(({ top }, index) => {
        expect(top).toBeGreaterThan(parts[index]?.bottom ?? NaN);
      });
      for (const { top, bottom, bars } of [figure.inputs, ...figure.tracks])
        for (const bar of bars) {
          expect(bar.y).toBeGreaterThanOrEqual(top - 1e-9);
          expect(bar.y + bar.height).toBeLessThanOrEqual(bottom + 1e-9);
          expect(bar.x).toBeGreaterThan(figure.left);
          expect(bar.x + bar.width).toBeLessThan(figure.right);
        }
      for (const cell of figure.cells) {
        const row = figure.rows.find(({ layer }) => layer === cell.layer);
        expect(cell.y).toBeGreaterThanOrEqual((row?.top ?? NaN) - 1e-9);
        expect(cell.y + cell.height).toBeLessThanOrEqual((row?.bottom ?? NaN) + 1e-9);
      }
      expect(figure.diagram.x + DIAGRAM.width).toBeLessThanOrEqual(figure.width);
      expect(figure.diagram.y + DIAGRAM.height).toBeLessThanOrEqual(figure.height);
    },
  );

  test('a place leads back to its step and its value', () => {
    const figure = layoutCellFigure(input(2, 2), narrow);
    for (const step of [1, 5, 12]) expect(stepAt(figure, middleOf(figure, step))).toBe(step);
    expect([stepAt(figure, -99), stepAt(figure, 9999)]).toEqual([1, 12]);
    for (const { value, tip } of figure.inputs.bars)
      expect(valueAt(figure.inputs, tip)).toBeCloseTo(value, 10);
    expect([valueAt(figure.inputs, 9999), valueAt(figure.inputs, -9999)]).toEqual([-1, 1]);
  });
});

test('gates lie in 0…1; the cell state takes whole room that holds it', () => {
  const { tracks } = layoutCellFigure(input(1, 1), false);
  expect(tracks.map(({ id }) => id)).toEqual(TRACKS);
  expect(tracks.map(({ low, high }) => [low, high])).toEqual([
    [0, 1],
    [0, 1],
    [-1, 1],
    [0, 1],
    [-5, 5],
    [-1, 1],
  ]);
});

test('shades: eleven classes, the middle for zero, the ends beyond', () => {
  expect([-7, -1, -0.04, 0, 0.5, 1, 3].map(shadeOf)).toEqual([0, 0, 5, 5, 8, 10, 10]);
});
