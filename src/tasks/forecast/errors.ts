/**
 * How wrong forecasts are, on the test part, walking forward one origin at a time:
 *
 *   MAE = mean |y − ŷ|     RMSE = √mean (y − ŷ)²     MASE = MAE / mean |y_t − y_{t−1}| of the training part
 *
 * A MASE of 1 is the error of persistence one step ahead on the training part. And by how much a curve of forecasts
 * lags: a forecast h steps ahead that merely repeats the past resembles the value h steps before the one it is for.
 */
import { correlation } from '#math/correlation.ts';
import type { Forecasts } from './baselines.ts';
import { originsOf, type Problem } from './problem.ts';

export interface Errors {
  readonly mae: number;
  readonly rmse: number;
  readonly mase: number;
}

/** Pearson's correlation of the forecasts for t with y_t, and with y_{t−h}, the last value that was known. */
export interface Lag {
  readonly target: number;
  readonly known: number;
}

/** Mean absolute change from one value to the next within the training part. */
export function naiveScale({ values, trainEnd }: Problem): number {
  let sum = 0;
  for (let t = 1; t < trainEnd; t++) sum += Math.abs(values[t]! - values[t - 1]!);
  return sum / (trainEnd - 1);
}

/** Of the forecasts from the test part's origins, [origins, H], at some steps ahead (1…H), by default all. */
export function errorsOf(
  problem: Problem,
  forecasts: Forecasts,
  steps?: readonly number[],
): Errors {
  const { values, horizon } = problem;
  const all = steps ?? Array.from({ length: horizon }, (_, k) => k + 1);
  const origins = originsOf(problem, 'test');
  let absolute = 0;
  let squared = 0;
  origins.forEach((origin, row) => {
    for (const h of all) {
      const error = values[origin + h]! - forecasts[row * horizon + h - 1]!;
      absolute += Math.abs(error);
      squared += error * error;
    }
  });
  const count = origins.length * all.length;
  const mae = absolute / count;
  return { mae, rmse: Math.sqrt(squared / count), mase: mae / naiveScale(problem) };
}

/** The forecasts h steps ahead, one an origin. */
export const stepAhead = ({ horizon }: Problem, forecasts: Forecasts, h: number): number[] =>
  Array.from({ length: forecasts.length / horizon }, (_, row) => forecasts[row * horizon + h - 1]!);

/** @param h steps ahead, 1…H. */
export function lagOf(problem: Problem, forecasts: Forecasts, h: number): Lag {
  const told = stepAhead(problem, forecasts, h);
  const origins = originsOf(problem, 'test');
  return {
    target: correlation(
      told,
      origins.map((origin) => problem.values[origin + h]!),
    ),
    known: correlation(
      told,
      origins.map((origin) => problem.values[origin]!),
    ),
  };
}
