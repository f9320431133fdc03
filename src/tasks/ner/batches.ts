/** Sentences as the model reads them. */
import { createRng, streamSeed } from '#math/rng.ts';
import type { NerBatch, NerSpellings } from '#model/ner.ts';
import type { Marked } from './corpus.ts';
import { tagsOf } from './tags.ts';
import { type NerVocabulary, PADDING, UNKNOWN, wordKey } from './vocabulary.ts';

export const BATCH_SIZE = 32;
/** A word of c sources is unknown in training with probability α / (α + c). */
const WORD_DROPOUT = 2;

type Words = Pick<Marked, 'tokens'> & Partial<Marked>;

/**
 * @param drop decides for every token whether its word is unknown; its letters stay.
 * @throws RangeError without sentences, or when one has no tokens.
 */
export function nerBatch(
  vocabulary: NerVocabulary,
  sentences: readonly Words[],
  drop: (key: string) => boolean = () => false,
): NerBatch {
  const B = sentences.length;
  const lengths = Int32Array.from(sentences, ({ tokens }) => tokens.length);
  if (B === 0 || lengths.includes(0))
    throw new RangeError('a batch must have 1 sentence or more, none empty');
  const T = Math.max(...lengths);
  const words = new Int32Array(T * B).fill(PADDING);
  const tags = new Int32Array(T * B);
  sentences.forEach(({ tokens, entities = [] }, b) => {
    const own = tagsOf(entities, tokens.length);
    tokens.forEach((token, t) => {
      const key = wordKey(token);
      words[t * B + b] = drop(key) ? UNKNOWN : (vocabulary.words.get(key) ?? UNKNOWN);
      tags[t * B + b] = own[t]!;
    });
  });
  const batch = { batchSize: B, sequenceLength: T, words, tags, lengths };
  if (vocabulary.letters.size === 0) return batch;
  return { ...batch, spellings: spell(vocabulary, sentences, T) };
}

/** The different words by their letters, each once. */
function spell({ letters }: NerVocabulary, sentences: readonly Words[], T: number): NerSpellings {
  const B = sentences.length;
  const places = new Map<string, number>();
  const of = new Int32Array(T * B);
  sentences.forEach(({ tokens }, b) => {
    tokens.forEach((token, t) => {
      const place = places.get(token) ?? places.size;
      places.set(token, place);
      of[t * B + b] = place;
    });
  });
  const words = [...places.keys()].map((word) => [...word]);
  const L = Math.max(...words.map((word) => word.length));
  const table = new Int32Array(words.length * L).fill(PADDING);
  words.forEach((word, n) => {
    word.forEach((letter, k) => (table[n * L + k] = letters.get(letter) ?? UNKNOWN));
  });
  return { count: words.length, length: L, letters: table, of };
}

/** Batches among which sentences are sorted by length, so that a batch has little padding. */
const NEIGHBOURS = 10;

/** The batches of epoch 0, 1, 2, …, shuffled: a pure function of the seed and the epoch. */
export function* nerEpoch(
  vocabulary: NerVocabulary,
  train: readonly Marked[],
  seed: number,
  epoch: number,
): Generator<NerBatch> {
  const rng = createRng(streamSeed(seed, 'ner', 'epoch', epoch));
  const order = rng.shuffle([...train]);
  const drop = (key: string): boolean =>
    rng.uniform() < WORD_DROPOUT / (WORD_DROPOUT + (vocabulary.counts.get(key) ?? 0));
  const batches: Marked[][] = [];
  for (let k = 0; k < order.length; k += NEIGHBOURS * BATCH_SIZE) {
    const near = order
      .slice(k, k + NEIGHBOURS * BATCH_SIZE)
      .toSorted((a, b) => a.tokens.length - b.tokens.length);
    for (let m = 0; m < near.length; m += BATCH_SIZE) batches.push(near.slice(m, m + BATCH_SIZE));
  }
  for (const batch of rng.shuffle(batches)) yield nerBatch(vocabulary, batch, drop);
}

/** Batches of an epoch. */
export const nerBatchesIn = (train: readonly Marked[]): number =>
  Math.ceil(train.length / BATCH_SIZE);
