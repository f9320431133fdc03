import { describe, expect, it } from 'vitest';
import { mean, median, standardDeviation } from '#math/statistics.ts';
import { MACKEY_GLASS_HORIZON, mackeyGlass } from '#tasks/mackey-glass.ts';
import { mackeyGlassSeries } from '#tasks/mackey-glass-series.ts';

/** The same equation by Euler's method in steps of 0.001: crude, slow and independent. */
function eulerSeries(history: number, length: number): number[] {
  const [perUnit, delay] = [1000, 17_000];
  const x = new Float64Array(delay + 1 + (length - 1) * perUnit).fill(history, 0, delay + 1);
  for (let k = delay; k + 1 < x.length; k++) {
    const past = x[k - delay]!;
    x[k + 1] = x[k]! + ((0.2 * past) / (1 + past ** 10) - 0.1 * x[k]!) / perUnit;
  }
  return Array.from({ length }, (_, t) => x[delay + t * perUnit]!);
}

describe('the series', () => {
  it('obeys the delay equation', () => {
    // ∫ of the right-hand side over one unit of time, by Simpson's rule on whole samples, gives the increments.
    const x = mackeyGlassSeries(1, 400);
    const slope = (t: number) => (0.2 * x[t - 17]!) / (1 + x[t - 17]! ** 10) - 0.1 * x[t]!;
    for (let t = 18; t + 1 < 400; t++) {
      const increment = (slope(t - 1) + 4 * slope(t) + slope(t + 1)) / 3;
      expect(Math.abs(x[t + 1]! - x[t - 1]! - increment)).toBeLessThan(2e-3);
    }
  });

  it('has the mean and spread of an independent integration', () => {
    const reference = eulerSeries(1.2, 2000).slice(500);
    const ours = mackeyGlassSeries(8, 5000);
    expect(Math.abs(mean(ours) - mean(reference))).toBeLessThan(0.01);
    expect(Math.abs(standardDeviation(ours) - standardDeviation(reference))).toBeLessThan(0.01);
    expect(Math.min(...ours)).toBeGreaterThan(0.2);
    expect(Math.max(...ours)).toBeLessThan(1.4);
  });

  it('is another stretch for another seed', () => {
    expect(mackeyGlassSeries(1, 50)).toEqual(mackeyGlassSeries(1, 50));
    expect(mackeyGlassSeries(2, 50)).not.toEqual(mackeyGlassSeries(1, 50));
  });
});

describe('the forecasting task', () => {
  const T = 50;
  const create = (seed: number) =>
    mackeyGlass.createStream({ seed, sequenceLength: T, batchSize: 64 });

  it('asks for the value one horizon after the window', () => {
    // Test windows overlap, so the series itself can be put together from them.
    const { test } = create(1);
    const starts = Array.from({ length: 512 }, (_, n) => Math.floor((n * 2866) / 511));
    const series = new Map<number, number>();
    starts.forEach((start, b) => {
      for (let t = 0; t < T; t++) series.set(start + t, test.inputs[t * 512 + b]!);
    });
    let checked = 0;
    starts.forEach((start, b) => {
      const target = series.get(start + T - 1 + MACKEY_GLASS_HORIZON);
      if (target === undefined) return;
      expect(test.targets[b]).toBe(target);
      checked++;
    });
    expect(checked).toBeGreaterThan(450);
  });

  it('shows training data of mean 0 and standard deviation 1', () => {
    const stream = create(2);
    const values = Array.from({ length: 40 }, (_, step) => [...stream.batch(step).inputs]).flat();
    expect(Math.abs(mean(values))).toBeLessThan(0.05);
    expect(Math.abs(standardDeviation(values) - 1)).toBeLessThan(0.05);
  });

  it('never trains on the test part', () => {
    const stream = create(3);
    const testValues = new Set(stream.test.inputs);
    let [coincidences, compared] = [0, 0];
    for (let step = 0; step < 20; step++) {
      const { inputs, targets } = stream.batch(step);
      for (const value of [...inputs, ...targets]) {
        if (testValues.has(value)) coincidences++;
        compared++;
      }
    }
    // Among 3000 numbers on the grid of float32, about one in ten thousand others is found by chance.
    expect(coincidences / compared).toBeLessThan(0.001);
  });

  it('has baselines of 1, about 1.64 and about 0.54', () => {
    const baselines = Array.from({ length: 9 }, (_, seed) => create(seed).baselines);
    const scores = (id: string) =>
      baselines.map((list) => list.find((baseline) => baseline.id === id)?.score ?? NaN);
    for (const score of scores('mean')) expect(score).toBeCloseTo(1, 12);
    // Over 30 seeds the 512 test windows gave 1.616…1.675 and 0.484…0.568.
    for (const score of scores('persistence')) expect(Math.abs(score - 1.64)).toBeLessThan(0.06);
    for (const score of scores('autoregression')) expect(Math.abs(score - 0.53)).toBeLessThan(0.08);
    expect(Math.abs(median(scores('autoregression')) - 0.54)).toBeLessThan(0.03);
  });

  it('scores persistence as it is computed from the test set itself', () => {
    const { test, score, baselines } = create(4);
    const lastValues = test.inputs.slice((T - 1) * 512);
    const persistence = baselines.find(({ id }) => id === 'persistence')!.score;
    expect(score(lastValues)).toBeCloseTo(persistence, 6);
    expect(score(test.targets)).toBe(0);
  });
});
