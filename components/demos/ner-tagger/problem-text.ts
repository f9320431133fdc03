/** What is wrong with a text, in words. Apart from `strings.ts`, so that the browser loads no second language for it. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
import type { ProblemWords } from './strings.ts';
import type { TypedProblem } from './typed.ts';

export function problemText(
  problem: TypedProblem,
  words: ProblemWords,
  model: NerLanguage,
): string {
  // The kind picks the sentence that takes this very kind.
  return (words[problem.kind] as (one: TypedProblem, model: NerLanguage) => string)(problem, model);
}
