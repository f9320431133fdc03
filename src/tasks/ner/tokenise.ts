/**
 * Text as the models of names read it. English: words, numbers, and every other mark by itself; 's and ’s apart from what
 * they follow, so that a name ends where its last token does. Chinese: every character, so that no segmenter's errors are
 * passed on. White space only parts.
 */
import { brokenPlace, excerpt } from '../reader-text.ts';
import type { NerLanguage } from './languages.ts';

export interface Token {
  readonly text: string;
  /** Of its first UTF-16 unit in the text, and after its last. */
  readonly start: number;
  readonly end: number;
}

const PATTERNS: Readonly<Record<NerLanguage, RegExp>> = {
  en: /['’]s(?![\p{L}\p{M}\p{N}])|\p{N}+(?:[.,:]\p{N}+)*(?:[\p{L}\p{M}]+)?|[\p{L}\p{M}]+(?:['’](?!s(?![\p{L}\p{M}\p{N}]))[\p{L}\p{M}]+)*|\S/gu,
  zh: /\S/gu,
};

/** The tokens of a text, in their order. */
export function tokensOf(language: NerLanguage, text: string): Token[] {
  return [...text.matchAll(PATTERNS[language])].map(({ 0: token, index }) => ({
    text: token,
    start: index,
    end: index + token.length,
  }));
}

/** What a reader may hand in: characters of the text, tokens, letters of a token. */
export const NER_LIMITS = { characters: 1000, tokens: 200, letters: 40 } as const;

export type NerTextProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly characters: number }
  | { readonly kind: 'too-many-tokens'; readonly tokens: number }
  | { readonly kind: 'long-word'; readonly word: string; readonly letters: number }
  /** Half of a surrogate pair: no character. The place counts from 1. */
  | { readonly kind: 'broken'; readonly place: number };

export type NerText =
  | { readonly ok: true; readonly sentences: readonly (readonly string[])[] }
  | { readonly ok: false; readonly problem: NerTextProblem };

const refuse = (problem: NerTextProblem): NerText => ({ ok: false, problem });

/** A reader's text as sentences of tokens. Never throws, whatever the text. */
export function readText(language: NerLanguage, text: string): NerText {
  if (text.length > NER_LIMITS.characters)
    return refuse({ kind: 'too-long', characters: text.length });
  const place = brokenPlace(text);
  if (place > 0) return refuse({ kind: 'broken', place });
  const tokens = tokensOf(language, text.normalize('NFC')).map((token) => token.text);
  if (tokens.length === 0) return refuse({ kind: 'empty' });
  const long = tokens.find((token) => [...token].length > NER_LIMITS.letters);
  if (long !== undefined)
    return refuse({ kind: 'long-word', word: excerpt(long), letters: [...long].length });
  if (tokens.length > NER_LIMITS.tokens)
    return refuse({ kind: 'too-many-tokens', tokens: tokens.length });
  return { ok: true, sentences: sentencesOf(tokens) };
}

const ENDS = /^[.!?。！？]$/u;
const CLOSES = /^[.!?。！？”"'’)」』）》]$/u;
/** After these, and after a single capital letter, a full stop ends no sentence. */
const ABBREVIATIONS = /^(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|Mt|\p{Lu})$/u;

/** What closes a sentence belongs to it; a straight quote closes when its sentence has opened one. */
function sentencesOf(tokens: readonly string[]): string[][] {
  const sentences: string[][] = [];
  let ended = true;
  tokens.forEach((token, k) => {
    const latest = sentences.at(-1);
    const quotes = latest?.filter((other) => other === token).length ?? 0;
    const closes = CLOSES.test(token) && (!/["']/.test(token) || quotes % 2 === 1);
    if (latest === undefined || (ended && !closes)) sentences.push([token]);
    else latest.push(token);
    const stop = ENDS.test(token) && !(token === '.' && ABBREVIATIONS.test(tokens[k - 1] ?? ''));
    ended = stop || (ended && closes);
  });
  return sentences;
}
