/**
 * The words of the SSIM loss demo: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Measure } from '#viz/picture-figure.ts';
import type { Settings } from './demo.ts';
import type { PictureProblem } from './own-picture.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface SsimStrings {
  name: string;
  instruction: string;
  of: string;
  ofOptions: Record<Settings['of'], string>;
  alpha: string;
  term: string;
  termOptions: Record<Settings['term'], string>;
  picture: string;
  pictureOptions: Record<Settings['picture'], string>;
  range: string;
  rangeOptions: Record<Settings['range'], string>;
  seed: string;
  /** A model that can be taken along. */
  model: (seed: number) => string;
  ownPicture: string;
  ownHint: string;
  ownShown: (name: string) => string;
  dropOwn: string;
  problem: (problem: PictureProblem & { readonly name: string }) => string;
  titles: {
    target: string;
    result: Record<Settings['of'], string>;
    map: string;
    other: (term: string) => string;
  };
  /** Under the map. */
  mapText: string;
  scores: (ssim: string, mse: string) => string;
  /** In place of pictures where nothing is recorded and nothing has run. */
  nothing: string;
  scale: string;
  curveTitles: Record<Measure, string>;
  endTitles: Record<Measure, string>;
  steps: string;
  alphaAxis: string;
  legend: (seeds: number) => string;
  chartLabel: string;
  table: { summary: string };
  backend: string;
  updates: string;
  missing: (path: string) => string;
  provenance: (date: string, engine: string) => string;
  announce: (ssim: string, mse: string) => string;
}

export const STRINGS: Readonly<Record<Locale, SsimStrings>> = { en, 'zh-cn': zhCn };
