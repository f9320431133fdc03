/**
 * Identifying the NARMA-10 system: from its input alone, what is its output after each step?
 *
 * Windows are cut from a long series, so at their first steps nobody can know; the score leaves out the first 20.
 * The classical tools on the same inputs are the linear filter of 20 taps and the Volterra filter of second order, least
 * squares on 20 inputs and on their 210 products.
 */
import { fitLinear, predictLinear } from '#math/linear.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import { mean } from '#math/statistics.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { narma10Series, type Narma10Series } from './narma-10-series.ts';
import { normalisedErrorScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';
import { fitVolterra, predictVolterra } from './volterra.ts';

const TRAIN_LENGTH = 9000;
const TEST_LENGTH = 3000;
const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['narma-10'];
/** Inputs that the filters read. */
const TAPS = 20;

/** Steps of a window that are not scored. */
export const NARMA_10_WASHOUT = 20;

/** Mean 0 and standard deviation 1 on the training part; the test part is scaled by the same numbers. */
function standardise(series: Float64Array): Float64Array {
  const train = series.subarray(0, TRAIN_LENGTH);
  const centre = mean(train);
  const spread = Math.sqrt(mean(train.map((x) => (x - centre) ** 2)));
  return series.map((x) => (x - centre) / spread);
}

/** Inputs [T, B, 1]: the windows of u that begin at these places; targets [T, B, 1]: the outputs beside them. */
function cutWindows(
  { inputs: u, outputs: y }: Narma10Series,
  starts: readonly number[],
  sequenceLength: number,
): Batch {
  const batchSize = starts.length;
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(sequenceLength * batchSize);
  starts.forEach((start, b) => {
    for (let t = 0; t < sequenceLength; t++) {
      inputs[t * batchSize + b] = u[start + t]!;
      targets[t * batchSize + b] = y[start + t]!;
    }
  });
  return { batchSize, sequenceLength, inputs, targets };
}

/** Evenly spaced windows that lie in the test part. */
function testStarts(sequenceLength: number): number[] {
  const last = TEST_LENGTH - sequenceLength;
  return Array.from(
    { length: TEST_SIZE },
    (_, n) => TRAIN_LENGTH + Math.floor((n * last) / (TEST_SIZE - 1)),
  );
}

/** What is scored of the outputs or targets [T, B] of the test set. */
const scored = (values: Float32Array): Float32Array =>
  values.subarray(NARMA_10_WASHOUT * TEST_SIZE);

/** The mean of the targets, and both filters, fitted on the training part. */
function computeBaselines(
  { inputs: u, outputs: y }: Narma10Series,
  starts: readonly number[],
  { sequenceLength, targets }: Batch,
): readonly Baseline[] {
  const rows = TRAIN_LENGTH - TAPS + 1;
  const windows = { data: u, offset: 0, rows, columns: TAPS, rowStride: 1, columnStride: 1 };
  const linear = fitLinear(windows, y.subarray(TAPS - 1, TRAIN_LENGTH));
  const quadratic = fitVolterra(u.subarray(0, TRAIN_LENGTH), y.subarray(0, TRAIN_LENGTH), TAPS);
  const centre = mean(scored(targets));
  const scoreOf = (predict: (place: number) => number) => {
    // Windows overlap, so each place is predicted once and looked up.
    const first = TRAIN_LENGTH + NARMA_10_WASHOUT;
    const predictions = Float64Array.from({ length: y.length - first }, (_, k) =>
      predict(first + k),
    );
    const steps = Array.from({ length: sequenceLength - NARMA_10_WASHOUT }, (_, k) => k);
    const outputs = steps.flatMap((k) =>
      starts.map((start) => predictions[start + k - TRAIN_LENGTH]!),
    );
    return normalisedErrorScore(outputs, scored(targets));
  };
  return [
    { id: 'mean', score: scoreOf(() => centre) },
    {
      id: 'linear-filter',
      score: scoreOf((place) => predictLinear(linear, u, place - TAPS + 1)),
    },
    { id: 'volterra', score: scoreOf((place) => predictVolterra(quadratic, u, place)) },
  ];
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const seedOf = (...labels: (string | number)[]) => streamSeed(seed, 'narma-10', ...labels);
  const raw = narma10Series(seedOf('series'), TRAIN_LENGTH + TEST_LENGTH);
  const series = { inputs: standardise(raw.inputs), outputs: standardise(raw.outputs) };
  const starts = testStarts(sequenceLength);
  const test = cutWindows(series, starts, sequenceLength);
  // The filters take tenths of a second and are read once a run.
  let baselines: readonly Baseline[] | undefined;
  return {
    batch(step) {
      checkStep(step);
      const rng = createRng(seedOf('train', step));
      const drawn = Array.from({ length: batchSize }, () =>
        rng.int(0, TRAIN_LENGTH - sequenceLength),
      );
      return cutWindows(series, drawn, sequenceLength);
    },
    test,
    score(outputs) {
      if (outputs.length !== test.targets.length)
        throw new RangeError(
          `outputs must hold ${test.targets.length} numbers, got ${outputs.length}`,
        );
      return normalisedErrorScore(scored(outputs), scored(test.targets));
    },
    get baselines() {
      return (baselines ??= computeBaselines(series, starts, test));
    },
  };
}

/** NARMA-10, scored by the normalised root mean squared error. */
export const narma10: Task = { ...FACTS['narma-10'], createStream };
