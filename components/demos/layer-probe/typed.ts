/** What the reader typed, as symbols of a model; or why it cannot be read. */
import { LENGTH } from './demo.ts';
import type { ProbeId } from './features.ts';

/** Brackets of Chinese keyboards, and typographic quotation marks and dashes, as the models know them. */
const SAME: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '，': ',',
  '。': '.',
  '？': '?',
  '！': '!',
  '：': ':',
  '；': ';',
  '–': '—',
};

export type Typed =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'unknown'; readonly symbols: readonly string[] }
  | { readonly ok: false; readonly reason: 'short' | 'long'; readonly length: number };

/** The symbols that each model knows, in the order of its token or class numbers. */
export const SYMBOLS: Readonly<Record<ProbeId, readonly string[]>> = {
  'dyck-2': ['(', '[', ')', ']'],
  'char-lm': [...'\n !"\'(),-.:;?abcdefghijklmnopqrstuvwxyz—'],
};

/** How many unknown symbols a message names. */
const NAMED = 5;

/**
 * Capital letters are read as small ones; between brackets blanks mean nothing. Never throws, whatever was typed.
 */
export function readTyped(model: ProbeId, typed: string): Typed {
  // Nothing beyond this can become valid, and nothing longer is worth a look.
  const characters = [...typed.slice(0, 100 * LENGTH.max).toLowerCase()].map(
    (character) => SAME[character] ?? character,
  );
  const kept =
    model === 'dyck-2' ? characters.filter((character) => !/\s/.test(character)) : characters;
  const unknown = [...new Set(kept.filter((character) => !SYMBOLS[model].includes(character)))];
  if (unknown.length > 0) return { ok: false, reason: 'unknown', symbols: unknown.slice(0, NAMED) };
  if (kept.length < LENGTH.min) return { ok: false, reason: 'short', length: kept.length };
  if (kept.length > LENGTH.max) return { ok: false, reason: 'long', length: kept.length };
  return { ok: true, text: kept.join('') };
}
