/**
 * The words of the layer probe: what there must be, and both languages. In the browser a page loads its own language only
 * (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Settings } from './demo.ts';
import type { FeatureId, ProbeId } from './features.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface ProbeStrings {
  name: string;
  instruction: string;
  model: string;
  models: Record<ProbeId, string>;
  /** Over the text field. */
  typeHere: Record<ProbeId, (longest: number) => string>;
  resetText: string;
  refused: {
    unknown: (symbols: string, allowed: string) => string;
    short: (length: number, least: number) => string;
    long: (length: number, most: number) => string;
  };
  allowed: Record<ProbeId, string>;
  misfit: (step: number) => string;
  value: string;
  values: Record<Settings['value'], string>;
  /** Beside the legend and in files. */
  valuesInFull: Record<Settings['value'], string>;
  feature: string;
  features: Record<FeatureId, string>;
  layer: (number: number) => string;
  unitsAxis: string;
  step: string;
  stepText: (step: number, total: number, symbol: string) => string;
  symbol: (symbol: string) => string;
  expected: (step: number, symbol: string) => string;
  classes: Record<'none' | 'any', (symbol: string) => string>;
  /** What may close, or what comes next in the reader's text. */
  truth: Record<ProbeId, (answer: string) => string>;
  noTruth: Record<ProbeId, string>;
  search: (feature: string) => string;
  unit: string;
  here: string;
  unseen: (sequences: number) => string;
  pick: (unit: string, r: string) => string;
  showAll: (count: number) => string;
  showFew: string;
  control: string;
  controlBest: (unit: string, r: string) => string;
  caveat: string;
  trace: (unit: string, r: string) => string;
  r: (r: number | null) => string;
  chartLabel: (model: string, text: string, feature: string, best: string) => string;
  loading: string;
  failed: string;
  retry: string;
  scoreOf: (score: string) => string;
  trainedBy: (steps: number, seed: number, date: string) => string;
  shown: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, ProbeStrings>;
