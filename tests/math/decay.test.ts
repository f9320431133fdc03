/** Slopes, log σ and path counts. */
import { expect, test } from 'vitest';
import { fitSlope, log10Paths, log10Sigmoid } from '#math/decay.ts';

test('the slope of a line is found in any window, that of noise by least squares', () => {
  const line = Array.from({ length: 30 }, (_, k) => 5 - 0.25 * k);
  expect(fitSlope(line, 0, 29)).toBeCloseTo(-0.25, 12);
  expect(fitSlope(line, 10, 20)).toBeCloseTo(-0.25, 12);
  expect(fitSlope([0, 3, 1, 5], 0, 3)).toBeCloseTo(1.3, 12);
  expect(() => fitSlope(line, 5, 30)).toThrow(/0…29, got 5 and 30/);
  expect(() => fitSlope(line, 5, 5)).toThrow(RangeError);
});

test('log σ stays exact where σ itself would round to 1 or 0', () => {
  expect(log10Sigmoid(0)).toBeCloseTo(Math.log10(0.5), 14);
  expect(log10Sigmoid(1)).toBeCloseTo(Math.log10(1 / (1 + Math.exp(-1))), 14);
  expect(log10Sigmoid(-1000)).toBeCloseTo(-1000 / Math.LN10, 10);
  expect(log10Sigmoid(50)).toBeLessThan(0);
});

test('paths are counted as a walk counts them', () => {
  // paths[l] after k steps: ways to be l crossings down; each step allows any number of further crossings.
  const walk = (lag: number, layers: number): number => {
    let paths = Array.from({ length: layers }, () => 1);
    for (let k = 0; k < lag; k++) {
      let sum = 0;
      paths = paths.map((count) => (sum += count));
    }
    return paths.at(-1) ?? NaN;
  };
  for (const [lag, layers] of [
    [0, 4],
    [7, 1],
    [12, 2],
    [80, 3],
    [50, 8],
  ] as const)
    expect(10 ** log10Paths(lag, layers) / walk(lag, layers)).toBeCloseTo(1, 10);
});
