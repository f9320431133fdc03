/** The words of the poem writer: what there must be, and both languages. A page loads its own language only. */
import type { Locale } from '#site/locales.ts';
import type { Refusal } from '#tasks/verse-input.ts';
import type { VerseId } from '#tasks/verse.ts';
import type { PoemFailure } from '#train/poem-protocol.ts';
import type { Mode } from './demo.ts';
import type { AboutModel } from './recorded.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';
import type { Lesson, ShownPoem } from './writer.svelte.ts';

export interface PoemStrings {
  lang: string;
  name: string;
  instruction: string;
  verse: string;
  verses: Record<VerseId, string>;
  form: string;
  forms: Record<'5' | '7', string>;
  mode: string;
  modes: Record<Mode, string>;
  text: Record<VerseId, Record<'opening' | 'acrostic', string>>;
  temperature: string;
  topK: string;
  seed: string;
  write: string;
  another: string;
  refused: (verse: VerseId, refusal: Refusal) => string;
  failures: Record<PoemFailure, string>;
  retry: string;
  /** What became of a line's even places. */
  alternates: Record<'yes' | 'no' | 'open', string>;
  toneKey: string;
  lineTones: (line: number, result: string) => string;
  copied: (poem: ShownPoem) => string;
  step: (place: number, total: number, symbol: string) => string;
  expected: (place: number) => string;
  drawn: (symbol: string, percent: string, given: boolean) => string;
  newline: string;
  blank: string;
  layer: (layer: number, units: number) => string;
  statesLabel: (layers: number, units: number) => string;
  hidden: string;
  lesson: string;
  lessonHelp: Record<VerseId, string>;
  learn: string;
  /** A model that can be taken along; `live`: after the reader's lines. */
  model: (verse: string, live: boolean) => string;
  forget: string;
  learned: (lesson: Lesson) => string;
  forgotten: string;
  state: Record<'idle' | 'writing' | 'learning' | 'failed', string>;
  written: string;
  about: (about: AboutModel) => string;
  ran: (device: string, ms: number, characters: number) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, PoemStrings>;
