/**
 * How tags are scored. Punctuation is a list of a dozen marks, so it counts in no accuracy; a word is unseen when training
 * never had it, in whatever case.
 */
import { type Vocabulary, keyOf } from './features.ts';
import type { Sentence } from './corpus.ts';
import { TAGS } from './tags.ts';

const PUNCTUATION = TAGS.indexOf('.');
const NOUN = TAGS.indexOf('NOUN');

export interface TagScores {
  /** Shares of words tagged right, 0…1. */
  readonly all: number;
  readonly seen: number;
  readonly unseen: number;
  /** Words scored, and those of them that are unseen. */
  readonly words: number;
  readonly unseenWords: number;
  /** Counts [true tag, given tag], punctuation included. */
  readonly confusion: readonly (readonly number[])[];
}

/** @param given tags of every sentence, in their order. @throws RangeError when there are not as many. */
export function scoreTags(
  sentences: readonly Sentence[],
  given: readonly (readonly number[])[],
  { counts }: Vocabulary,
): TagScores {
  if (given.length !== sentences.length)
    throw new RangeError(`tags must be of ${sentences.length} sentences, got ${given.length}`);
  const confusion = TAGS.map(() => TAGS.map(() => 0));
  const right = { seen: 0, unseen: 0 };
  const total = { seen: 0, unseen: 0 };
  sentences.forEach(({ words, tags }, s) => {
    tags.forEach((tag, k) => {
      const answer = given[s]?.[k] ?? -1;
      const row = confusion[tag];
      if (row?.[answer] !== undefined) row[answer]++;
      if (tag === PUNCTUATION) return;
      const kind = counts.has(keyOf(words[k] ?? '')) ? 'seen' : 'unseen';
      total[kind]++;
      if (answer === tag) right[kind]++;
    });
  });
  const words = total.seen + total.unseen;
  return {
    all: (right.seen + right.unseen) / words,
    seen: right.seen / total.seen,
    unseen: right.unseen / total.unseen,
    words,
    unseenWords: total.unseen,
    confusion,
  };
}

/**
 * The tagger that knows no context: each word's most frequent tag in training, of equally frequent ones that which came
 * first; NOUN for unseen words.
 */
export function mostFrequentTag(train: readonly Sentence[]): (word: string) => number {
  const counts = new Map<string, Map<number, number>>();
  for (const { words, tags } of train)
    words.forEach((word, k) => {
      const own = counts.get(keyOf(word)) ?? new Map<number, number>();
      const tag = tags[k] ?? NOUN;
      own.set(tag, (own.get(tag) ?? 0) + 1);
      counts.set(keyOf(word), own);
    });
  const best = new Map(
    [...counts].map(([word, own]) => [word, [...own].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]),
  );
  return (word) => best.get(keyOf(word)) ?? NOUN;
}

/** Its scores. */
export function baselineScores(
  train: readonly Sentence[],
  test: readonly Sentence[],
  vocabulary: Vocabulary,
): TagScores {
  const tagOf = mostFrequentTag(train);
  return scoreTags(
    test,
    test.map(({ words }) => words.map(tagOf)),
    vocabulary,
  );
}
