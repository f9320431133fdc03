/**
 * Identifying the NARMA-10 system: from a window of its input alone, what is its output after the last step?
 *
 * The classical tools on the same inputs are the linear filter of 20 taps and the Volterra filter of second order, least
 * squares on 20 inputs and on their 210 products.
 */
import { fitLinear, predictLinear } from '#math/linear.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import { mean } from '#math/statistics.ts';
import type { Batch } from '#model/batch.ts';
import { narma10Series, type Narma10Series } from './narma-10-series.ts';
import { normalisedErrorScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';
import { fitVolterra, predictVolterra } from './volterra.ts';

const TRAIN_LENGTH = 9000;
const TEST_LENGTH = 3000;
const TEST_SIZE = 512;
const SEQUENCE_LENGTHS = [10, 200] as const;
const TAPS = 20;

/** Mean 0 and standard deviation 1 on the training part; the test part is scaled by the same numbers. */
function standardise(series: Float64Array): Float64Array {
  const train = series.subarray(0, TRAIN_LENGTH);
  const centre = mean(train);
  const spread = Math.sqrt(mean(train.map((x) => (x - centre) ** 2)));
  return series.map((x) => (x - centre) / spread);
}

/** Inputs [T, B, 1]: the windows of u that end at these places; targets [B, 1]: the outputs there. */
function cutWindows(
  { inputs: u, outputs: y }: Narma10Series,
  ends: readonly number[],
  sequenceLength: number,
): Batch {
  const batchSize = ends.length;
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(batchSize);
  ends.forEach((end, b) => {
    for (let t = 0; t < sequenceLength; t++)
      inputs[t * batchSize + b] = u[end - sequenceLength + 1 + t]!;
    targets[b] = y[end]!;
  });
  return { batchSize, sequenceLength, inputs, targets };
}

/** Evenly spaced windows that lie in the test part. */
function testEnds(sequenceLength: number): number[] {
  const last = TEST_LENGTH - sequenceLength;
  return Array.from(
    { length: TEST_SIZE },
    (_, n) => TRAIN_LENGTH + sequenceLength - 1 + Math.floor((n * last) / (TEST_SIZE - 1)),
  );
}

/** The mean of the targets, and both filters, fitted on the training part; with a window below 20, of fewer taps. */
function computeBaselines(
  { inputs: u, outputs: y }: Narma10Series,
  ends: readonly number[],
  test: Batch,
): readonly Baseline[] {
  const taps = Math.min(TAPS, test.sequenceLength);
  const rows = TRAIN_LENGTH - taps + 1;
  const windows = { data: u, offset: 0, rows, columns: taps, rowStride: 1, columnStride: 1 };
  const linear = fitLinear(windows, y.subarray(taps - 1, TRAIN_LENGTH));
  const quadratic = fitVolterra(u.subarray(0, TRAIN_LENGTH), y.subarray(0, TRAIN_LENGTH), taps);
  const centre = mean(test.targets);
  const scoreOf = (predict: (end: number) => number) =>
    normalisedErrorScore(ends.map(predict), test.targets);
  return [
    { id: 'mean', score: scoreOf(() => centre) },
    { id: 'linear-filter', score: scoreOf((end) => predictLinear(linear, u, end - taps + 1)) },
    { id: 'volterra', score: scoreOf((end) => predictVolterra(quadratic, u, end)) },
  ];
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const seedOf = (...labels: (string | number)[]) => streamSeed(seed, 'narma-10', ...labels);
  const raw = narma10Series(seedOf('series'), TRAIN_LENGTH + TEST_LENGTH);
  const series = { inputs: standardise(raw.inputs), outputs: standardise(raw.outputs) };
  const ends = testEnds(sequenceLength);
  const test = cutWindows(series, ends, sequenceLength);
  // The filters take tenths of a second and are read once a run.
  let baselines: readonly Baseline[] | undefined;
  return {
    batch(step) {
      checkStep(step);
      const rng = createRng(seedOf('train', step));
      const drawn = Array.from({ length: batchSize }, () =>
        rng.int(sequenceLength - 1, TRAIN_LENGTH - 1),
      );
      return cutWindows(series, drawn, sequenceLength);
    },
    test,
    score: (outputs) => normalisedErrorScore(outputs, test.targets),
    get baselines() {
      return (baselines ??= computeBaselines(series, ends, test));
    },
  };
}

/** NARMA-10, scored by the normalised root mean squared error. */
export const narma10: Task = {
  id: 'narma-10',
  inputSize: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  metric: { id: 'nrmse', better: 'lower', scale: 'log' },
  // As in the Mackey–Glass task: two layers of 18 have 0.02 % fewer parameters, three of 14 0.85 % more.
  defaults: {
    hiddenSize: 31,
    sequenceLength: 50,
    learningRate: 0.01,
    steps: 800,
    batchSize: 64,
  },
  sequenceLengths: SEQUENCE_LENGTHS,
  citation: 'atiya2000new',
  createStream,
};
