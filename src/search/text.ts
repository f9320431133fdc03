/**
 * Text as the search compares it: one width, one case, words cut the same way in queries, questions and passages.
 * Pure. Han text has no spaces, so it is compared as substrings; Latin text is compared word by word, by stem.
 */

/** Longest query that is read; the rest is cut. A question of a reader fits many times. */
export const QUERY_LIMIT = 200;

const HAN = /\p{Script=Han}/u;
const LATIN_WORD =
  /[[\p{L}\p{N}_]--\p{Script=Han}](?:[[\p{L}\p{N}_]--\p{Script=Han}]|[.'](?=[[\p{L}\p{N}_]--\p{Script=Han}]))*/gv;

/** Does the text contain a Chinese character? */
export const hasHan = (text: string): boolean => HAN.test(text);

/**
 * NFKC (full-width letters, digits and spaces become half-width), no control characters, no lone surrogates,
 * single spaces, at most {@link QUERY_LIMIT} characters unless `limit` says otherwise. Keeps the case.
 */
export function tidy(text: string, limit = QUERY_LIMIT): string {
  return text
    .slice(0, limit)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{C}\u{fffd}]+/gu, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** {@link tidy} in lower case: what is compared. */
export const normalise = (text: string, limit = QUERY_LIMIT): string =>
  tidy(text, limit).toLowerCase();

/** A word without its English ending, so that `layers` meets `layer` and `trained` meets `training`. Not a full stemmer. */
export function stem(word: string): string {
  if (word.length < 4 || /[\d_.]/.test(word) || hasHan(word)) return word;
  let root = word.replace(/'s?$/, '');
  if (/(?:ss|us|is|ias)$/.test(root)) return root;
  if (/ies$/.test(root)) root = root.replace(/ies$/, 'y');
  else if (/(?:s|x|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else root = root.replace(/s$/, '');
  const bare = root.replace(/(?:ingly|edly|ing|ed|ly)$/, '');
  if (bare.length >= 3 && /[aeiouy]/.test(bare)) root = bare.replace(/([bdgklmnprt])\1$/, '$1');
  return root.length > 4 ? root.replace(/e$/, '') : root;
}

/** A Latin word of a text: where it stands (code units, `to` exclusive) and its stem. */
export interface LatinWord {
  readonly from: number;
  readonly to: number;
  readonly stem: string;
}

/** The Latin words of a normalised text, in order. Hyphens and Han characters separate: `single-layer` is two words. */
export const latinWords = (text: string): LatinWord[] =>
  Array.from(text.matchAll(LATIN_WORD), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
    stem: stem(match[0]),
  }));

const stems = (text: string): string =>
  latinWords(text)
    .map((word) => word.stem)
    .join(' ');

/** A text prepared once and asked many times. */
export interface Prepared {
  /** Stems of the Latin words, joined and bounded by spaces: ` singl layer lstm `. */
  readonly stems: string;
  /** The normalised text without any white space, for Han substrings. */
  readonly dense: string;
}

/** Prepares a text of any length for {@link count}. */
export function prepare(text: string): Prepared {
  const plain = normalise(text, text.length);
  return { stems: ` ${stems(plain)} `, dense: plain.replace(/\s+/g, '') };
}

/** What to look for in a {@link Prepared} text. */
export interface Needle {
  readonly field: 'stems' | 'dense';
  /** Empty for a form without words: it is found nowhere. */
  readonly text: string;
}

/**
 * Prepares a word or phrase for {@link count}. `unfinished`: its last Latin word may still be being typed,
 * so longer words count too.
 */
export function needleOf(form: string, unfinished = false): Needle {
  const plain = normalise(form);
  if (hasHan(plain)) return { field: 'dense', text: plain.replace(/\s+/g, '') };
  const phrase = unfinished ? plain : stems(plain);
  const text = phrase === '' ? '' : unfinished ? ` ${phrase}` : ` ${phrase} `;
  return { field: 'stems', text };
}

/** How often it occurs (0, 1, 2, …). */
export function count(haystack: Prepared, { field, text }: Needle): number {
  if (text === '') return 0;
  const where = haystack[field];
  let found = 0;
  // Neighbouring words share the space between them, so the next search starts one character on.
  for (let at = where.indexOf(text); at !== -1; at = where.indexOf(text, at + 1)) found += 1;
  return found;
}

/**
 * A query as Pagefind should get it. It would close up `two-layer` to `twolayer`, so hyphens become spaces; and it
 * cuts Han runs into words only where the page is in Chinese, so they are cut here.
 */
export function spaced(raw: string): string {
  const text = raw.replace(/[\p{Pd}/]+/gu, ' ');
  if (!hasHan(text)) return text;
  const words = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text);
  return Array.from(words, ({ segment }) => segment.trim())
    .filter((word) => word !== '')
    .join(' ');
}
