/**
 * The copy problem: read K symbols, wait, and give them back in order once a mark appears.
 *
 *   step     0 … K−1    K … T−K−2   T−K−1   T−K … T−1
 *   input    symbols    blank       mark    blank
 *   target   blank      blank       blank   the symbols
 *
 * Hochreiter and Schmidhuber 1997 showed that an LSTM can carry symbols this way; in this form it is the one of
 * Arjovsky, Shah and Bengio 2016 (§5.1), who have K = 10 of 8 symbols. Here K = 3 of 4. A model without memory does best
 * to answer blank until the mark and then each symbol with probability ¼: a cross-entropy of K ln 4 / T over all steps.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { accuracyScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS.copy;

/** K, how many symbols are copied, and how many kinds there are. */
export const COPY_COUNT = 3;
const SYMBOLS = 4;
/** Inputs one-hot: blank, the symbols, the mark. Classes: blank, the symbols. */
const [BLANK, FIRST_SYMBOL, MARK] = [0, 1, SYMBOLS + 1];
const INPUT_SIZE = SYMBOLS + 2;
const CLASSES = SYMBOLS + 1;

/** Inputs [T, B, 6] one-hot, targets [T, B]. `symbolOf` gives 0…3 for place 0…K−1 of each sequence. */
function makeBatch(
  sequenceLength: number,
  batchSize: number,
  symbolOf: (b: number, place: number) => number,
): Batch {
  const inputs = new Float32Array(sequenceLength * batchSize * INPUT_SIZE);
  const targets = new Float32Array(sequenceLength * batchSize);
  const recall = sequenceLength - COPY_COUNT;
  for (let b = 0; b < batchSize; b++) {
    for (let t = 0; t < sequenceLength; t++) {
      let symbol: number = BLANK;
      if (t < COPY_COUNT) {
        symbol = FIRST_SYMBOL + symbolOf(b, t);
        targets[(recall + t) * batchSize + b] = symbol;
      }
      if (t === recall - 1) symbol = MARK;
      inputs[(t * batchSize + b) * INPUT_SIZE + symbol] = 1;
    }
  }
  return { batchSize, sequenceLength, inputs, targets };
}

/** Each symbol equally often at each place, so that no constant answer beats chance. */
function drawTest(rng: Rng, sequenceLength: number): Batch {
  const places = Array.from({ length: COPY_COUNT }, () =>
    rng.shuffle(Array.from({ length: TEST_SIZE }, (_, b) => b % SYMBOLS)),
  );
  return makeBatch(sequenceLength, TEST_SIZE, (b, place) => places[place]![b]!);
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const rngOf = (...labels: (string | number)[]) => createRng(streamSeed(seed, 'copy', ...labels));
  const test = drawTest(rngOf('test'), sequenceLength);
  // Only the last K steps count: anybody can be silent before the mark.
  const first = (sequenceLength - COPY_COUNT) * TEST_SIZE;
  const wanted = test.targets.subarray(first);
  const constantAnswer = Math.max(
    ...Array.from(
      { length: CLASSES },
      (_, symbol) => wanted.filter((target) => target === symbol).length / wanted.length,
    ),
  );
  return {
    batch(step) {
      checkStep(step);
      const rng = rngOf('train', step);
      return makeBatch(sequenceLength, batchSize, () => rng.int(0, SYMBOLS - 1));
    },
    test,
    score(outputs) {
      if (outputs.length !== test.targets.length * CLASSES)
        throw new RangeError(
          `outputs must hold ${test.targets.length * CLASSES} numbers, got ${outputs.length}`,
        );
      return accuracyScore(outputs.subarray(first * CLASSES), wanted, CLASSES);
    },
    baselines: [{ id: 'chance', score: constantAnswer }],
  };
}

/** The copy problem, scored by the share of the K symbols that come back right; solved above 0.95. */
export const copy: Task = { ...FACTS.copy, createStream };
