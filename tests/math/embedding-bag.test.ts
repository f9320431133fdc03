/** Sums of learned vectors, and their gradient against finite differences. */
import { expect, test } from 'vitest';
import { addSumGradient, sumVectors } from '#math/embedding-bag.ts';

const features = [0, 2, 2, 1]; // two items of two features
const table = Float64Array.from([1, 2, 3, 4, 5, 6]); // [3, 2]

test('an item is the sum of its vectors, a row that is named twice counts twice', () => {
  expect([...sumVectors(table, features, 2, 2)]).toEqual([6, 8, 8, 10]);
  expect([...sumVectors(table, [1, 1], 2, 2)]).toEqual([6, 8]);
  expect(() => sumVectors(table, [3, 0], 2, 2)).toThrow('feature must be 0…2, got 3');
});

test('the gradient is that of finite differences', () => {
  // L = Σ w·x²
  const weights = [0.3, -1.2, 0.7, 2];
  const loss = (E: Float64Array): number =>
    sumVectors(E, features, 2, 2).reduce((sum, x, k) => sum + (weights[k] ?? 0) * x * x, 0);
  const sums = sumVectors(table, features, 2, 2);
  const gradient = new Float64Array(table.length);
  addSumGradient(
    sums.map((x, k) => 2 * (weights[k] ?? 0) * x),
    features,
    2,
    gradient,
    2,
  );
  table.forEach((value, k) => {
    const at = (shift: number) => loss(table.with(k, value + shift));
    expect(gradient[k]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 5);
  });
});
