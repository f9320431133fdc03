/**
 * The adding problem, modern variant: each step shows a value, uniform in [0, 1), and a mark that is 1 at two steps, one
 * in each half of the sequence, and 0 elsewhere. The target is the sum of the two marked values.
 *
 * Hochreiter and Schmidhuber 1997 (§5.4) posed it with values in [−1, 1], random lengths and the target
 * 0.5 + (x₁ + x₂)/4; the plain sum of values in [0, 1] at one length is how it is usually run today.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { squaredErrorScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS.adding;

/** Inputs [T, B, 2] (value, mark), targets [B, 1]. */
function drawBatch(rng: Rng, sequenceLength: number, batchSize: number): Batch {
  const inputs = new Float32Array(sequenceLength * batchSize * 2);
  const targets = new Float32Array(batchSize);
  const half = Math.floor(sequenceLength / 2);
  for (let b = 0; b < batchSize; b++) {
    const first = rng.int(0, half - 1);
    const second = rng.int(half, sequenceLength - 1);
    let sum = 0;
    for (let t = 0; t < sequenceLength; t++) {
      const marked = t === first || t === second;
      const at = (t * batchSize + b) * 2;
      inputs[at] = rng.uniform();
      inputs[at + 1] = marked ? 1 : 0;
      // The rounded value is what the model sees, so it is what has to be added.
      if (marked) sum += inputs[at]!;
    }
    targets[b] = sum;
  }
  return { batchSize, sequenceLength, inputs, targets };
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const rngOf = (...labels: (string | number)[]) =>
    createRng(streamSeed(seed, 'adding', ...labels));
  const test = drawBatch(rngOf('test'), sequenceLength, TEST_SIZE);
  // The mean of the target is 1, and its variance, 2 · 1/12 = 1/6, is what this scores on average.
  const mean = squaredErrorScore(new Float32Array(TEST_SIZE).fill(1), test.targets);
  return {
    batch(step) {
      checkStep(step);
      return drawBatch(rngOf('train', step), sequenceLength, batchSize);
    },
    test,
    score: (outputs) => squaredErrorScore(outputs, test.targets),
    baselines: [{ id: 'mean', score: mean }],
  };
}

/** The adding problem; solved below a mean squared error of 0.01, where answering 1 scores about 0.167. */
export const adding: Task = { ...FACTS.adding, createStream };
