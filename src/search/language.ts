/** Which language's index a query belongs to. Pure. */
import type { Locale } from '#site/locales.ts';
import { STOP_WORDS } from './phrases.ts';
import { hasHan, normalise } from './text.ts';

/** An English sentence has this many words, and this many of them are words of grammar. */
const SENTENCE = { words: 4, grammar: 2 } as const;

/**
 * The language to search: Chinese for whatever holds Chinese characters, English for an English sentence, and
 * the page's own for the rest, because code words (`num_layers`) and names (LSTM) belong to both.
 */
export function languageOf(query: string, page: Locale): Locale {
  const text = normalise(query);
  if (hasHan(text)) return 'zh-cn';
  const words = text.split(/[^a-z']+/).filter((word) => word !== '');
  const grammar = words.filter((word) => STOP_WORDS.has(word)).length;
  return words.length >= SENTENCE.words && grammar >= SENTENCE.grammar ? 'en' : page;
}
