import { describe, expect, it } from 'vitest';
import { fitLinear, predictLinear } from '#math/linear.ts';
import { mean, standardDeviation } from '#math/statistics.ts';
import { multiSine, multiSineForecast } from '#tasks/multi-sine.ts';
import type { TaskStream } from '#tasks/task.ts';

const T = 64;
const PERIODS = [5, 17, 53];
const create = (seed: number, batchSize = 64) =>
  multiSine.createStream({ seed, sequenceLength: T, batchSize });
const scoreOf = ({ baselines }: TaskStream, id: string) =>
  baselines.find((baseline) => baseline.id === id)?.score ?? NaN;

describe('superimposed sine waves', () => {
  it('are sines of three periods and amplitude ½ in noise, and the target goes on with them', () => {
    const { test } = create(1);
    const wave = (t: number) =>
      PERIODS.flatMap((p) => [Math.sin((2 * Math.PI * t) / p), Math.cos((2 * Math.PI * t) / p)]);
    const features = Float64Array.from({ length: T }, (_, t) => t).reduce<number[]>(
      (all, t) => [...all, ...wave(t)],
      [],
    );
    const [amplitudes, residuals, misses]: [number[], number[], number[]] = [[], [], []];
    for (let b = 0; b < 512; b++) {
      const values = Array.from({ length: T }, (_, t) => test.inputs[t * 512 + b]!);
      const data = Float64Array.from(features);
      const model = fitLinear(
        { data, offset: 0, rows: T, columns: 6, rowStride: 6, columnStride: 1 },
        values,
      );
      for (const k of [0, 2, 4])
        amplitudes.push(Math.hypot(model.weights[k]!, model.weights[k + 1]!));
      values.forEach((value, t) => residuals.push(value - predictLinear(model, data, t * 6)));
      misses.push(test.targets[b]! - predictLinear(model, wave(T - 1 + 8)));
    }
    // Seven numbers are fitted to 64.
    expect(standardDeviation(residuals) * Math.sqrt(64 / 57)).toBeCloseTo(0.05, 3);
    expect(Math.abs(mean(amplitudes) - 0.5)).toBeLessThan(0.01);
    expect(standardDeviation(amplitudes)).toBeLessThan(0.02);
    // The noise of the target, and that of the extrapolation.
    expect(standardDeviation(misses)).toBeGreaterThan(0.05);
    expect(standardDeviation(misses)).toBeLessThan(0.065);
  });

  it('have phases that are new in every sequence', () => {
    const { inputs } = create(1).batch(0);
    expect(new Set(inputs.subarray(0, 64)).size).toBe(64);
    expect(Math.abs(mean(create(2, 1024).batch(0).inputs))).toBeLessThan(0.02);
  });

  it('have the baselines of closed form', () => {
    const streams = Array.from({ length: 12 }, (_, seed) => create(seed, 1));
    const average = (id: string) => mean(streams.map((stream) => scoreOf(stream, id)));
    // E (x_{t+8} − x_t)² = Σ A² (1 − cos(2π·8/p)) + 2σ²
    const step = PERIODS.reduce((sum, p) => sum + 0.25 * (1 - Math.cos((2 * Math.PI * 8) / p)), 0);
    // The square has a standard deviation of 1.23: a standard error of 1.5 % in 6144 of them.
    expect(Math.abs(average('persistence') / (step + 2 * 0.0025) - 1)).toBeLessThan(0.05);
    // 6144 squares of normal numbers: a standard error of 1.8 %.
    expect(Math.abs(average('noise-floor') / 0.0025 - 1)).toBeLessThan(0.06);
    expect(average('autoregression')).toBeGreaterThan(1.1 * average('noise-floor'));
    expect(average('autoregression')).toBeLessThan(1.35 * average('noise-floor'));
  });

  it('are forecast by what least squares finds in a great many windows', () => {
    const { inputs, targets } = multiSine
      .createStream({ seed: 7, sequenceLength: 32, batchSize: 1024 })
      .batch(0);
    const data = Float64Array.from({ length: 1024 * 32 }, (_, k) => {
      return inputs[(k % 32) * 1024 + Math.floor(k / 32)]!;
    });
    const windows = { data, offset: 0, rows: 1024, columns: 32, rowStride: 32, columnStride: 1 };
    const fitted = fitLinear(windows, targets);
    const exact = multiSineForecast(32);
    for (let k = 0; k < 32; k++)
      expect(Math.abs(fitted.weights[k]! - exact.weights[k]!)).toBeLessThan(0.2);
    const error = (model: typeof exact) =>
      mean(Array.from(targets, (y, b) => (y - predictLinear(model, data, b * 32)) ** 2));
    // In sample the fitted one is better, by about 33 of 1024 parts.
    expect(error(fitted)).toBeLessThan(error(exact));
    expect(error(fitted)).toBeGreaterThan(0.9 * error(exact));
  });

  it('are scored by the mean squared error', () => {
    const stream = create(3);
    const { test, score } = stream;
    expect(score(test.targets)).toBe(0);
    expect(score(test.inputs.slice((T - 1) * 512))).toBeCloseTo(scoreOf(stream, 'persistence'), 9);
    expect(score(test.targets.map((y) => y + 0.5))).toBeCloseTo(0.25, 6);
  });
});
