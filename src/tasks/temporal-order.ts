/**
 * Temporal order, in the style of task 6a of Hochreiter and Schmidhuber 1997 (§5.6): a start symbol, distractors a–d and
 * an end symbol, with an X or Y at a random step of [0.1 T, 0.2 T] and another at one of [0.5 T, 0.6 T]. Which of XX,
 * XY, YX, YY was it? The original has lengths of 100–110; here every sequence of a run has the same length.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { accuracyScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const CLASSES = 4;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['temporal-order'];

/** The one-hot inputs in order; a class number is 2·(first is Y) + (second is Y). */
export const TEMPORAL_ORDER_SYMBOLS = ['start', 'end', 'a', 'b', 'c', 'd', 'X', 'Y'] as const;
const [START, END, FIRST_DISTRACTOR, LAST_DISTRACTOR, X] = [0, 1, 2, 5, 6];

/** Inputs [T, B, 8] one-hot, targets [B] class numbers from `classOf`. */
function drawBatch(
  rng: Rng,
  sequenceLength: number,
  batchSize: number,
  classOf: (b: number) => number,
): Batch {
  const width = TEMPORAL_ORDER_SYMBOLS.length;
  const inputs = new Float32Array(sequenceLength * batchSize * width);
  const targets = new Float32Array(batchSize);
  const between = (low: number, high: number) =>
    rng.int(Math.ceil((low * sequenceLength) / 10), Math.floor((high * sequenceLength) / 10));
  for (let b = 0; b < batchSize; b++) {
    const label = classOf(b);
    const first = between(1, 2);
    const second = between(5, 6);
    for (let t = 0; t < sequenceLength; t++) {
      let symbol = rng.int(FIRST_DISTRACTOR, LAST_DISTRACTOR);
      if (t === 0) symbol = START;
      if (t === sequenceLength - 1) symbol = END;
      if (t === first) symbol = X + (label >> 1);
      if (t === second) symbol = X + (label & 1);
      inputs[(t * batchSize + b) * width + symbol] = 1;
    }
    targets[b] = label;
  }
  return { batchSize, sequenceLength, inputs, targets };
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const rngOf = (...labels: (string | number)[]) =>
    createRng(streamSeed(seed, 'temporal-order', ...labels));
  // Each class equally often, so that no constant answer beats chance.
  const test = drawBatch(rngOf('test'), sequenceLength, TEST_SIZE, (b) => b % CLASSES);
  const constantAnswer = Math.max(
    ...Array.from(
      { length: CLASSES },
      (_, label) => test.targets.filter((target) => target === label).length / TEST_SIZE,
    ),
  );
  return {
    batch(step) {
      checkStep(step);
      const rng = rngOf('train', step);
      return drawBatch(rng, sequenceLength, batchSize, () => rng.int(0, CLASSES - 1));
    },
    test,
    score: (outputs) => accuracyScore(outputs, test.targets, CLASSES),
    baselines: [{ id: 'chance', score: constantAnswer }],
  };
}

/** Temporal order; solved above an accuracy of 0.95, where a constant answer scores 0.25. */
export const temporalOrder: Task = { ...FACTS['temporal-order'], createStream };
