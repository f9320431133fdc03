/**
 * Forecasts that need no network, all from the same origins and with the same knowledge as the LSTM:
 *
 *   persistence      ŷ_{o+h} = y_o
 *   seasonal naive   ŷ_{o+h} = y_{o+h−m⌈h/m⌉}, the value one season earlier
 *   autoregression   least squares on the W values up to the origin, fitted on the training part, step by step
 */
import { fitLinear, predictLinear, type LinearModel } from '#math/linear.ts';
import { originsOf, toValue, type Problem } from './problem.ts';

/** Forecasts of y, [origins, H]. */
export type Forecasts = Float64Array;

export const persistence = ({ values, horizon }: Problem, origins: readonly number[]): Forecasts =>
  fill(origins, horizon, (origin) => values[origin]!);

export const seasonalNaive = (
  { values, horizon, season }: Problem,
  origins: readonly number[],
): Forecasts =>
  fill(origins, horizon, (origin, h) => values[origin + h - season * Math.ceil(h / season)]!);

/** Least squares for the next z from the W before it, on the training part. */
export function fitAutoregression(problem: Problem): LinearModel {
  const { scaled, window, trainEnd } = problem;
  const rows = trainEnd - window;
  const features = {
    data: scaled,
    offset: 0,
    rows,
    columns: window,
    rowStride: 1,
    columnStride: 1,
  };
  return fitLinear(features, scaled.subarray(window, trainEnd));
}

/** Each step's forecast is read as if it were known by the next. */
export function autoregression(problem: Problem, origins: readonly number[]): Forecasts {
  const model = fitAutoregression(problem);
  const { scaled, window, horizon } = problem;
  const path = new Float64Array(window + horizon);
  const forecasts = new Float64Array(origins.length * horizon);
  origins.forEach((origin, row) => {
    path.set(scaled.subarray(origin - window + 1, origin + 1));
    for (let h = 0; h < horizon; h++) {
      path[window + h] = predictLinear(model, path, h);
      forecasts[row * horizon + h] = toValue(problem, path[window + h]!);
    }
  });
  return forecasts;
}

export const BASELINES = { persistence, seasonal: seasonalNaive, ar: autoregression } as const;
export type BaselineId = keyof typeof BASELINES;
export const BASELINE_IDS = Object.keys(BASELINES) as readonly BaselineId[];

/** All of them from the origins of the test part. */
export const baselineForecasts = (problem: Problem): Record<BaselineId, Forecasts> => {
  const origins = originsOf(problem, 'test');
  return {
    persistence: persistence(problem, origins),
    seasonal: seasonalNaive(problem, origins),
    ar: autoregression(problem, origins),
  };
};

function fill(
  origins: readonly number[],
  horizon: number,
  value: (origin: number, h: number) => number,
): Forecasts {
  const forecasts = new Float64Array(origins.length * horizon);
  origins.forEach((origin, row) => {
    for (let h = 1; h <= horizon; h++) forecasts[row * horizon + h - 1] = value(origin, h);
  });
  return forecasts;
}
