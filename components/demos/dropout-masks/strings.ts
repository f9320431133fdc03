/**
 * The words of the dropout masks: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Settings } from './demo.ts';
import type { Counts, Framework } from './masks.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface MaskStrings {
  name: string;
  instruction: string;
  argument: string;
  argumentOptions: Record<Settings['argument'], string>;
  p: string;
  layers: string;
  mode: string;
  modeOptions: Record<Settings['mode'], string>;
  seed: string;
  update: string;
  nextUpdate: string;
  step: (step: number, steps: number) => string;
  /** Over a panel. */
  panel: (framework: Framework, argument: Settings['argument']) => string;
  /** Over a strip: from where to where, of `layers` layers. */
  up: (layer: number, layers: number) => string;
  on: (layer: number) => string;
  /** Within a strip. */
  nothing: string;
  time: string;
  means: string;
  chartLabel: (settings: Settings) => string;
  columns: Record<'what' | Framework, string>;
  rows: Record<'dropped' | 'now' | 'changed' | 'gone' | 'survival', string>;
  of: (part: number, whole: number) => string;
  /** In place of a number where no mask is drawn. */
  none: string;
  state: (settings: Settings, steps: number, units: number) => string;
  announce: (counts: Readonly<Record<Framework, Counts>>, step: number) => string;
  needsScript: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, MaskStrings>;
