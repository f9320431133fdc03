/**
 * The words of the SSIM loss demo: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Measure } from '#viz/picture-figure.ts';
import type { Settings } from './demo.ts';
import type { PictureProblem } from './own-picture.ts';
import type { Published, publishedForms } from './published.ts';
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
  /** The weights that an autoencoder begins with. */
  from: string;
  fromOptions: Record<Settings['from'], string>;
  /** What Run does: shows this model; trains, in about so many seconds of one processor core; and why no published one is shown. */
  offered: (model: Published) => string;
  training: (updates: number, seconds: number | undefined) => string;
  notPublished: (forms: ReturnType<typeof publishedForms>, seed: number) => string;
  /** Of a published model that is shown; of the training that went on from it for so many updates. */
  asPublished: (model: Published) => string;
  continued: (model: Published, updates: number) => string;
  badWeights: { title: string; text: string };
  trainNew: string;
  /** A model that can be taken along; as published or not. */
  model: (seed: number, published: boolean) => string;
  ownPicture: string;
  ownHint: string;
  ownShown: (name: string) => string;
  dropOwn: string;
  problem: (problem: PictureProblem & { readonly name: string }) => string;
  titles: {
    target: string;
    result: Record<Settings['of'], string>;
    published: string;
    map: string;
    other: (term: string) => string;
  };
  /** Under the map. */
  mapText: string;
  scores: (ssim: string, mse: string) => string;
  multiScale: (msSsim: string, scales: number) => string;
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
  pace: (milliseconds: string) => string;
  missing: (path: string) => string;
  provenance: (date: string, engine: string) => string;
  announce: (ssim: string, mse: string) => string;
}

export const STRINGS: Readonly<Record<Locale, SsimStrings>> = { en, 'zh-cn': zhCn };
