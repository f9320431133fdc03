/**
 * The recorded forecasts: one and two layers at equal parameters on every series.
 *
 * Stage 1 tunes: two learning rates, each on three seeds that are used for nothing else; what counts is the error on the
 * validation part. Stage 2 trains with the better rate on twelve other seeds and looks at the test part, once.
 */
import { readFile } from 'node:fs/promises';
import { median } from '#math/statistics.ts';
import { lastColumn } from '#tasks/forecast/csv.ts';
import { createProblem, originsOf, type Problem } from '#tasks/forecast/problem.ts';
import { scoresOf, type Scores } from '#tasks/forecast/scores.ts';
import { SERIES, SERIES_IDS, type SeriesFacts, type SeriesId } from '#tasks/forecast/series.ts';
import { DRAWN } from '#tasks/forecast/view.ts';
import { forecaster, trainForecaster, type Forecast } from '#train/forecast.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';

const RATES = [0.003, 0.01] as const;
const TUNING_SEEDS = [101, 102, 103];
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Digits of what is drawn, and of scores. */
const DIGITS = { drawn: 4, scores: 6 } as const;

export interface ForecastConfig {
  readonly series: SeriesId;
  readonly layers: 1 | 2;
  /** Windows and updates as they were when the file was made. */
  readonly facts: SeriesFacts;
  readonly units: number;
  readonly learningRate: number;
  readonly seeds: readonly number[];
  /** Does it only serve to choose a rate? */
  readonly tuning: boolean;
}

/** One seed. */
export interface ForecastScores {
  readonly seed: number;
  readonly validation: number;
  /** Update whose weights were kept. */
  readonly bestStep: number;
  readonly direct: Scores;
  readonly recursive: Scores;
}

export interface ForecastResult {
  /** Of the validation part, in the order of the seeds. */
  readonly validation: readonly number[];
  /** Empty where a rate is chosen. */
  readonly runs: readonly ForecastScores[];
  /** Of the seed in the middle by MASE: forecasts from the last origins, [origins, H]. */
  readonly drawn?: {
    readonly seed: number;
    readonly origins: number;
    readonly direct: readonly number[];
    readonly recursive: readonly number[];
  };
}

const pathOf = (series: SeriesId, layers: 1 | 2, name: string): string =>
  `forecast/${series}/${layers}-layer/${name}.json`;

const pairings = SERIES_IDS.flatMap((series) =>
  ([1, 2] as const).map((layers) => ({ series, layers })),
);

const tuningJobs = (): Job<ForecastConfig>[] =>
  pairings.flatMap(({ series, layers }) =>
    RATES.map((learningRate) => ({
      path: pathOf(series, layers, `tuning-${learningRate}`),
      config: {
        series,
        layers,
        facts: SERIES[series],
        units: forecaster(layers, SERIES[series].horizon).hiddenSize,
        learningRate,
        seeds: TUNING_SEEDS,
        tuning: true,
      },
    })),
  );

const runJobs = (read: ReadRecorded): Job<ForecastConfig>[] =>
  pairings.flatMap(({ series, layers }) => {
    const tried = RATES.flatMap((learningRate) => {
      const file = read(pathOf(series, layers, `tuning-${learningRate}`));
      if (file === undefined) return [];
      return [{ learningRate, error: median((file.result as ForecastResult).validation) }];
    });
    if (tried.length < RATES.length) return [];
    const { learningRate } = tried.reduce((a, b) => (b.error < a.error ? b : a));
    const facts = SERIES[series];
    const units = forecaster(layers, facts.horizon).hiddenSize;
    return [
      {
        path: pathOf(series, layers, 'seeds'),
        config: { series, layers, facts, units, learningRate, seeds: SEEDS, tuning: false },
      },
    ];
  });

/** With so many digits. */
export const rounded = <Value>(value: Value, digits: number): Value =>
  JSON.parse(
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'number' ? Number(each.toPrecision(digits)) : each,
    ),
  ) as Value;

/** The problem of a series. @throws Error when its file is missing. */
export async function problemOf(series: SeriesId): Promise<Problem> {
  const bytes = await readFile(`public/${SERIES[series].file}`);
  return createProblem(lastColumn(bytes), SERIES[series]);
}

async function run(config: ForecastConfig): Promise<ForecastResult> {
  const problem = await problemOf(config.series);
  const backend = await wasmBackend();
  const forecasts: Forecast[] = [];
  for (const seed of config.seeds) {
    const { layers: numLayers, learningRate } = config;
    const { steps } = config.facts;
    const forecast = await trainForecaster(backend, problem, {
      numLayers,
      seed,
      steps,
      learningRate,
    });
    if (forecast) forecasts.push(forecast);
  }
  const validation = forecasts.map((one) => Number(one.validation.toPrecision(DIGITS.scores)));
  if (config.tuning) return { validation, runs: [] };
  const runs = forecasts.map(({ direct, recursive, ...one }, k) =>
    rounded(
      {
        seed: config.seeds[k] ?? NaN,
        validation: one.validation,
        bestStep: one.bestStep,
        direct: scoresOf(problem, direct),
        recursive: scoresOf(problem, recursive),
      },
      DIGITS.scores,
    ),
  );
  const order = runs.toSorted((a, b) => a.direct.all.mase - b.direct.all.mase);
  const middle = order[Math.floor((order.length - 1) / 2)];
  const chosen = forecasts[middle ? runs.indexOf(middle) : 0];
  const origins = Math.min(DRAWN, originsOf(problem, 'test').length);
  const last = (all: Float64Array | undefined): number[] =>
    rounded([...(all ?? [])].slice(-origins * problem.horizon), DIGITS.drawn);
  return {
    validation,
    runs,
    drawn: {
      seed: middle?.seed ?? NaN,
      origins,
      direct: last(chosen?.direct),
      recursive: last(chosen?.recursive),
    },
  };
}

export const experiment: Experiment<ForecastConfig, ForecastResult> = {
  id: 'forecast',
  stages: [tuningJobs, runJobs],
  run,
};
