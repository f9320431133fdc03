/**
 * What the tagger reads of a word: the word itself, where training saw it often enough, and parts of it that unseen words
 * share with seen ones. Each is a number, the row of a table of learned vectors:
 *
 *   word · last 1, 2, 3 letters · first 2, 3 letters · shape (capital, digit, hyphen, first in its sentence)
 *
 * Letters are hashed into a fixed number of rows (FNV-1a), so no list of them has to be kept; now and then two share one.
 */
import type { Sentence } from './corpus.ts';

/** K, features a word. */
export const FEATURES = 7;
/** Rows for hashed parts of words. */
export const BUCKETS = 2048;
/** Rows for shapes: five kinds of letters × hyphen × first in the sentence. */
const SHAPES = 20;
/** A word of the vocabulary was seen at least so often in training. */
const LEAST = 2;

export interface Vocabulary {
  /** Rows of the table. */
  readonly rows: number;
  /** How often training saw each word, in lower case. */
  readonly counts: ReadonlyMap<string, number>;
  /** Row of a word's own vector, from 1; 0 stands for all others. */
  readonly words: ReadonlyMap<string, number>;
}

/** A word as it is looked up. */
export const keyOf = (word: string): string => word.toLowerCase();

export function createVocabulary(train: readonly Sentence[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const { words } of train)
    for (const word of words) counts.set(keyOf(word), (counts.get(keyOf(word)) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= LEAST).map(([word]) => word);
  const words = new Map(kept.toSorted().map((word, index) => [word, index + 1]));
  return { rows: 1 + words.size + BUCKETS + SHAPES, counts, words };
}

/** FNV-1a, 32 bits, of a text's UTF-16 units. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) h = Math.imul(h ^ text.charCodeAt(k), 0x01000193);
  return h >>> 0;
}

/** 0…19. */
function shapeOf(word: string, first: boolean): number {
  const letters = /\d/.test(word)
    ? 4
    : !/\p{L}/u.test(word)
      ? 3
      : word.length > 1 && word === word.toUpperCase()
        ? 2
        : /^\p{Lu}/u.test(word)
          ? 1
          : 0;
  return letters * 4 + Number(word.includes('-')) * 2 + Number(first);
}

/** Rows of every word of a sentence, [words, K]. */
export function featuresOf(vocabulary: Vocabulary, words: readonly string[]): Int32Array {
  const { words: known, rows } = vocabulary;
  const buckets = 1 + known.size;
  const bucket = (kind: string, part: string): number => buckets + (hash(kind + part) % BUCKETS);
  return Int32Array.from(
    words.flatMap((word, place) => {
      const key = keyOf(word);
      return [
        known.get(key) ?? 0,
        bucket('1', key.slice(-1)),
        bucket('2', key.slice(-2)),
        bucket('3', key.slice(-3)),
        bucket('<2', key.slice(0, 2)),
        bucket('<3', key.slice(0, 3)),
        rows - SHAPES + shapeOf(word, place === 0),
      ];
    }),
  );
}
