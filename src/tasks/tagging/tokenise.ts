/**
 * The reader's text as the corpus writes it: punctuation apart, quotes as `` and '', contractions and possessives in one
 * piece (wasn't, year's), a new sentence after . ! ?. What cannot be tagged is refused and says why.
 */
import { brokenPlace, excerpt } from '../reader-text.ts';

export const TEXT_LIMITS = { characters: 1000, words: 100, letters: 40 } as const;

export type TextProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly characters: number }
  | { readonly kind: 'too-many-words'; readonly words: number }
  | { readonly kind: 'long-word'; readonly word: string; readonly letters: number }
  /** Half of a surrogate pair: no character. */
  | { readonly kind: 'broken'; readonly place: number }
  | { readonly kind: 'no-english'; readonly text: string };

export type Tokens =
  | { readonly ok: true; readonly sentences: readonly (readonly string[])[] }
  | { readonly ok: false; readonly problem: TextProblem };

const refuse = (problem: TextProblem): Tokens => ({ ok: false, problem });

/** Never throws, whatever the text. */
export function tokenise(text: string): Tokens {
  if (text.length > TEXT_LIMITS.characters)
    return refuse({ kind: 'too-long', characters: text.length });
  const place = brokenPlace(text);
  if (place > 0) return refuse({ kind: 'broken', place });
  if (text.trim() === '') return refuse({ kind: 'empty' });
  if (!/[A-Za-z]/.test(text)) return refuse({ kind: 'no-english', text: excerpt(text.trim()) });
  const words = split(text);
  const long = words.find((word) => [...word].length > TEXT_LIMITS.letters);
  if (long !== undefined)
    return refuse({ kind: 'long-word', word: excerpt(long), letters: [...long].length });
  if (words.length > TEXT_LIMITS.words)
    return refuse({ kind: 'too-many-words', words: words.length });
  return { ok: true, sentences: sentencesOf(words) };
}

function split(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[—–]/g, ' -- ')
    .replace(/(^|[\s([])"/g, '$1 `` ')
    .replaceAll('"', " '' ")
    .replace(/([,;:?!()[\]])(?!\d)/g, ' $1 ')
    .replace(/\.(?=\s|$)(?<!\b(?:Mr|Mrs|Dr|St|[A-Z])\.)/g, ' . ')
    .replace(/\.(?=\s*''\s)/g, ' .')
    .trim()
    .split(/\s+/u);
}

function sentencesOf(words: readonly string[]): string[][] {
  const sentences: string[][] = [];
  let ended = true;
  for (const word of words) {
    // What closes a sentence belongs to it: " ) '' after a full stop.
    if (ended && !(sentences.length > 0 && /^(?:''|\)|[.!?])$/.test(word))) sentences.push([]);
    sentences.at(-1)?.push(word);
    ended = /^[.!?]$/.test(word) || (ended && word === "''");
  }
  return sentences;
}
