/** Sentences as the tagger trains on them: shuffled every epoch, padded to the longest of their batch. */
import { createRng, streamSeed } from '#math/rng.ts';
import type { Sentence } from './corpus.ts';
import { FEATURES, featuresOf, keyOf, type Vocabulary } from './features.ts';

export const BATCH_SIZE = 32;
/** Passes over the training texts, everywhere. */
export const EPOCHS = 6;
/** A word seen c times loses its own vector with probability α / (α + c), so that the others learn to do without. */
const WORD_DROPOUT = 0.5;

export interface TagBatch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** Rows of the table, [T, B, K]; 0 in padding. */
  readonly features: Int32Array;
  /** Places in `TAGS`, [T, B]; 0 in padding. */
  readonly targets: Float32Array;
  /** Words of each sentence. */
  readonly lengths: Int32Array;
}

type Words = Pick<Sentence, 'words'> & Partial<Sentence>;

/**
 * @param drop decides for every word whether its own vector is left out.
 * @throws RangeError without sentences.
 */
export function batchOf(
  vocabulary: Vocabulary,
  sentences: readonly Words[],
  drop: (word: string) => boolean = () => false,
): TagBatch {
  const B = sentences.length;
  if (B === 0) throw new RangeError('a batch must have 1 sentence or more, got 0');
  const T = Math.max(...sentences.map(({ words }) => words.length));
  const features = new Int32Array(T * B * FEATURES);
  const targets = new Float32Array(T * B);
  sentences.forEach(({ words, tags }, b) => {
    const own = featuresOf(vocabulary, words);
    words.forEach((word, t) => {
      const place = (t * B + b) * FEATURES;
      features.set(own.subarray(t * FEATURES, (t + 1) * FEATURES), place);
      if (drop(word)) features[place] = 0;
      targets[t * B + b] = tags?.[t] ?? 0;
    });
  });
  const lengths = Int32Array.from(sentences, ({ words }) => words.length);
  return { batchSize: B, sequenceLength: T, features, targets, lengths };
}

/** The batches of epoch 0, 1, 2, …: a pure function of the seed and the epoch. */
export function* epochOf(
  vocabulary: Vocabulary,
  train: readonly Sentence[],
  seed: number,
  epoch: number,
): Generator<TagBatch> {
  const rng = createRng(streamSeed(seed, 'tagging', 'epoch', epoch));
  const order = rng.shuffle([...train]);
  const drop = (word: string): boolean => {
    const count = vocabulary.counts.get(keyOf(word)) ?? 0;
    return rng.uniform() < WORD_DROPOUT / (WORD_DROPOUT + count);
  };
  for (let k = 0; k < order.length; k += BATCH_SIZE)
    yield batchOf(vocabulary, order.slice(k, k + BATCH_SIZE), drop);
}

/** Batches of an epoch. */
export const batchesIn = (train: readonly Sentence[]): number =>
  Math.ceil(train.length / BATCH_SIZE);
