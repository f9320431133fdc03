/** Nothing looks ahead, baselines and errors are what their formulas say, and bad series are refused by name. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRng } from '#math/rng.ts';
import {
  autoregression,
  fitAutoregression,
  persistence,
  seasonalNaive,
} from '#tasks/forecast/baselines.ts';
import { lastColumn } from '#tasks/forecast/csv.ts';
import { errorsOf, lagOf, naiveScale } from '#tasks/forecast/errors.ts';
import {
  batchOf,
  createProblem,
  leastValues,
  originsOf,
  type ProblemOptions,
  toValue,
} from '#tasks/forecast/problem.ts';
import { SERIES, SERIES_IDS } from '#tasks/forecast/series.ts';
import { DRAWN, prepare } from '#tasks/forecast/view.ts';

const OPTIONS: ProblemOptions = { season: 7, window: 10, horizon: 3, log: false };
const rng = createRng(5);
const NOISE = Array.from({ length: 200 }, () => 10 + rng.normal());
const problemOf = (values: readonly number[], options = OPTIONS) => createProblem(values, options);

describe('nothing looks ahead', () => {
  test('what comes after the training part changes neither scaler nor autoregression nor training windows', () => {
    const a = problemOf(NOISE);
    const changed = NOISE.map((value, t) => (t < a.trainEnd ? value : 1000 + value ** 3));
    const b = problemOf(changed);
    expect(b.scaler).toEqual(a.scaler);
    expect(fitAutoregression(b)).toEqual(fitAutoregression(a));
    expect(naiveScale(b)).toBe(naiveScale(a));
    const origins = originsOf(a, 'train');
    expect(originsOf(b, 'train')).toEqual(origins);
    expect(batchOf(b, origins)).toEqual(batchOf(a, origins));
  });

  test('the scaler of the whole series would be another', () => {
    const rising = NOISE.map((value, t) => value + t);
    const { scaler } = problemOf(rising);
    const all = rising.reduce((sum, value) => sum + value, 0) / rising.length;
    expect(scaler.mean).toBeLessThan(all - 20);
  });

  test('targets of a part lie within it, and every part follows the one before', () => {
    const problem = problemOf(NOISE);
    const { horizon, trainEnd, validationEnd } = problem;
    expect([trainEnd, validationEnd]).toEqual([140, 160]);
    const ends = (part: 'train' | 'validation' | 'test'): (number | undefined)[] => {
      const origins = originsOf(problem, part);
      return [origins[0], origins.at(-1)];
    };
    expect(ends('train')[1]).toBe(trainEnd - 1 - horizon);
    expect(ends('validation')).toEqual([trainEnd - 1, validationEnd - 1 - horizon]);
    expect(ends('test')).toEqual([validationEnd - 1, NOISE.length - 1 - horizon]);
  });

  test.each(['persistence', 'seasonal', 'ar'] as const)(
    '%s knows nothing behind its origin',
    (id) => {
      const problem = problemOf(NOISE);
      const [origin = 0] = originsOf(problem, 'test');
      const changed = problemOf(NOISE.map((value, t) => (t <= origin ? value : value + 99)));
      const told = { persistence, seasonal: seasonalNaive, ar: autoregression }[id];
      expect(told(changed, [origin])).toEqual(told(problem, [origin]));
    },
  );
});

describe('windows', () => {
  test('hold the last values, and targets the changes from the last', () => {
    const problem = problemOf(NOISE);
    const { inputs, targets, batchSize, sequenceLength } = batchOf(problem, [20, 30]);
    expect([batchSize, sequenceLength]).toEqual([2, 10]);
    expect(inputs[2 * 9 + 1]).toBeCloseTo(problem.scaled[30]!, 6);
    expect(inputs[0]).toBeCloseTo(problem.scaled[11]!, 6);
    expect(targets[3]).toBeCloseTo(problem.scaled[31]! - problem.scaled[30]!, 6);
  });

  test('of a series with a trend are relative to their last value', () => {
    const problem = problemOf(NOISE.map((value, t) => value + t));
    expect(problem.trend).toBe(true);
    expect(batchOf(problem, [20]).inputs[9]).toBe(0);
    expect(problemOf(NOISE).trend).toBe(false);
  });

  test('logarithms come back as values', () => {
    const problem = problemOf(
      NOISE.map((value) => Math.exp(value / 5)),
      { ...OPTIONS, log: true },
    );
    expect(toValue(problem, problem.scaled[50]!)).toBeCloseTo(problem.values[50]!, 9);
  });
});

describe('baselines', () => {
  const week = Array.from({ length: 200 }, (_, t) => t % 7);
  test('seasonal naive is exact on a series that repeats, beyond one season too', () => {
    const problem = problemOf(week, { ...OPTIONS, horizon: 9 });
    const forecasts = seasonalNaive(problem, originsOf(problem, 'test'));
    expect(errorsOf(problem, forecasts)).toEqual({ mae: 0, rmse: 0, mase: 0 });
  });

  test('the autoregression finds a second-order recursion', () => {
    const values = [1, 2];
    for (let t = 2; t < 200; t++) values.push(1.6 * values[t - 1]! - 0.99 * values[t - 2]! + 4);
    const problem = problemOf(values, { ...OPTIONS, window: 2, season: 1 });
    const origins = originsOf(problem, 'test');
    expect(errorsOf(problem, autoregression(problem, origins)).mae).toBeLessThan(1e-3);
  });

  test('persistence lags by its horizon, by definition', () => {
    const problem = problemOf(NOISE);
    const forecasts = persistence(problem, originsOf(problem, 'test'));
    for (const h of [1, 3]) expect(lagOf(problem, forecasts, h).known).toBeCloseTo(1, 12);
    expect(lagOf(problem, forecasts, 1).target).toBeLessThan(0.5);
  });
});

test('MAE, RMSE and MASE by hand', () => {
  const values = Array.from({ length: 200 }, (_, t) => (t % 2 === 0 ? 0 : 2));
  const problem = problemOf(values, { ...OPTIONS, season: 2 });
  expect(naiveScale(problem)).toBe(2);
  const forecasts = new Float64Array(originsOf(problem, 'test').length * 3).fill(1);
  forecasts[0] = values[originsOf(problem, 'test')[0]! + 1]! + 3;
  const count = forecasts.length;
  const { mae, rmse, mase } = errorsOf(problem, forecasts);
  expect(mae).toBeCloseTo((count - 1 + 3) / count, 12);
  expect(rmse).toBeCloseTo(Math.sqrt((count - 1 + 9) / count), 12);
  expect(mase).toBeCloseTo(mae / 2, 12);
  expect(errorsOf(problem, forecasts, [2]).mae).toBe(1);
});

test.each([
  [{ window: 1 }, 'window must be 2…200, got 1'],
  [{ horizon: 61 }, 'horizon must be 1…60, got 61'],
  [{ season: 0.5 }, 'season must be 1…400, got 0.5'],
])('options out of range are named: %o', (part, message) => {
  expect(() => problemOf(NOISE, { ...OPTIONS, ...part })).toThrow(message);
});

test('series that cannot be forecast are refused', () => {
  const least = leastValues(OPTIONS);
  expect(() => problemOf(NOISE.slice(0, least - 1))).toThrow(
    `at least ${least} values, got ${least - 1}`,
  );
  expect(originsOf(problemOf(NOISE.slice(0, least)), 'validation').length).toBeGreaterThan(0);
  expect(() => problemOf(NOISE.map(() => 3))).toThrow('values must differ');
  expect(() => problemOf([...NOISE.slice(1), NaN])).toThrow('finite, got NaN');
  expect(() => problemOf([...NOISE.slice(1), 0], { ...OPTIONS, log: true })).toThrow(
    'above 0, got 0',
  );
});

test.each(SERIES_IDS)('%s: the file fits its windows, and every part has origins', (id) => {
  const problem = createProblem(lastColumn(readFileSync(`public/${SERIES[id].file}`)), SERIES[id]);
  for (const part of ['train', 'validation', 'test'] as const)
    expect(originsOf(problem, part).length).toBeGreaterThan(2);
  const { baselines, values, firstOrigin, tested, length } = prepare(problem);
  expect(firstOrigin + values.length).toBe(length);
  expect(baselines.ar.drawn.length).toBe(Math.min(DRAWN, tested) * problem.horizon);
  expect(baselines.ar.drawn.every(Number.isFinite)).toBe(true);
});
