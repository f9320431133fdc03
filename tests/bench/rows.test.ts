import { expect, test } from 'vitest';
import { BENCHMARK_SHAPES, growthExponent, trainingOperations } from '#model/benchmark.ts';
import { GROWTH } from './growth.mjs';
import { ratioText, row, tableText, withPeakShare } from './rows.mjs';

const measured = {
  shape: 'S1',
  sizes: BENCHMARK_SHAPES.S1,
  backend: 'wasm',
  models: 1,
  times: [3, 2, 4],
  dispatches: 0,
  chunk: 1,
  msFirst: 40,
};

test('a row holds minimum, median and rate', () => {
  const gflops = trainingOperations(BENCHMARK_SHAPES.S1) / 2 / 1e6;
  expect(row(measured)).toMatchObject({ msMin: 2, msMedian: 3, gflops, steps: 3 });
});

test('plain SIMD is held against its own peak, other engines on the processor against the higher one', () => {
  const { gflops } = row(measured);
  const share = (backend: string, peaks = { plain: 50, relaxed: 100 }) =>
    withPeakShare(row({ ...measured, backend }), peaks).peakShare;
  expect(share('wasm')).toBe(gflops / 50);
  expect(share('wasm-relaxed')).toBe(gflops / 100);
  expect(share('pytorch')).toBe(gflops / 100);
  expect(share('webgpu')).toBeUndefined();
  expect(share('wasm', { plain: 0, relaxed: 0 })).toBeUndefined();
});

test('a step of eight models is eight times the work', () => {
  expect(row({ ...measured, models: 8 }).gflops).toBe(8 * row(measured).gflops);
});

test('ratios are of minimum times, of single models, where both engines ran', () => {
  const rows = [
    row(measured),
    row({ ...measured, backend: 'tfjs-wasm', times: [100, 120] }),
    row({ ...measured, backend: 'wasm', models: 8, times: [1] }),
    row({ ...measured, backend: 'webgpu', times: [9] }),
  ];
  expect(ratioText(rows)).toMatch(/^tfjs-wasm ÷ wasm +S1 50\.0$/);
});

test('the table has a line for each row and one width', () => {
  const lines = tableText([row(measured), row({ ...measured, models: 8 })]).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toContain('wasm ×8');
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
});

test('growth doubles one size at a time from S1', () => {
  for (const { factor, value, sizes, models } of GROWTH) {
    const changed = Object.entries(sizes).filter(
      ([name, size]) => size !== BENCHMARK_SHAPES.S1[name as keyof typeof sizes],
    );
    expect(changed.every(([name, size]) => name === factor && size === value)).toBe(true);
    expect(models).toBe(factor === 'k' ? value : 1);
  }
});

test('the growth exponent of a power law is its power', () => {
  const points = [16, 32, 64].map((value) => ({ value, msMin: 0.003 * value ** 1.7 }));
  expect(growthExponent(points)).toBeCloseTo(1.7, 10);
});
