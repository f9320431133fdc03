/** What readers type for a model of verse, checked: the opening of a poem, the first letters of its lines, lines to learn. */
import { type Alphabet, type Form, type Poem, type VerseId } from './verse.ts';

/** Characters of an opening and of an acrostic, and lines to learn from: the most of each. */
export const INPUT_LIMITS = {
  quatrains: { opening: 7, initials: 4, lines: 40, line: 7 },
  psalms: { opening: 60, initials: 8, lines: 40, line: 120 },
} as const satisfies Record<VerseId, object>;

export type Refusal =
  | { readonly reason: 'empty' }
  | { readonly reason: 'too-long'; readonly length: number; readonly most: number }
  | { readonly reason: 'too-many'; readonly length: number; readonly most: number }
  | { readonly reason: 'line-length'; readonly line: string; readonly length: number }
  | { readonly reason: 'unknown'; readonly symbols: readonly string[] };

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** How many unknown characters a refusal names. */
const NAMED = 6;
/** Nothing longer can become valid, and nothing longer is worth a look. */
const LONGEST = 20_000;

const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** Marks and blanks between the characters of a quatrain say nothing that the model reads. */
const MARKS = /[\s，。？！、；：,.?!;:·“”‘’「」《》]/gu;

/** Typographic marks of English as the Psalms have them. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[–—]/g, '-'],
  [/[ \t\u00a0]+/g, ' '],
];

function cleaned(id: VerseId, typed: string): string {
  const text = typed.slice(0, LONGEST).normalize('NFC');
  if (id === 'quatrains') return text.replaceAll(MARKS, '');
  return PLAIN.reduce((all, [from, to]) => all.replaceAll(from, to), text).trim();
}

function unknownIn(alphabet: Alphabet, text: string): Refusal | undefined {
  const unknown = [...new Set(text)].filter((symbol) => !alphabet.knows(symbol));
  // Half a surrogate pair can be shown nowhere; its code says what it is.
  const shown = unknown
    .slice(0, NAMED)
    .map((symbol) =>
      symbol.isWellFormed() ? symbol : `U+${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return unknown.length > 0 ? { reason: 'unknown', symbols: shown } : undefined;
}

function checked(alphabet: Alphabet, text: string, most: number): Checked<string> {
  const unknown = unknownIn(alphabet, text);
  if (text === '') return refuse({ reason: 'empty' });
  if (unknown !== undefined) return refuse(unknown);
  const { length } = [...text];
  return length > most ? refuse({ reason: 'too-long', length, most }) : { ok: true, value: text };
}

/** The first line of a poem, or how it begins. */
export const readOpening = (alphabet: Alphabet, typed: string, form: Form): Checked<string> =>
  checked(
    alphabet,
    cleaned(alphabet.id, typed),
    alphabet.id === 'quatrains' ? form : INPUT_LIMITS.psalms.opening,
  );

/** The first characters of the lines; in English small letters are read as capitals, and blanks are left out. */
export function readInitials(alphabet: Alphabet, typed: string): Checked<string> {
  const { id } = alphabet;
  const text = cleaned(id, typed);
  return checked(
    alphabet,
    id === 'psalms' ? text.replaceAll(/\s/g, '').toUpperCase() : text,
    INPUT_LIMITS[id].initials,
  );
}

/**
 * Lines to learn from, as poems. Quatrains need lines of five or of seven characters, four a poem; what is left over
 * counts as a poem, too. Characters the model does not know are refused, so that it does not learn to skip them.
 */
export function readLessons(alphabet: Alphabet, typed: string): Checked<Poem[]> {
  const { id } = alphabet;
  const { lines: most, line: longest } = INPUT_LIMITS[id];
  const parts = typed.slice(0, LONGEST).split(id === 'quatrains' ? /[\n，。？！；,.?!;]/u : '\n');
  const lines = parts.map((part) => cleaned(id, part)).filter((line) => line !== '');
  if (lines.length === 0) return refuse({ reason: 'empty' });
  if (lines.length > most) return refuse({ reason: 'too-many', length: lines.length, most });
  for (const line of lines) {
    const unknown = unknownIn(alphabet, line);
    if (unknown !== undefined) return refuse(unknown);
    const { length } = [...line];
    const fits = id === 'quatrains' ? length === 5 || length === 7 : length <= longest;
    if (!fits) return refuse({ reason: 'line-length', line: line.slice(0, 24), length });
  }
  if (id === 'psalms') return { ok: true, value: [lines] };
  const poems: string[][] = [];
  for (const line of lines) {
    const last = poems.at(-1);
    if (last && last.length < 4 && last[0]?.length === line.length) last.push(line);
    else poems.push([line]);
  }
  return { ok: true, value: poems };
}
