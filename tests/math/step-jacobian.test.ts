/** The two facts of the article on gradients: nothing comes down a stack, and its spectrum is that of its layers. */
import { describe, expect, test } from 'vitest';
import { SPECTRUM_STACK, stepSpectrum } from '#components/prose/step-spectrum.ts';
import { eigenvalues, modulus, type Complex } from '#math/eigenvalues.ts';
import { forwardStack } from '#math/lstm-stack.ts';
import { finalState, zeroLstmWeights } from '#math/lstm.ts';
import { createRng } from '#math/rng.ts';
import { blockOf, stepJacobian } from '#math/step-jacobian.ts';

const sorted = (values: readonly Complex[]) =>
  [...values].sort((a, b) => a[0] - b[0] || a[1] - b[1]);

describe('eigenvalues', () => {
  test('of matrices whose eigenvalues are known', () => {
    expect(eigenvalues([3])).toEqual([[3, 0]]);
    const turn = sorted(eigenvalues([0, -2, 2, 0]));
    expect(turn[0]?.[1]).toBeCloseTo(-2, 12);
    expect(turn[1]?.[1]).toBeCloseTo(2, 12);
    // The companion matrix of (x − 1)(x − 2)(x + 4).
    const roots = sorted(eigenvalues([-1, 10, -8, 1, 0, 0, 0, 1, 0])).map(([re]) => re);
    [-4, 1, 2].forEach((root, k) => expect(roots[k]).toBeCloseTo(root, 10));
    expect(() => eigenvalues([1, 2])).toThrow(RangeError);
  });

  test('agree with trace, trace of the square and determinant of a random matrix', () => {
    const rng = createRng(4);
    const n = 20;
    const a = Array.from({ length: n * n }, () => rng.normal());
    const found = eigenvalues(a);
    let [trace, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      trace += a[i * n + i] ?? NaN;
      for (let k = 0; k < n; k++) square += (a[i * n + k] ?? NaN) * (a[k * n + i] ?? NaN);
    }
    expect(found.reduce((sum, [re]) => sum + re, 0)).toBeCloseTo(trace, 9);
    expect(found.reduce((sum, [re, im]) => sum + re * re - im * im, 0)).toBeCloseTo(square, 8);
    expect(found.reduce((sum, [, im]) => sum + im, 0)).toBeCloseTo(0, 9);
  });
});

test('the Jacobian of a step is what finite differences give', () => {
  const H = 3;
  const rng = createRng(9);
  const cells = [zeroLstmWeights(2, H), zeroLstmWeights(H, H)];
  for (const { kernel, recurrent, bias } of cells)
    for (const block of [kernel, recurrent, bias])
      block.forEach((_, k) => (block[k] = rng.uniform(-1, 1)));
  const input = Float64Array.of(0.4, -0.7);
  const values = Float64Array.from({ length: 4 * H }, () => rng.uniform(-0.5, 0.5));
  const split = (all: Float64Array) =>
    [0, 1].map((layer) => ({
      h: all.slice(2 * layer * H, (2 * layer + 1) * H),
      c: all.slice((2 * layer + 1) * H, (2 * layer + 2) * H),
    }));
  const after = (all: Float64Array): number[] =>
    forwardStack(cells, input, 1, 1, { initial: split(all) })
      .cells.map(finalState)
      .flatMap(({ h, c }) => [...h, ...c]);
  const jacobian = stepJacobian(cells, input, split(values));
  const step = 1e-6;
  values.forEach((value, column) => {
    const [up, down] = [value + step, value - step].map((changed) =>
      after(values.map((old, k) => (k === column ? changed : old))),
    );
    for (let row = 0; row < 4 * H; row++) {
      const slope = ((up?.[row] ?? NaN) - (down?.[row] ?? NaN)) / (2 * step);
      expect(jacobian[row * 4 * H + column]).toBeCloseTo(slope, 8);
    }
  });
  expect([...blockOf(jacobian, [0, 2 * H], [2 * H, 4 * H])].every((entry) => entry === 0)).toBe(
    true,
  );
});

test.each([1, 2, 3])('nothing comes down, and the spectrum is the union (seed %i)', (seed) => {
  const { down, up, radii, radius, distance } = stepSpectrum(seed);
  expect(down).toBe(0);
  expect(up).toBeGreaterThan(0.01);
  expect(radius).toBeCloseTo(Math.max(...radii), 10);
  expect(distance).toBeLessThan(1e-12);
  expect(SPECTRUM_STACK.hiddenSize).toBe(16);
  expect(modulus([3, 4])).toBe(5);
});
