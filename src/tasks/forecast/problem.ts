/**
 * A series made ready for forecasting, without looking ahead: parts in the order of time, a scaler that has seen the
 * training part only, windows and targets.
 *
 *   z_t = (u_t − μ) / σ            u = y, or ln y; μ and σ of the training part
 *   x   = z_{o−W+1} … z_o          a window of W values that ends at its origin o; z − z_o where the series has a trend
 *   d_h = z_{o+h} − z_o            what the model learns to tell, for h = 1 … H
 *
 * Told as changes, a forecast of 0 is persistence. A series with a trend leaves the range of its training part; relative
 * to the last value its windows do not.
 */
import { mean, standardDeviation } from '#math/statistics.ts';
import type { Batch } from '#model/batch.ts';

export interface ProblemOptions {
  /** m: steps after which the season repeats, 1 for none. */
  readonly season: number;
  /** W: values that a forecast is made from, 2…200. */
  readonly window: number;
  /** H: steps that are forecast, 1…60. */
  readonly horizon: number;
  /** Forecast ln y in place of y: all values must be above 0. */
  readonly log: boolean;
}

export interface Scaler {
  readonly mean: number;
  /** Above 0. */
  readonly deviation: number;
}

export interface Problem extends ProblemOptions {
  /** y as it came. */
  readonly values: Float64Array;
  /** z. */
  readonly scaled: Float64Array;
  readonly scaler: Scaler;
  /** Index behind the last value of the training part, and of the validation part; the test part is the rest. */
  readonly trainEnd: number;
  readonly validationEnd: number;
  /** The training part has a trend (`TREND`): windows are read relative to their last value. */
  readonly trend: boolean;
}

/** Standard deviations between the means of the two halves of the training part from which on it has a trend. */
export const TREND = 1;

/** Shares of the training part, and of training and validation part together. */
export const SHARES = { train: 0.7, validation: 0.8 } as const;

/** Ranges of the options, both ends included. */
export const PROBLEM_LIMITS = { season: [1, 400], window: [2, 200], horizon: [1, 60] } as const;

export type Part = 'train' | 'validation' | 'test';

/** Mean and standard deviation of some values. @throws RangeError when they are all the same. */
export function fitScaler(values: ArrayLike<number>): Scaler {
  const deviation = standardDeviation(values);
  if (!(deviation > 0))
    throw new RangeError(`values must differ, got ${values.length} times ${values[0]}`);
  return { mean: mean(values), deviation };
}

/** The fewest values of which every part has an origin. */
export function leastValues({ window, horizon, season }: ProblemOptions): number {
  const first = Math.max(window, season) + horizon;
  return Math.ceil(
    Math.max(
      (first + 1) / SHARES.train,
      (horizon + 1) / (1 - SHARES.validation),
      10 * (horizon + 1),
    ),
  );
}

/**
 * @throws RangeError naming the option, its range and the value; for fewer values than `leastValues`; for values that do
 *   not differ in the training part, or are not above 0 where logarithms are taken.
 */
export function createProblem(series: ArrayLike<number>, options: ProblemOptions): Problem {
  for (const [name, [low, high]] of Object.entries(PROBLEM_LIMITS)) {
    const value = options[name as keyof typeof PROBLEM_LIMITS];
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new RangeError(`${name} must be ${low}…${high}, got ${value}`);
  }
  const values = Float64Array.from(series);
  const least = leastValues(options);
  if (values.length < least)
    throw new RangeError(`the series must have at least ${least} values, got ${values.length}`);
  const bad = values.find((value) => !Number.isFinite(value) || (options.log && value <= 0));
  if (bad !== undefined)
    throw new RangeError(`values must be ${options.log ? 'above 0' : 'finite'}, got ${bad}`);
  const trainEnd = Math.floor(SHARES.train * values.length);
  const levels = options.log ? values.map(Math.log) : values;
  const scaler = fitScaler(levels.subarray(0, trainEnd));
  const scaled = levels.map((u) => (u - scaler.mean) / scaler.deviation);
  const half = Math.floor(trainEnd / 2);
  const rise = mean(scaled.subarray(half, trainEnd)) - mean(scaled.subarray(0, half));
  return {
    ...options,
    values,
    scaled,
    scaler,
    trend: Math.abs(rise) > TREND,
    trainEnd,
    validationEnd: Math.floor(SHARES.validation * values.length),
  };
}

/** From z back to y. */
export const toValue = ({ scaler, log }: Problem, z: number): number => {
  const u = z * scaler.deviation + scaler.mean;
  return log ? Math.exp(u) : u;
};

/**
 * The origins of a part, rising by 1: all H targets of each lie within the part. A window may reach back into an
 * earlier part, as it does when forecasting for real. A season before the origin is known, too.
 */
export function originsOf(problem: Problem, part: Part): number[] {
  const { window, horizon, season, trainEnd, validationEnd, values } = problem;
  const known = Math.max(window, season) - 1;
  const [first, end] = {
    train: [known, trainEnd] as const,
    validation: [Math.max(known, trainEnd - 1), validationEnd] as const,
    test: [Math.max(known, validationEnd - 1), values.length] as const,
  }[part];
  return Array.from({ length: Math.max(0, end - horizon - first) }, (_, k) => first + k);
}

/** Windows and targets of some origins. inputs [W, B, 1], targets [B, H]. */
export function batchOf(
  { scaled, window, horizon, trend }: Problem,
  origins: readonly number[],
): Batch {
  const B = origins.length;
  const inputs = new Float32Array(window * B);
  const targets = new Float32Array(B * horizon);
  origins.forEach((origin, row) => {
    const last = scaled[origin]!;
    const base = trend ? last : 0;
    for (let t = 0; t < window; t++) inputs[t * B + row] = scaled[origin - window + 1 + t]! - base;
    for (let h = 1; h <= horizon; h++) targets[row * horizon + h - 1] = scaled[origin + h]! - last;
  });
  return { batchSize: B, sequenceLength: window, inputs, targets };
}

/** The windows of y that end at the last origins of the test part. @returns [`count` or fewer, W] */
export function lastWindows(problem: Problem, count: number): Float64Array {
  const { values, window } = problem;
  const origins = originsOf(problem, 'test').slice(-count);
  const windows = new Float64Array(origins.length * window);
  origins.forEach((origin, row) => {
    windows.set(values.subarray(origin - window + 1, origin + 1), row * window);
  });
  return windows;
}
