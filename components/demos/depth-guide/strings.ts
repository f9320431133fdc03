/** The words of the depth guide: what there must be, and both languages. */
import type { Locale } from '#site/locales.ts';
import type { Advice, Case, Recommendation } from './demo.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface GuideStrings {
  name: string;
  instruction: string;
  /** Names of the questions, and of their answers. */
  questions: Record<keyof Case, string>;
  task: Record<Case['task'], string>;
  data: Record<Case['data'], string>;
  latency: Record<Case['latency'], string>;
  symptom: Record<Case['symptom'], string>;
  headline: (recommendation: Recommendation) => string;
  /** What to do, one sentence or two each. */
  advice: Record<Advice, string>;
  /** Where to read on. */
  reading: Partial<Record<Advice, { readonly page: string; readonly text: string }>>;
  rule: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, GuideStrings>;
