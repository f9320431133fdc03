/**
 * Reads a question: what kind of answer it wants (the intent) and what it is about (the pieces). Pure.
 * A piece is a known concept with all its names, or a word nobody foresaw, taken as it stands.
 */
import { LOCALES, type Locale } from '#site/locales.ts';
import { INTENT_PATTERNS, STOP_PHRASES, STOP_WORDS, type Intent } from './phrases.ts';
import {
  count,
  hasHan,
  latinWords,
  needleOf,
  normalise,
  prepare,
  tidy,
  type Needle,
} from './text.ts';
import { CONCEPTS, TELLING_CHARACTERS, type Concept } from './vocabulary.ts';

/** One way to write a piece, and how well finding it answers for the piece, 0…1. */
export interface Form {
  readonly text: string;
  readonly weight: number;
  readonly needle: Needle;
}

/** One thing the question is about. `from` and `to` (exclusive) count code units of the tidied query. */
export interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The id in the vocabulary; absent for an unforeseen word. */
  readonly concept?: string;
  readonly forms: readonly Form[];
  /** How telling the piece is, 0…1. */
  readonly weight: number;
}

/** What the search made of a query. */
export interface Understanding {
  /** The tidied query. */
  readonly query: string;
  readonly intent: Intent | null;
  readonly pieces: readonly Piece[];
  /** Neighbouring pieces put together again, for display: `单层 LSTM`. */
  readonly chips: readonly string[];
  /** Other names that are searched too, at most five. */
  readonly also: readonly string[];
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly concept?: Concept;
}

interface Name {
  readonly concept: Concept;
  readonly form: string;
  /** Stems of a Latin form; empty for one with Han characters. */
  readonly stems: readonly string[];
  readonly pattern: RegExp | null;
}

