/** The drawing of unrolled stacks, and the table of half-lives. */
import { describe, expect, test } from 'vitest';
import { halfLife } from '#components/prose/half-life.ts';
import { CELL, stackDrawing } from '#components/prose/unrolled-stacks.ts';

describe('stackDrawing', () => {
  const two = stackDrawing(2, 3, 64);

  test('has a cell for every layer and step, layer 2 above layer 1', () => {
    expect(two.cells).toHaveLength(6);
    const [lower, upper] = [1, 2].map(
      (layer) => two.cells.find((cell) => cell.layer === layer)?.y ?? NaN,
    );
    expect(upper).toBeLessThan((lower ?? NaN) - CELL.height);
  });

  test('only h rises: nothing of c leaves its row, and no arrow points down', () => {
    const steps = two.arrows.map(({ kind, shaft }) => {
      const [, y0 = '', , y1] = /^M[\d.-]+ ([\d.-]+)(L[\d.-]+ )?([\d.-]+)?/.exec(shaft) ?? [];
      return { kind, from: Number(y0), to: y1 === undefined ? Number(y0) : Number(y1) };
    });
    expect(steps.filter(({ kind, from, to }) => kind === 'c' && from !== to)).toEqual([]);
    expect(steps.filter(({ from, to }) => to > from)).toEqual([]);
    // Three from layer 1 into layer 2, three out of layer 2.
    expect(steps.filter(({ kind, from, to }) => kind === 'h' && from !== to)).toHaveLength(6);
  });

  test('inputs enter layer 1 only', () => {
    expect(two.arrows.filter(({ kind }) => kind === 'x')).toHaveLength(3);
  });

  test('everything lies within the drawing', () => {
    for (const { x, y } of two.cells) {
      expect(x).toBeGreaterThanOrEqual(64);
      expect(x + CELL.width).toBeLessThanOrEqual(two.width);
      expect(y + CELL.height).toBeLessThan(two.inputs);
    }
    expect(two.title).toBeLessThan(two.height);
    expect(stackDrawing(1, 3, 64).height).toBeLessThan(two.height);
  });
});

describe('halfLife', () => {
  test.each([
    [0.5, 1],
    [Math.SQRT1_2, 2],
    [0.5 ** (1 / 69), 69],
  ])('f = %f halves in %f steps', (forget, steps) => {
    expect(halfLife(forget)).toBeCloseTo(steps, 10);
  });
  test('after that many steps half is left', () => {
    expect(0.95 ** halfLife(0.95)).toBeCloseTo(0.5, 12);
  });
  test.each([0, 1, -0.2, 1.5, Number.NaN])('refuses %f', (forget) => {
    expect(() => halfLife(forget)).toThrow(/\(0, 1\)/);
  });
});
