/**
 * Which words and letters have vectors of their own. What counts is in how many sources of the training part a word stands,
 * that is templates and names: the sentences made from these are no further evidence. A word of one source only is unknown,
 * so most of a name's words are, and so are many that belong to none; both have to be told apart by letters and context.
 */
import type { NerCorpus } from './corpus.ts';
import { fill } from './corpus.ts';
import type { NerLanguage } from './languages.ts';
import { ENTITY_TYPES } from './tags.ts';
import { tokensOf } from './tokenise.ts';

/** Rows of the tables that are no word and no letter. */
export const PADDING = 0;
export const UNKNOWN = 1;
/** A word or letter must stand in so many sources. */
const LEAST = 2;

export interface NerVocabulary {
  readonly language: NerLanguage;
  /** Rows of words, from 2; by `wordKey`. */
  readonly words: ReadonlyMap<string, number>;
  /** Sources in which a word stands; by `wordKey`. */
  readonly counts: ReadonlyMap<string, number>;
  /** Rows of letters, from 2. */
  readonly letters: ReadonlyMap<string, number>;
}

/** Rows of a table. */
export const rowsOf = (map: ReadonlyMap<string, number>): number => 2 + map.size;

/** A word as it is looked up: in lower case, every digit a 0. Capitals are for the CNN to see. */
export const wordKey = (word: string): string =>
  word.toLowerCase().replace(/\p{N}/gu, '0').replaceAll('’', "'");

function tally(sources: Iterable<Iterable<string>>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of sources)
    for (const one of new Set(source)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

const rows = (counts: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    [...counts]
      .filter(([, count]) => count >= LEAST)
      .map(([one]) => one)
      .toSorted()
      .map((one, index) => [one, index + 2]),
  );

/** Of the training templates and names. */
export function createNerVocabulary({ language, templates, names }: NerCorpus): NerVocabulary {
  const own = templates.train.map((template) => {
    const { tokens, entities } = fill(
      language,
      template,
      template.slots.map(() => 'X'),
    );
    return tokens.filter((_, t) => entities.every(({ start }) => start !== t));
  });
  const called = ENTITY_TYPES.flatMap((type) =>
    names.train[type].map((name) => tokensOf(language, name).map(({ text }) => text)),
  );
  const sources = [...own, ...called];
  const counts = tally(sources.map((words) => words.map(wordKey)));
  const letters =
    language === 'en' ? rows(tally(sources.map((words) => words.join('')))) : new Map();
  return { language, words: rows(counts), counts, letters };
}
