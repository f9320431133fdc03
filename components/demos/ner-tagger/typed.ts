/** The reader's text, and what is wrong with it. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
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

/** Characters that a message repeats. */
const SHOWN = 12;

/** Never throws, whatever the text. */
export function readTyped(language: NerLanguage, text: string): Typed {
  const read = readText(language, text);
  if (!read.ok || SCRIPTS[language].test(text)) return read;
  const all = [...text.trim()];
  const shown = all.length > SHOWN ? `${all.slice(0, SHOWN).join('')}…` : all.join('');
  return { ok: false, problem: { kind: 'other-script', text: shown } };
}
