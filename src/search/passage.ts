/**
 * The words shown under a result: the sentences that answer, with what was asked for marked.
 * Text only, in segments: a page renders them as text nodes, so nothing that is indexed can become HTML.
 */
import type { Locale } from '#site/locales.ts';
import { count, hasHan, latinWords, prepare, type LatinWord } from './text.ts';
import type { Piece } from './understand.ts';

/** A run of text, marked or not. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** Characters of a passage; one Chinese character carries about two Latin ones. */
const LENGTH = { en: 210, 'zh-cn': 100 } as const satisfies Record<Locale, number>;

// A colon before a capital, or a full-width one before a space, stood before a formula or a table: not indexed.
const SENTENCE_END = /(?<=[。！？；]|：\s)|(?<=:)\s+(?=\p{Lu})|(?<=[.!?])\s+(?=[\p{Lu}\p{N}“"(])/u;

type Span = [from: number, to: number];

/** Where a form stands in a lower-case text: Han as a substring, Latin word by word, by stem. */
function placesOf(form: string, lower: string, words: readonly LatinWord[]): Span[] {
  const needle = form.toLowerCase();
  if (hasHan(needle)) {
    const spans: Span[] = [];
    for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, at + 1))
      spans.push([at, at + needle.length]);
    return spans;
  }
  const stems = latinWords(needle).map((word) => word.stem);
  return words.flatMap((word, at): Span[] => {
    const last = words[at + stems.length - 1];
    const here = last && stems.every((stem, i) => words[at + i]?.stem === stem);
    return here ? [[word.from, last.to]] : [];
  });
}

/** Names weaker than this are searched but not marked. */
const MARKED_FROM = 0.6;
/** Ideas that are everywhere (LSTM, layer) are marked only beside another mark, or where nothing else was asked. */
const COMMON = 0.4;

function spansOf(text: string, pieces: readonly Piece[]): Span[] {
  const lower = text.toLowerCase();
  // A handful of letters changes length with case; then positions cannot be carried over.
  if (lower.length !== text.length) return [];
  const words = latinWords(lower);
  const find = (some: readonly Piece[]): Span[] =>
    some
      .flatMap(({ forms }) => forms)
      .filter(({ weight }) => weight >= MARKED_FROM)
      .flatMap((form) => placesOf(form.text, lower, words));
  const telling = find(pieces.filter(({ weight }) => weight > COMMON));
  const common = find(pieces.filter(({ weight }) => weight <= COMMON));
  const touches = (a: Span, b: Span): boolean =>
    /^[\s-]*$/.test(text.slice(Math.min(a[1], b[1]), Math.max(a[0], b[0])));
  const spans = pieces.some(({ weight }) => weight > COMMON)
    ? [...telling, ...common.filter((span) => telling.some((other) => touches(span, other)))]
    : common;
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && (span[0] <= last[1] || touches(last, span))) last[1] = Math.max(last[1], span[1]);
    else merged.push([...span]);
  }
  return merged;
}

/** Cuts a text into marked and unmarked runs; joined again they are the text. */
export function highlight(text: string, pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const [from, to] of spansOf(text, pieces)) {
    if (from > at) segments.push({ text: text.slice(at, from), marked: false });
    segments.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false });
  return segments;
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).toWellFormed();
  const word = hasHan(cut) ? cut : cut.replace(/\s+\S*$/, '');
  return `${word.replace(/[\s,;:，；：、]+$/, '')}…`;
}

const sentencesOf = (text: string): string[] =>
  text.split(SENTENCE_END).filter((sentence) => sentence.trim() !== '');

/** Whole sentences up to about `length` characters; at least one, shortened if it is much longer. */
function fill(sentences: readonly string[], length: number, locale: Locale): string {
  const joiner = locale === 'en' ? ' ' : '';
  let taken = '';
  for (const sentence of sentences) {
    const next = taken === '' ? sentence.trim() : `${taken}${joiner}${sentence.trim()}`;
    if (taken !== '' && next.length > length) break;
    taken = next;
  }
  return shorten(taken, length * 1.25);
}

/** The first sentences of a text. */
export const opening = (text: string, locale: Locale): string =>
  fill(sentencesOf(text), LENGTH[locale] * 1.9, locale);

/**
 * The sentences of a text that say most about the pieces: the best sentence and what follows it, up to a length.
 * Sentences nearer the beginning win a tie.
 */
export function passage(text: string, pieces: readonly Piece[], locale: Locale): string {
  const sentences = sentencesOf(text);
  let best = 0;
  let most = 0;
  sentences.forEach((sentence, i) => {
    const prepared = prepare(sentence);
    const said = pieces.reduce((sum, piece) => {
      const weights = piece.forms
        .filter((form) => count(prepared, form.needle) > 0)
        .map((form) => form.weight);
      return sum + piece.weight * Math.max(0, ...weights);
    }, 0);
    if (said > most + 1e-9) [best, most] = [i, said];
  });
  return fill(sentences.slice(best), LENGTH[locale], locale);
}
