/** Training batches of a verse, and how well a model or n-grams predict poems they have not seen. */
import { createRng, streamSeed } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { fitNGrams } from './n-gram.ts';
import { BREAK, type VerseId } from './verse.ts';

/** A poem as tokens (`Alphabet.encode`). */
export type Tokens = readonly number[];

/** Columns of equal length: inputs are all tokens of each but the last, targets all but the first. */
export function batchOf(sequences: readonly Tokens[]): Batch {
  const batchSize = sequences.length;
  const sequenceLength = (sequences[0]?.length ?? 1) - 1;
  const inputs = new Float32Array(sequenceLength * batchSize);
  const targets = new Float32Array(sequenceLength * batchSize);
  sequences.forEach((tokens, b) => {
    for (let t = 0; t < sequenceLength; t++) {
      inputs[t * batchSize + b] = tokens[t]!;
      targets[t * batchSize + b] = tokens[t + 1]!;
    }
  });
  return { batchSize, sequenceLength, inputs, targets };
}

/** Characters of a psalm that one training sequence holds. */
export const WINDOW = 64;

/** Sequences of one length in each group: whole quatrains by their form, and windows are cut from the joined psalms. */
const byLength = (poems: readonly Tokens[]): Tokens[][] => [
  ...Map.groupBy(poems, (tokens) => tokens.length).values(),
];

/** The training batch of a step: a pure function of the seed and the step. */
export function batchMaker(
  id: VerseId,
  train: readonly Tokens[],
  batchSize: number,
  seed: number,
): (step: number) => Batch {
  const groups = byLength(train);
  const text = id === 'psalms' ? train.flat() : [];
  return (step) => {
    const rng = createRng(streamSeed(seed, 'verse', id, step));
    const draw = (many: readonly Tokens[]) =>
      Array.from({ length: batchSize }, () => many[rng.int(0, many.length - 1)]!);
    if (id === 'psalms')
      return batchOf(
        Array.from({ length: batchSize }, () => {
          const start = rng.int(0, text.length - 1 - WINDOW);
          return text.slice(start, start + WINDOW + 1);
        }),
      );
    // A form is as likely as its share of the poems.
    const poem = rng.int(0, train.length - 1);
    let before = 0;
    const group = groups.find((one) => (before += one.length) > poem);
    return batchOf(draw(group ?? train));
  };
}

/** Whether a target counts: of quatrains only characters do, since where a line ends is known beforehand. */
const counts = (id: VerseId, target: number): boolean => id === 'psalms' || target !== BREAK;

/** A model's outputs for a batch, logits [T, B, V]. */
export type Predict = (batch: Batch) => Promise<Float32Array>;

/** −ln p of a class among the logits at `start`. */
function nats(logits: Float32Array, start: number, size: number, wanted: number): number {
  let highest = -Infinity;
  for (let k = 0; k < size; k++) highest = Math.max(highest, logits[start + k]!);
  let sum = 0;
  for (let k = 0; k < size; k++) sum += Math.exp(logits[start + k]! - highest);
  return highest + Math.log(sum) - logits[start + wanted]!;
}

/**
 * Perplexity a character of a model on whole poems, each from the zero state: exp of the mean −ln p.
 * @param size number of tokens, V.
 */
export async function perplexity(
  id: VerseId,
  poems: readonly Tokens[],
  size: number,
  predict: Predict,
): Promise<number> {
  let [sum, count] = [0, 0];
  // Not too many at once: their logits would need hundreds of megabytes.
  const pieces = byLength(poems).flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / 32) }, (_, k) =>
      group.slice(32 * k, 32 * k + 32),
    ),
  );
  for (const piece of pieces) {
    const batch = batchOf(piece);
    const logits = await predict(batch);
    batch.targets.forEach((target, place) => {
      if (!counts(id, target)) return;
      sum += nats(logits, place * size, size, target);
      count++;
    });
  }
  return Math.exp(sum / count);
}

/** Highest order of the n-grams; longer contexts of Chinese characters hardly ever come twice. */
export const HIGHEST_ORDER: Readonly<Record<VerseId, number>> = { quatrains: 3, psalms: 5 };

/** Perplexities a character of n-grams of order 1, 2, … on the same poems, smoothed on the held-out ones. */
export function nGramPerplexities(
  id: VerseId,
  { train, heldOut, test }: Readonly<Record<'train' | 'heldOut' | 'test', readonly Tokens[]>>,
  size: number,
): number[] {
  const models = fitNGrams(train.flat(), heldOut.flat(), size, HIGHEST_ORDER[id]);
  return models.map((model) => {
    let [sum, count] = [0, 0];
    for (const tokens of test)
      for (let place = 1; place < tokens.length; place++) {
        if (!counts(id, tokens[place]!)) continue;
        sum -= Math.log(model(tokens, place, place));
        count++;
      }
    return Math.exp(sum / count);
  });
}