/** Han characters with optional spaces between them and whatever stands beside them. */
const hanPattern = (form: string): RegExp =>
  new RegExp(
    Array.from(form, (char) => char.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s*'),
    'gu',
  );

const NAMES: readonly Name[] = CONCEPTS.flatMap((concept) =>
  LOCALES.flatMap((locale) =>
    concept.forms[locale].map((form) => ({
      concept,
      form,
      stems: hasHan(form) ? [] : latinWords(form).map((word) => word.stem),
      pattern: hasHan(form) ? hanPattern(form) : null,
    })),
  ),
).sort((a, b) => b.form.length - a.form.length);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Finds known names, longest first; a stretch of the text belongs to one name only. */
function findConcepts(text: string): Found[] {
  const taken = new Array<boolean>(text.length).fill(false);
  const found: Found[] = [];
  const claim = (concept: Concept, from: number, to: number): void => {
    if (taken.slice(from, to).some(Boolean)) return;
    taken.fill(true, from, to);
    found.push({ from, to, concept });
  };
  const words = latinWords(text);
  const standsAlone = new Set(
    Array.from(segmenter.segment(text), ({ segment, index }) => `${index}:${segment}`),
  );
  for (const { concept, form, stems, pattern } of NAMES) {
    if (pattern) {
      for (const match of text.matchAll(pattern)) {
        // One character means something only as a word of its own: 流 is not in 主流.
        const anywhere = form.length > 1 || TELLING_CHARACTERS.has(form);
        if (!anywhere && !standsAlone.has(`${match.index}:${form}`)) continue;
        claim(concept, match.index, match.index + match[0].length);
      }
      continue;
    }
    for (let at = 0; at + stems.length <= words.length; at++) {
      const run = words.slice(at, at + stems.length);
      const [first, last] = [run[0], run.at(-1)];
      if (!first || !last || run.some((word, i) => word.stem !== stems[i])) continue;
      if (/^[\p{L}\p{N}_.'\s-]+$/u.test(text.slice(first.from, last.to)))
        claim(concept, first.from, last.to);
    }
  }
  return found;
}

/** Blanks out what is read already, so that positions stay. */
const blank = (text: string, from: number, to: number): string =>
  text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);

function withoutStopPhrases(text: string): string {
  let rest = text;
  for (const phrase of STOP_PHRASES.en)
    rest = rest.replace(new RegExp(`\\b${phrase}\\b`, 'g'), (hit) => ' '.repeat(hit.length));
  for (const phrase of STOP_PHRASES['zh-cn'])
    rest = rest.replaceAll(phrase, ' '.repeat(phrase.length));
  return rest;
}

/** Words that are no known name and no word of asking. */
function findWords(text: string): Found[] {
  const latin = latinWords(text)
    .map(({ from, to }) => ({ from, to }))
    .filter(({ from, to }) => {
      const word = text.slice(from, to);
      return word.length > 1 && !STOP_WORDS.has(word);
    });
  const han: { from: number; to: number; single: boolean }[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    if (!hasHan(segment) || STOP_WORDS.has(segment)) continue;
    const last = han.at(-1);
    const single = segment.length === 1;
    // A word the segmenter does not know comes in single characters: 已录.
    if (single && last?.single && last.to === index) last.to += 1;
    else han.push({ from: index, to: index + segment.length, single });
  }
  return [...latin, ...han.filter(({ from, to }) => to - from > 1)];
}

/** Names that an index in this language can contain; single Han characters would be found everywhere. */
const searchable = (concept: Concept, locale: Locale): readonly string[] => {
  const forms = concept.forms[locale];
  const long = forms.filter((form) => !(hasHan(form) && form.length === 1));
  return long.length > 0 ? long : forms;
};

/** The needles of the vocabulary, made once. */
const needles = new Map<string, Needle>();
function knownNeedle(form: string): Needle {
  const needle = needles.get(form) ?? needleOf(form);
  needles.set(form, needle);
  return needle;
}

function formsOf(
  typed: string,
  concept: Concept | undefined,
  locale: Locale,
  unfinished: boolean,
): Form[] {
  const forms = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    if (!forms.has(text)) forms.set(text, weight);
  };
  const own = concept ? searchable(concept, locale) : [];
  if (!(hasHan(typed) && (locale === 'en' || (typed.length === 1 && own.length > 0))))
    add(typed, 1);
  for (const form of own) add(form, 0.9);
  for (const id of concept?.near ?? []) {
    const neighbour = CONCEPTS.find((other) => other.id === id);
    for (const form of neighbour ? searchable(neighbour, locale) : []) add(form, 0.5);
  }
  return Array.from(forms, ([text, weight]) => ({
    text,
    weight,
    needle: text === typed ? needleOf(text, unfinished) : knownNeedle(text),
  }));
}

/** Nouns that a neighbour before them qualifies. */
const HEADS: ReadonlySet<string> = new Set(['lstm', 'rnn', 'gru', 'layer']);

/** Puts a noun and what qualifies it together again: `单层` and `LSTM` become one chip. */
function chipsOf(query: string, spans: readonly Found[]): string[] {
  const chips: { from: number; to: number }[] = [];
  for (const { from, to, concept } of spans) {
    const last = chips.at(-1);
    const touches = last !== undefined && /^[\s-]*$/.test(query.slice(last.to, from));
    if (last && touches && concept && HEADS.has(concept.id)) last.to = to;
    else chips.push({ from, to });
  }
  const texts = chips.map(({ from, to }) =>
    query
      .slice(from, to)
      .replace(/(\p{Script=Han})(?=[\p{Script=Latin}\d])/gu, '$1 ')
      .replace(/([\p{Script=Latin}\d])(?=\p{Script=Han})/gu, '$1 '),
  );
  return [...new Set(texts)];
}

/**
 * Understands a query for an index in `locale`. Never throws; a query without any word gives no pieces.
 * A query made of words of asking only (`区别`) is searched as it stands.
 */
export function understand(raw: string, locale: Locale): Understanding {
  const tidied = tidy(raw);
  const text = normalise(raw);
  // Lower case is as long as upper case, but for a handful of letters; then the lower case is shown.
  const query = tidied.length === text.length ? tidied : text;
  const concepts = findConcepts(text);
  const rest = concepts.reduce((left, { from, to }) => blank(left, from, to), text);
  const words = findWords(withoutStopPhrases(rest));
  let spans: Found[] = [...concepts, ...words].sort((a, b) => a.from - b.from);
  if (spans.length === 0 && /[\p{L}\p{N}]/u.test(text)) spans = [{ from: 0, to: text.length }];

  const pieces = new Map<string, Piece>();
  for (const { from, to, concept } of spans) {
    const typed = text.slice(from, to);
    const key = concept?.id ?? typed;
    if (pieces.has(key)) continue;
    const unfinished =
      !concept && to === text.length && /^[\w.'-]+$/.test(typed) && !/\s$/.test(raw);
    pieces.set(key, {
      text: query.slice(from, to),
      from,
      to,
      ...(concept && { concept: concept.id }),
      forms: formsOf(typed, concept, locale, unfinished),
      weight: concept?.weight ?? (concept ? 1 : 0.8),
    });
  }
  const list = [...pieces.values()];
  const asked = prepare(text);
  const also = list
    .filter((piece) => piece.weight >= 0.5)
    .flatMap((piece) => piece.forms.slice(1, 4))
    .filter((form) => count(asked, form.needle) === 0)
    .map((form) => form.text);
  return {
    query,
    intent: INTENT_PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? null,
    pieces: list,
    chips: chipsOf(query, spans),
    also: [...new Set(also)].slice(0, 5),
  };
}
