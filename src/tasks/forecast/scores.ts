/** What is told of a set of forecasts: errors over all steps, and step by step, with by how much their curve lags. */
import type { Forecasts } from './baselines.ts';
import { errorsOf, lagOf, type Errors, type Lag } from './errors.ts';
import type { Problem } from './problem.ts';

export interface Scores {
  /** Over all H steps. */
  readonly all: Errors;
  /** One step ahead, two, … H. */
  readonly steps: readonly (Errors & Lag)[];
}

export const scoresOf = (problem: Problem, forecasts: Forecasts): Scores => ({
  all: errorsOf(problem, forecasts),
  steps: Array.from({ length: problem.horizon }, (_, k) => ({
    ...errorsOf(problem, forecasts, [k + 1]),
    ...lagOf(problem, forecasts, k + 1),
  })),
});
