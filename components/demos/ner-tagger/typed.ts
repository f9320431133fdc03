/** The reader's text, and what is wrong with it. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
import { excerpt } from '#tasks/reader-text.ts';
import { type NerTextProblem, readText } from '#tasks/ner/tokenise.ts';

export type TypedProblem =
  | NerTextProblem
  /** Not one letter of the script that the model has read. */
  | { readonly kind: 'other-script'; readonly text: string };

export type Typed =
  | { readonly ok: true; readonly sentences: readonly (readonly string[])[] }
  | { readonly ok: false; readonly problem: TypedProblem };

const SCRIPTS: Readonly<Record<NerLanguage, RegExp>> = {
  en: /\p{Script=Latin}/u,
  zh: /\p{Script=Han}/u,
};

/** Never throws, whatever the text. */
export function readTyped(language: NerLanguage, text: string): Typed {
  const read = readText(language, text);
  if (!read.ok || SCRIPTS[language].test(text)) return read;
  return { ok: false, problem: { kind: 'other-script', text: excerpt(text.trim()) } };
}
