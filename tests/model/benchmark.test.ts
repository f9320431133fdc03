import { expect, test } from 'vitest';
import {
  BENCHMARK_SHAPES,
  benchmarkBatch,
  benchmarkParameters,
  benchmarkSpecification,
  trainingOperations,
} from '#model/benchmark.ts';
import { checkBatch } from '#model/check-batch.ts';
import { countParameters } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';

test.each(Object.entries(BENCHMARK_SHAPES))('%s is a model that engines accept', (_, shape) => {
  const spec = benchmarkSpecification(shape);
  checkSpecification(spec);
  const batch = benchmarkBatch(shape);
  checkBatch(spec, batch);
  expect(batch.inputs.every((value) => Math.abs(value) <= 1)).toBe(true);
  expect(new Set(batch.inputs).size).toBeGreaterThan(batch.inputs.length / 2);
  expect(benchmarkParameters(shape)).toHaveLength(countParameters(spec).total);
  expect(benchmarkParameters(shape, 1)).not.toEqual(benchmarkParameters(shape, 0));
});

test('operations are those of the products, counted one by one', () => {
  // One layer: [B, I + H] × [I + H, 4H] forwards and for the weights at every step, [B, 4H] × [4H, H] between steps.
  const [B, T, I, H] = [3, 5, 2, 4];
  const product = (m: number, k: number, n: number): number => 2 * m * k * n;
  const one = T * 2 * product(B, I + H, 4 * H) + (T - 1) * product(B, 4 * H, H);
  expect(trainingOperations({ B, T, I, H, L: 1 })).toBe(one);
  // Above layer 1 also [B, 4H] × [4H, H] down to the layer below.
  const second =
    T * (2 * product(B, H + H, 4 * H) + product(B, 4 * H, H)) + (T - 1) * product(B, 4 * H, H);
  expect(trainingOperations({ B, T, I, H, L: 2 })).toBe(one + second);
});

test('operations grow in proportion to the batch and about fourfold with the units', () => {
  const { S3 } = BENCHMARK_SHAPES;
  expect(trainingOperations({ ...S3, B: 2 * S3.B })).toBe(2 * trainingOperations(S3));
  const growth = trainingOperations({ ...S3, H: 2 * S3.H }) / trainingOperations(S3);
  expect(growth).toBeGreaterThan(3.5);
  expect(growth).toBeLessThan(4);
});
