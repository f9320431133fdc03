/**
 * Dyck-2: strings of two kinds of brackets. After each bracket, which one may close next: `)`, `]`, or none, because all
 * are closed? That is the top of a stack, so the task asks whether a model has one. It is scored on strings two and a
 * half times as long, and so deeper, than those it learns from.
 *
 * LSTMs can count (Weiss, Goldberg and Yahav 2018), and one unit of theirs recognises strings of a single kind of bracket;
 * on two kinds none of the small recurrent networks of Suzgun, Belinkov, Shieber and Gehrmann 2019 did well.
 */
import { createRng, streamSeed, type Rng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { drawDyckWord } from './dyck-word.ts';
import { FACTS } from './facts.ts';
import { accuracyScore } from './score.ts';
import { checkStep, checkStreamOptions } from './stream-options.ts';
import type { Baseline, StreamOptions, Task, TaskStream } from './task.ts';

const TEST_SIZE = 512;
const KINDS = 2;
const { sequenceLengths: SEQUENCE_LENGTHS } = FACTS['dyck-2'];

/** The one-hot inputs in order: kind + 2 · (it closes). */
export const DYCK_2_SYMBOLS = ['(', '[', ')', ']'] as const;
/** The classes in order: what may close next. */
export const DYCK_2_CLASSES = ['none', ')', ']'] as const;

/** Length of the test strings. */
export const dyck2TestLength = (sequenceLength: number): number =>
  2 * Math.round(1.25 * sequenceLength);

/** Inputs [T, B, 4] one-hot, targets [T, B]. For an odd T the last bracket of a word of T + 1 is left off. */
function drawBatch(rng: Rng, sequenceLength: number, batchSize: number): Batch {
  const width = DYCK_2_SYMBOLS.length;
  const inputs = new Float32Array(sequenceLength * batchSize * width);
  const targets = new Float32Array(sequenceLength * batchSize);
  for (let b = 0; b < batchSize; b++) {
    const word = drawDyckWord(rng, sequenceLength + (sequenceLength % 2), KINDS);
    for (let t = 0; t < sequenceLength; t++) {
      const { opens, kind, open } = word[t]!;
      const row = t * batchSize + b;
      inputs[row * width + kind + (opens ? 0 : KINDS)] = 1;
      targets[row] = open === undefined ? 0 : 1 + open;
    }
  }
  return { batchSize, sequenceLength, inputs, targets };
}

/**
 * `majority`: the most frequent class of the test set. `counter`: one who sees the latest bracket and counts how many are
 * open, exactly and without limit, but does not remember their kinds. After an opening bracket, and when all are closed, it
 * is right; otherwise it answers `)`, and nothing that it knows tells the two kinds apart.
 */
function computeBaselines({ inputs, targets }: Batch): readonly Baseline[] {
  const width = DYCK_2_SYMBOLS.length;
  const counts = new Array<number>(DYCK_2_CLASSES.length).fill(0);
  let counted = 0;
  targets.forEach((target, row) => {
    counts[target]!++;
    const opens = inputs[row * width]! + inputs[row * width + 1]! > 0;
    if (opens || target <= 1) counted++;
  });
  return [
    { id: 'majority', score: Math.max(...counts) / targets.length },
    { id: 'counter', score: counted / targets.length },
  ];
}

function createStream(options: StreamOptions): TaskStream {
  checkStreamOptions(options, SEQUENCE_LENGTHS);
  const { seed, sequenceLength, batchSize } = options;
  const rngOf = (...labels: (string | number)[]) =>
    createRng(streamSeed(seed, 'dyck-2', ...labels));
  const test = drawBatch(rngOf('test'), dyck2TestLength(sequenceLength), TEST_SIZE);
  return {
    batch(step) {
      checkStep(step);
      return drawBatch(rngOf('train', step), sequenceLength, batchSize);
    },
    test,
    score: (outputs) => accuracyScore(outputs, test.targets, DYCK_2_CLASSES.length),
    baselines: computeBaselines(test),
  };
}

/** Dyck-2, scored by the share of all steps of longer strings at which the answer is right. */
export const dyck2: Task = { ...FACTS['dyck-2'], createStream };
