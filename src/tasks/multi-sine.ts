/**
 * Forecasting three superimposed sine waves and noise, 8 steps ahead:
 *
 *   x_t = ½ Σ_k sin(2πt/p_k + φ_k) + ε_t      p = 5, 17, 53 steps; φ_k uniform; ε_t normal, standard deviation 0.05
 *
 * Each sequence has its own phases. The periods have no common divisor, so the sum repeats only after 4505 steps, and
 * the longest hardly fits into the window. Superimposed sine waves were posed to LSTMs by Schmidhuber, Wierstra, Gagliolo
 * and Gomez 2007, without noise and for the network to generate.
 */
import { predictLinear, solvePositiveDefinite, type LinearModel } from '#math/linear.ts';
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { squaredErrorScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['multi-sine'];
const AMPLITUDE = 0.5;
/** The autoregression reads this many last values, or the whole window if that is shorter. */
const AR_ORDER = 32;

/** Periods in steps. */
export const MULTI_SINE_PERIODS = [5, 17, 53] as const;
/** Steps from the last value of the window to the target. */
export const MULTI_SINE_HORIZON = 8;
/** Standard deviation of the noise, in the window and in the target. */
export const MULTI_SINE_NOISE = 0.05;

interface Drawn {
  readonly batch: Batch;
  /** The targets before noise was added, [B]. */
  readonly clean: Float32Array;
}

/** Inputs [T, B, 1], targets [B, 1]. */
function drawBatch(rng: Rng, sequenceLength: number, batchSize: number): Drawn {
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(batchSize);
  const clean = new Float32Array(batchSize);
  for (let b = 0; b < batchSize; b++) {
    const phases = MULTI_SINE_PERIODS.map(() => rng.uniform(0, 2 * Math.PI));
    const signal = (t: number) =>
      MULTI_SINE_PERIODS.reduce(
        (sum, period, k) => sum + AMPLITUDE * Math.sin((2 * Math.PI * t) / period + phases[k]!),
        0,
      );
    const noise = () => MULTI_SINE_NOISE * rng.normal();
    for (let t = 0; t < sequenceLength; t++) inputs[t * batchSize + b] = signal(t) + noise();
    clean[b] = signal(sequenceLength - 1 + MULTI_SINE_HORIZON);
    targets[b] = clean[b]! + noise();
  }
  return { batch: { batchSize, sequenceLength, inputs, targets }, clean };
}

/**
 * The best linear forecast from `order` last values, earliest first: what least squares would find with endless data.
 * The autocovariance at lag k is r_k = Σ ½A² cos(2πk/p) plus the variance of the noise at lag 0, and the weights solve
 * R w = r, where R has r_{|i−j|} and r the lags of the target.
 */
export function multiSineForecast(order: number): LinearModel {
  const covariance = (lag: number) =>
    MULTI_SINE_PERIODS.reduce(
      (sum, period) => sum + (AMPLITUDE ** 2 / 2) * Math.cos((2 * Math.PI * lag) / period),
      lag === 0 ? MULTI_SINE_NOISE ** 2 : 0,
    );
  const matrix = Float64Array.from({ length: order * order }, (_, index) =>
    covariance(Math.abs(Math.floor(index / order) - (index % order))),
  );
  const lags = Array.from({ length: order }, (_, k) =>
    covariance(order - 1 - k + MULTI_SINE_HORIZON),
  );
  return { intercept: 0, weights: solvePositiveDefinite(matrix, lags) };
}

/** The last `count` values of each window, one window a row, [B, count]. */
function lastValues({ inputs, batchSize, sequenceLength }: Batch, count: number): Float64Array {
  return Float64Array.from({ length: batchSize * count }, (_, index) => {
    const t = sequenceLength - count + (index % count);
    return inputs[t * batchSize + Math.floor(index / count)]!;
  });
}

/** The window's last value, the best linear forecast from its last 32, and the signal itself. */
function computeBaselines({ batch: test, clean }: Drawn): readonly Baseline[] {
  const order = Math.min(AR_ORDER, test.sequenceLength);
  const model = multiSineForecast(order);
  const windows = lastValues(test, order);
  const scoreOf = (predict: (b: number) => number) =>
    squaredErrorScore(
      Float64Array.from({ length: TEST_SIZE }, (_, b) => predict(b)),
      test.targets,
    );
  return [
    { id: 'persistence', score: scoreOf((b) => windows[(b + 1) * order - 1]!) },
    { id: 'autoregression', score: scoreOf((b) => predictLinear(model, windows, b * order)) },
    { id: 'noise-floor', score: squaredErrorScore(clean, test.targets) },
  ];
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const rngOf = (...labels: (string | number)[]) =>
    createRng(streamSeed(seed, 'multi-sine', ...labels));
  const drawn = drawBatch(rngOf('test'), sequenceLength, TEST_SIZE);
  const { batch: test } = drawn;
  return {
    batch(step) {
      checkStep(step);
      return drawBatch(rngOf('train', step), sequenceLength, batchSize).batch;
    },
    test,
    score: (outputs) => squaredErrorScore(outputs, test.targets),
    baselines: computeBaselines(drawn),
  };
}

/** Three sine waves in noise, 8 steps ahead; no forecast is better on average than the variance of the noise, 0.0025. */
export const multiSine: Task = { ...FACTS['multi-sine'], createStream };
