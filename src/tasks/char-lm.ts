/**
 * A language model of characters: after each character of a window of text, what is the next one?
 *
 * The text is ten chapters of Moby-Dick, 93,552 characters of 40 kinds. The first eight tenths are trained on, the next
 * tenth only serves to choose the smoothing of the n-grams, the last is the test text. Text cannot be drawn, so a seed
 * decides which windows are trained on and in which order, but the test set is the same for all. Small LSTMs were studied
 * on such texts, beside n-grams, by Karpathy, Johnson and Fei-Fei 2015.
 */
import { createRng, streamSeed } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { FACTS } from './facts.ts';
import { fitNGrams, type NGram } from './n-gram.ts';
import { bitsScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['char-lm'];
const [TRAIN_SHARE, TEST_SHARE] = [0.8, 0.1];

/** The characters of the text; a character's place here is its token number and its class. */
export const CHAR_LM_CHARACTERS = '\n !"\'(),-.:;?abcdefghijklmnopqrstuvwxyz—';

interface Parts {
  readonly train: Uint8Array;
  readonly heldOut: Uint8Array;
  readonly test: Uint8Array;
  /** Uni-, bi- and trigram; made when first asked for, and the same for every seed. */
  models?: readonly NGram[];
}

let loaded: Parts | undefined;

function divide(text: string): Parts {
  const tokens = Uint8Array.from(text, (character) => CHAR_LM_CHARACTERS.indexOf(character));
  const trainEnd = Math.floor(tokens.length * TRAIN_SHARE);
  const testStart = Math.floor(tokens.length * (1 - TEST_SHARE));
  return {
    train: tokens.subarray(0, trainEnd),
    heldOut: tokens.subarray(trainEnd, testStart),
    test: tokens.subarray(testStart),
  };
}

async function load(): Promise<void> {
  loaded ??= divide((await import('./char-lm-text.ts')).CHAR_LM_TEXT);
}

/** Inputs [T, B]: the tokens from these places on; targets [T, B]: those one place further. */
function cutWindows(text: Uint8Array, starts: readonly number[], sequenceLength: number): Batch {
  const batchSize = starts.length;
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(sequenceLength * batchSize);
  starts.forEach((start, b) => {
    for (let t = 0; t < sequenceLength; t++) {
      inputs[t * batchSize + b] = text[start + t]!;
      targets[t * batchSize + b] = text[start + t + 1]!;
    }
  });
  return { batchSize, sequenceLength, inputs, targets };
}

/** Evenly spaced windows of the test text, the first at its beginning and the last at its end. */
function testStarts(text: Uint8Array, sequenceLength: number): number[] {
  const last = text.length - 1 - sequenceLength;
  return Array.from({ length: TEST_SIZE }, (_, n) => Math.floor((n * last) / (TEST_SIZE - 1)));
}

/** n-grams on the very windows of the test: at a window's start they, too, know only what stands in it. */
function computeBaselines(parts: Parts, starts: readonly number[], T: number): readonly Baseline[] {
  const { train, heldOut, test } = parts;
  parts.models ??= fitNGrams(train, heldOut, CHAR_LM_CHARACTERS.length, 3);
  const scoreOf = (model: NGram) => {
    let bits = 0;
    for (const start of starts)
      for (let t = 1; t <= T; t++) bits -= Math.log2(model(test, start + t, t));
    return bits / (starts.length * T);
  };
  const ids = ['unigram', 'bigram', 'trigram'] as const;
  return parts.models.map((model, index) => ({ id: ids[index]!, score: scoreOf(model) }));
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  if (loaded === undefined) throw new Error('task char-lm must be loaded first');
  const parts = loaded;
  const { seed, sequenceLength, batchSize } = options;
  const starts = testStarts(parts.test, sequenceLength);
  const test = cutWindows(parts.test, starts, sequenceLength);
  let baselines: readonly Baseline[] | undefined;
  return {
    batch(step) {
      checkStep(step);
      const rng = createRng(streamSeed(seed, 'char-lm', 'train', step));
      const last = parts.train.length - 1 - sequenceLength;
      const starts = Array.from({ length: batchSize }, () => rng.int(0, last));
      return cutWindows(parts.train, starts, sequenceLength);
    },
    test,
    score: (outputs) => bitsScore(outputs, test.targets, CHAR_LM_CHARACTERS.length),
    get baselines() {
      return (baselines ??= computeBaselines(parts, starts, sequenceLength));
    },
  };
}

/** Character language model, scored in bits per character; its inputs are token numbers. */
export const charLm: Task = { ...FACTS['char-lm'], load, createStream };
