/** What of a problem and its forecasts is told and drawn: the same live and recorded. */
import { type BaselineId, baselineForecasts, type Forecasts } from './baselines.ts';
import { originsOf, type Problem } from './problem.ts';
import { type Scores, scoresOf } from './scores.ts';

/** Forecasts from the last origins of the test part, [origins, H], and the scores of all. */
export interface Told {
  readonly drawn: Forecasts;
  readonly scores: Scores;
}

/** What is known before anything is trained. */
export interface Prepared {
  /** Of the whole series. */
  readonly length: number;
  readonly trainEnd: number;
  readonly validationEnd: number;
  readonly horizon: number;
  readonly trend: boolean;
  /** Origins of the test part. */
  readonly tested: number;
  /** Index of the first origin that is drawn; the others follow one by one. */
  readonly firstOrigin: number;
  /** y from the first drawn origin to the end. */
  readonly values: Float64Array;
  readonly baselines: Readonly<Record<BaselineId, Told>>;
}

/** Origins at the end of the test part whose forecasts are drawn, at most. */
export const DRAWN = 120;

/** @param forecasts from all origins of the test part, [origins, H]. */
export const toldOf = (problem: Problem, forecasts: Forecasts): Told => ({
  drawn: forecasts.slice(-DRAWN * problem.horizon),
  scores: scoresOf(problem, forecasts),
});

export function prepare(problem: Problem): Prepared {
  const { values, trainEnd, validationEnd, horizon, trend } = problem;
  const origins = originsOf(problem, 'test');
  const firstOrigin = origins.at(-DRAWN) ?? origins[0] ?? 0;
  const { persistence, seasonal, ar } = baselineForecasts(problem);
  return {
    length: values.length,
    trainEnd,
    validationEnd,
    horizon,
    trend,
    tested: origins.length,
    firstOrigin,
    values: values.slice(firstOrigin),
    baselines: {
      persistence: toldOf(problem, persistence),
      seasonal: toldOf(problem, seasonal),
      ar: toldOf(problem, ar),
    },
  };
}
