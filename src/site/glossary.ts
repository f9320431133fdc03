/** The glossary's terms: their order in each language, and where one is used for the first time in a text. Pure. */
import { HTML_LANG, pathIn, type Locale } from './locales.ts';

/** The page of the glossary, without language prefix. */
export const GLOSSARY_PAGE = 'about/glossary';

/** A term in one language. */
export interface Term {
  readonly term: string;
  /** Other names. */
  readonly also?: readonly string[] | undefined;
  readonly text: string;
}

/** An entry of `content/glossary.yaml`. */
export interface GlossaryEntry extends Readonly<Record<Locale, Term>> {
  readonly id: string;
}

/** The address of a term's entry. */
export const termLink = (locale: Locale, id: string): string =>
  `${pathIn(locale, GLOSSARY_PAGE)}#${id}`;

/** The entries in the order of a dictionary: by letters in English, by pinyin in Chinese, Latin names last. */
export function inDictionaryOrder<E extends GlossaryEntry>(
  entries: readonly E[],
  locale: Locale,
): E[] {
  const collator = new Intl.Collator(locale === 'en' ? 'en' : `${HTML_LANG[locale]}-u-co-pinyin`);
  return entries.toSorted((a, b) => collator.compare(a[locale].term, b[locale].term));
}

/** A name of a term, and how it is found in a text. */
export interface TermName {
  readonly id: string;
  readonly pattern: RegExp;
}

/** A place in a text where a term stands. */
export interface TermUse {
  readonly id: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

const HAN = /\p{Script=Han}/u;

/** Single letters, single characters, names of code and names with a gate's letter are too short or mean too much. */
const isFindable = (name: string): boolean =>
  !name.includes('_') && (HAN.test(name) ? name.length > 1 : name.length > 2);

/** Chinese and Latin may stand with a space between them or without; English words may be plural or begin a sentence. */
function patternOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (HAN.test(name)) return new RegExp(escaped.replaceAll(' ', '\\s?'), 'iu');
  // An abbreviation is written as it is; a word may be a plural.
  const isWord = /[a-z]/.test(name);
  return new RegExp(
    `(?<![\\p{L}\\p{N}_-])${escaped.replace(/[ -]/g, '[\\s-]')}${isWord ? '(?:s|es)?' : 's?'}(?![\\p{L}\\p{N}_-])`,
    isWord ? 'iu' : 'u',
  );
}

/** All names by which a text of this language may call a term, longest first, so that 遗忘门偏置 is not read as 遗忘门. */
export const termNames = (entries: readonly GlossaryEntry[], locale: Locale): TermName[] =>
  entries
    .flatMap((entry) =>
      [entry[locale].term, ...(entry[locale].also ?? [])]
        .filter(isFindable)
        .map((name) => ({ id: entry.id, name })),
    )
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ id, name }) => ({ id, pattern: patternOf(name) }));

/**
 * Where a text uses terms that are not yet in `seen`, in the order of the text; at most once each, never overlapping.
 * Those found are added to `seen`.
 */
export function firstUses(text: string, names: readonly TermName[], seen: Set<string>): TermUse[] {
  const uses: TermUse[] = [];
  // What a longer name covers is not read as a shorter one, also where the longer one has been met before.
  const taken: { from: number; to: number }[] = [];
  const isFree = (from: number, to: number): boolean =>
    taken.every((span) => to <= span.from || from >= span.to);
  for (const { id, pattern } of names)
    for (const match of text.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (!isFree(from, to)) continue;
      taken.push({ from, to });
      if (seen.has(id)) continue;
      seen.add(id);
      uses.push({ id, from, to });
    }
  return uses.sort((a, b) => a.from - b.from);
}
