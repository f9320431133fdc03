/**
 * Forecasting the Mackey–Glass series 84 steps ahead from a window of its past.
 *
 * Gers, Eck and Schmidhuber 2001 found no advantage of the LSTM over time-window methods on this series, so the
 * baselines include one: a linear autoregression on the very window that the network reads.
 */
import { fitLinear, predictLinear } from '#math/linear.ts';
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import { mean } from '#math/statistics.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { mackeyGlassSeries } from './mackey-glass-series.ts';
import { normalisedErrorScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';

const TRAIN_LENGTH = 9000;
const TEST_LENGTH = 3000;
const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['mackey-glass'];

/** Steps from the last value of the window to the target. */
export const MACKEY_GLASS_HORIZON = 84;

/** Mean 0 and standard deviation 1 on the training part; the test part is scaled by the same numbers. */
function standardisedSeries(seed: number): Float64Array {
  const series = mackeyGlassSeries(seed, TRAIN_LENGTH + TEST_LENGTH);
  const train = series.subarray(0, TRAIN_LENGTH);
  const centre = mean(train);
  const spread = Math.sqrt(mean(train.map((x) => (x - centre) ** 2)));
  return series.map((x) => (x - centre) / spread);
}

/** Inputs [T, B, 1]: the windows that begin at these places; targets [B, 1]: the value one horizon after each. */
function cutWindows(
  series: Float64Array,
  starts: readonly number[],
  sequenceLength: number,
): Batch {
  const batchSize = starts.length;
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(batchSize);
  starts.forEach((start, b) => {
    for (let t = 0; t < sequenceLength; t++) inputs[t * batchSize + b] = series[start + t]!;
    targets[b] = series[start + sequenceLength - 1 + MACKEY_GLASS_HORIZON]!;
  });
  return { batchSize, sequenceLength, inputs, targets };
}

/** Evenly spaced windows that lie, target included, in the test part. */
function testStarts(sequenceLength: number): number[] {
  const last = TEST_LENGTH - sequenceLength - MACKEY_GLASS_HORIZON;
  return Array.from(
    { length: TEST_SIZE },
    (_, n) => TRAIN_LENGTH + Math.floor((n * last) / (TEST_SIZE - 1)),
  );
}

/** The mean of the targets, the window's last value, and least squares on every window of the training part. */
function computeBaselines(
  series: Float64Array,
  starts: readonly number[],
  test: Batch,
): readonly Baseline[] {
  const T = test.sequenceLength;
  const rows = TRAIN_LENGTH - T - MACKEY_GLASS_HORIZON + 1;
  const windows = { data: series, offset: 0, rows, columns: T, rowStride: 1, columnStride: 1 };
  const model = fitLinear(windows, series.subarray(T - 1 + MACKEY_GLASS_HORIZON, TRAIN_LENGTH));
  const centre = mean(test.targets);
  const scoreOf = (predict: (start: number) => number) =>
    normalisedErrorScore(starts.map(predict), test.targets);
  return [
    { id: 'mean', score: scoreOf(() => centre) },
    { id: 'persistence', score: scoreOf((start) => series[start + T - 1]!) },
    { id: 'autoregression', score: scoreOf((start) => predictLinear(model, series, start)) },
  ];
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const seedOf = (...labels: (string | number)[]) => streamSeed(seed, 'mackey-glass', ...labels);
  const series = standardisedSeries(seedOf('series'));
  const starts = testStarts(sequenceLength);
  const test = cutWindows(series, starts, sequenceLength);
  const drawStart = (rng: Rng) => rng.int(0, TRAIN_LENGTH - sequenceLength - MACKEY_GLASS_HORIZON);
  // The regression takes tens of milliseconds and is read once a run, not once a seed.
  let baselines: readonly Baseline[] | undefined;
  return {
    batch(step) {
      checkStep(step);
      const rng = createRng(seedOf('train', step));
      const drawn = Array.from({ length: batchSize }, () => drawStart(rng));
      return cutWindows(series, drawn, sequenceLength);
    },
    test,
    score: (outputs) => normalisedErrorScore(outputs, test.targets),
    get baselines() {
      return (baselines ??= computeBaselines(series, starts, test));
    },
  };
}

/** Mackey–Glass, τ = 17, 84 steps ahead, scored by the normalised root mean squared error. */
export const mackeyGlass: Task = { ...FACTS['mackey-glass'], createStream };
