/**
 * What the two models of the home page read: plain English sentences from a seeded grammar, and Tang quatrains.
 *
 * The grammar puts a second noun between the subject and its verb, so that `is` or `are` can only be told
 * by a reader that carries the number of the first noun across the second: "the dog near the cats is tired".
 */
import { readFileSync } from 'node:fs';

/** A corpus as rows of equal length, each starting where a text starts. */
export interface Corpus {
  /** The symbols in a fixed order; a symbol's index is its class and its place in the one-hot input. */
  readonly symbols: readonly string[];
  /** Rows to train on, each a list of symbol indices of equal length. */
  readonly train: readonly (readonly number[])[];
  /** Rows never trained on; empty where the corpus is learned by heart. */
  readonly held: readonly (readonly number[])[];
}

/** How much English to make. */
export interface EnglishOptions {
  readonly rows: number;
  readonly heldRows: number;
  /** Letters a row. */
  readonly length: number;
  /** Sentences that must not be trained on. */
  readonly unseen: readonly string[];
}

/** From the root of the repository. */
const QUATRAINS = 'public/data/tang-quatrains/quatrains.txt';

const NOUNS = ['dog', 'cat', 'bird', 'girl', 'boy', 'horse', 'duck', 'goat'];
const LINKS = ['near', 'behind', 'with', 'that saw', 'that liked'];
const STATES = ['tired', 'small', 'quick', 'old', 'here', 'asleep'];

/** One sentence of the grammar, with a full stop; `random` gives numbers in [0, 1). */
export function sentence(random: () => number): string {
  const pick = (words: readonly string[]): string => {
    const word = words[Math.floor(random() * words.length)];
    if (word === undefined) throw new RangeError('random must give numbers in [0, 1)');
    return word;
  };
  const plural = random() < 0.5;
  const subject = `the ${pick(NOUNS)}${plural ? 's' : ''}`;
  const aside =
    random() < 0.85 ? ` ${pick(LINKS)} the ${pick(NOUNS)}${random() < 0.5 ? 's' : ''}` : '';
  return `${subject}${aside} ${plural ? 'are' : 'is'} ${pick(STATES)}.`;
}

/**
 * English rows: each starts with a sentence and runs on into the next ones until it is `length` letters long.
 * No sentence of the held-out rows, and none of `unseen`, stands in a row to train on.
 */
export function englishCorpus(
  random: () => number,
  { rows, heldRows, length, unseen }: EnglishOptions,
): Corpus {
  const kept = new Set(unseen);
  const row = (avoid: ReadonlySet<string>, note: (sentence: string) => void): string => {
    const parts: string[] = [];
    while (parts.join(' ').length < length) {
      const next = sentence(random);
      if (avoid.has(next)) continue;
      parts.push(next);
      note(next);
    }
    return parts.join(' ').slice(0, length);
  };
  const none = new Set<string>();
  const held = Array.from({ length: heldRows }, () => row(none, (one) => kept.add(one)));
  const train = Array.from({ length: rows }, () => row(kept, () => undefined));
  const symbols = alphabet(train);
  return {
    symbols,
    train: train.map((text) => encode(text, symbols)),
    held: held.map((text) => encode(text, symbols)),
  };
}

/** Chinese rows: the five-character quatrains of public/data/tang-quatrains, 20 characters and 4 marks each. */
export function quatrainCorpus(): Corpus {
  const texts = readFileSync(QUATRAINS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[2] ?? '');
  const odd = texts.find((text) => text.length !== 24);
  if (odd !== undefined) throw new Error(`a quatrain must have 24 symbols, got “${odd}”`);
  const symbols = alphabet(texts);
  return { symbols, train: texts.map((text) => encode(text, symbols)), held: [] };
}

/** The symbols of a text as indices into `symbols`. @throws RangeError naming a symbol that is not among them. */
export function encode(text: string, symbols: readonly string[]): number[] {
  return [...text].map((symbol) => {
    const index = symbols.indexOf(symbol);
    if (index < 0) throw new RangeError(`“${symbol}” is not among the ${symbols.length} symbols`);
    return index;
  });
}

const alphabet = (texts: readonly string[]): string[] => [...new Set(texts.join(''))].sort();
