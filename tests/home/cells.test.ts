/** The heat strip's geometry: every cell drawn once, in the class of its value. */
import { describe, expect, test } from 'vitest';
import { CLASSES, cellPaths, classOf, gapPath } from '#components/site/home/cells.ts';

/** The classes a set of paths paints, as [unit][step]; a cell painted twice throws. */
function painted(paths: readonly string[], units: number, steps: number): number[][] {
  const grid = Array.from({ length: units }, () => Array<number>(steps).fill(-1));
  paths.forEach((d, colour) => {
    for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
      for (let k = 0; k < Number(width); k++) {
        const row = grid[Number(y)] ?? [];
        const at = Number(x) + k;
        if (row[at] !== -1) throw new Error(`cell ${y}, ${at} is painted twice or outside`);
        row[at] = colour;
      }
  });
  return grid;
}

describe('classOf', () => {
  test.each([
    [-1, 0],
    [-0.82, 0],
    [-0.81, 1],
    [0, 5],
    [0.09, 5],
    [0.1, 6],
    [1, 10],
  ])('%d is class %d', (value, expected) => expect(classOf(value)).toBe(expected));

  test.each([-1.01, 1.01, Number.NaN])('refuses %d', (value) =>
    expect(() => classOf(value)).toThrow(`−1…1, got ${value}`),
  );
});

test('every cell is painted once, with the class of its value', () => {
  const rows = [
    [-1, -1, -0.95, 0, 0.5, 0.5],
    [1, 0.3, 0.3, 0.31, -0.2, -0.2],
    [0, 0, 0, 0, 0, 0],
  ];
  expect(painted(cellPaths(rows), 3, 6)).toEqual(rows.map((row) => row.map(classOf)));
});

test('neighbours of one class are one rectangle', () => {
  const paths = cellPaths([[0, 0, 0, 0]]);
  expect(paths).toHaveLength(CLASSES);
  expect(paths.filter((d) => d !== '')).toEqual(['M0 0h4v1h-4z']);
});

test('gaps lie between cells only', () => {
  expect(gapPath(2, 3)).toBe('M1 0V2M2 0V2M0 1H3');
});
