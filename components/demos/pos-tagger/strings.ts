/**
 * The words of the tagger demo: what there must be, and both languages. In the browser a page loads its own language only
 * (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Tag } from '#tasks/tagging/tags.ts';
import type { TextProblem } from '#tasks/tagging/tokenise.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';
import type { Group } from './view.ts';

/** A sentence for every kind of problem. */
export type ProblemWords = {
  [Kind in TextProblem['kind']]: (problem: Extract<TextProblem, { kind: Kind }>) => string;
};

export interface TaggerStrings {
  name: string;
  instruction: string;
  text: string;
  hint: string;
  tag: string;
  problems: ProblemWords;
  tagNames: Record<Tag, string>;
  wordsLabel: string;
  /** Under a word that training never saw. */
  unseen: string;
  layers: string;
  layerNames: Record<'1' | '2', string>;
  seed: string;
  chartTitle: string;
  chartLabel: (tagger: string, baseline: string) => string;
  groups: Record<Group, string>;
  tagger: string;
  baseline: string;
  confusion: string;
  confusionCorner: string;
  mistake: (is: string, given: string, count: number) => string;
  result: (tagger: string, baseline: string, live: boolean) => string;
  shown: string;
  provenance: (engine: string) => string;
  facts: (words: number, unseen: number) => string;
  licence: string;
  /** A model that can be taken along; `live`: trained here. */
  model: (size: string, seed: number, live: boolean) => string;
  announce: (accuracy: string) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, TaggerStrings>;

/** What is wrong, in words. */
export function problemText(problem: TextProblem, words: ProblemWords): string {
  // The kind picks the sentence that takes this very kind.
  return (words[problem.kind] as (one: TextProblem) => string)(problem);
}
