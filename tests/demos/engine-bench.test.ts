/** The race of engines: bars, factors, and the recorded file that the pages print. */
import { expect, test } from 'vitest';
import { announceOn } from '#components/demos/engine-bench/announce.ts';
import {
  bars,
  formatFactor,
  notRecorded,
  PLAN,
  recordedTimes,
} from '#components/demos/engine-bench/demo.ts';
import recorded from '#components/demos/engine-bench/recorded.json' with { type: 'json' };
import {
  ENGINE_ORDER,
  enginesOf,
  growthOf,
  rowOf,
  shapesOf,
  speedUp,
  type RecordedBench,
  type RecordedRow,
} from '#components/demos/engine-bench/recorded.ts';
import { STRINGS } from '#components/demos/engine-bench/strings.ts';
import { BENCHMARK_SHAPES, trainingOperations } from '#model/benchmark.ts';

const record = recorded as unknown as RecordedBench;

const row = (part: Partial<RecordedRow>): RecordedRow => ({
  shape: 'S1',
  backend: 'wasm',
  models: 1,
  msMin: 1,
  msMedian: 2,
  dispatches: 0,
  gflops: 1,
  msFirst: 3,
  chunk: 1,
  ...part,
});

test('the recorded file is whole and agrees with itself', () => {
  expect(record.date).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(record.peaks.plain).toBeGreaterThan(1);
  expect(record.peaks.relaxed).toBeGreaterThan(1);
  expect(shapesOf(record).length).toBeGreaterThanOrEqual(2);
  for (const each of record.rows) {
    expect(ENGINE_ORDER).toContain(each.backend);
    expect(each.msMin).toBeGreaterThan(0);
    expect(each.msMedian).toBeGreaterThanOrEqual(each.msMin);
    const sizes = BENCHMARK_SHAPES[each.shape];
    const gflops = (each.models * trainingOperations(sizes)) / each.msMin / 1e6;
    expect(each.gflops / gflops).toBeCloseTo(1, 3);
    if (each.peakShare !== undefined) {
      expect(each.peakShare).toBeGreaterThan(0);
      expect(each.peakShare).toBeLessThan(1.05);
    }
  }
});

test('every engine is recorded on every shape, once', () => {
  for (const engine of enginesOf(record))
    for (const shape of shapesOf(record)) {
      const rows = record.rows.filter(
        (each) => each.shape === shape && each.backend === engine && each.models === 1,
      );
      expect(rows).toHaveLength(1);
    }
});

test('stock GPU engines dispatch, processors do not', () => {
  for (const { backend, dispatches } of record.rows)
    expect(dispatches > 0).toBe(/web(gpu|gl)$/.test(backend));
});

test('speed-ups are of single models, least and most over the shapes', () => {
  const rows = [
    row({ backend: 'tfjs-wasm', msMin: 50 }),
    row({}),
    row({ models: 8, msMin: 0.001 }),
    row({ shape: 'S2', backend: 'tfjs-wasm', msMin: 60 }),
    row({ shape: 'S2', msMin: 3 }),
    row({ shape: 'S3', msMin: 3 }),
  ];
  expect(speedUp({ rows }, 'tfjs-wasm', 'wasm')).toEqual([20, 50]);
  expect(speedUp({ rows }, 'tfjs-webgpu', 'wasm')).toBeUndefined();
  expect(rowOf({ rows }, 'S1', 'wasm', 8)?.msMin).toBe(0.001);
});

test('bars: the slowest is longest, factors are against the stock library on the processor', () => {
  const times = { S1: { 'tfjs-wasm': 50, wasm: 2 } };
  expect(bars(times, 'S1', ['webgpu', 'tfjs-webgpu'])).toEqual([
    { backend: 'tfjs-wasm', ms: 50, share: 1, factor: undefined },
    { backend: 'wasm', ms: 2, share: 0.04, factor: 25 },
    { backend: 'wasm-relaxed', ms: undefined, share: 0, factor: undefined },
  ]);
  expect(bars({}, 'S1').every(({ ms, share }) => ms === undefined && share === 0)).toBe(true);
});

test('times of a software GPU are not shown beside those of a reader', () => {
  const rows = [row({}), row({ backend: 'webgpu', msMin: 99, dispatches: 6 })];
  const software = recordedTimes({ rows, gpu: { name: 'swiftshader', software: true } });
  expect(software).toEqual({ S1: { wasm: 1 } });
  expect(notRecorded(software)).toContain('webgpu');
  const real = recordedTimes({ rows, gpu: { name: 'real', software: false } });
  expect(real.S1).toEqual({ wasm: 1, webgpu: 99 });
});

test('the recorded run has bars for both shapes before Run', () => {
  const times = recordedTimes(record);
  for (const shape of PLAN.shapes) {
    const shown = bars(times, shape, notRecorded(times));
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(shown.every(({ ms }) => ms !== undefined)).toBe(true);
  }
});

test('the end is read out with the fastest of our engines, in both languages', () => {
  const times = { S1: { 'tfjs-wasm': 50, wasm: 2, 'wasm-relaxed': 1 } };
  expect(announceOn('finished', times, STRINGS.en)).toContain(
    'Fused WebAssembly, relaxed was the fastest here: 50 times as fast as TensorFlow.js WebAssembly',
  );
  expect(announceOn('finished', times, STRINGS['zh-cn'])).toContain('50 倍');
  expect(announceOn('running', times, STRINGS.en)).toBe('Running');
  expect(announceOn('finished', { S1: { wasm: 2 } }, STRINGS.en)).toBe('Done');
});

test('growth is told size by size and engine by engine', () => {
  const growth = (['wasm', 'webgpu'] as const).flatMap((backend) =>
    [16, 32].map((value) => ({ factor: 'H', value, backend, msMin: value ** 2 })),
  );
  const told = growthOf({ growth });
  expect(told.map(({ backend }) => backend)).toEqual(['wasm', 'webgpu']);
  expect(told[0]?.points).toHaveLength(2);
  expect(told[0]?.exponent).toBeCloseTo(2, 10);
});

test('factors have two digits at least', () => {
  expect([1213.7, 51.4, 9.96, 5.14, 0.484].map(formatFactor)).toEqual([
    '1,214',
    '51',
    '10',
    '5.1',
    '0.48',
  ]);
});
