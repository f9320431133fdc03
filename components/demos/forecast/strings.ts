/**
 * The words of the forecasting demo: what there must be, and both languages. In the browser a page loads its own
 * language only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { ResultWords } from '#components/demos/depth-duel/result-text.ts';
import type { Locale } from '#site/locales.ts';
import type { Published } from '#train/forecast-protocol.ts';
import type { Settings } from './demo.ts';
import type { OwnProblem } from './own.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';
import type { MethodId } from './view.ts';

/** A sentence for every kind of problem. */
export type ProblemWords = {
  [Kind in OwnProblem['kind']]: (problem: Extract<OwnProblem, { kind: Kind }>) => string;
};

export interface ForecastStrings {
  name: string;
  instruction: string;
  series: string;
  seriesNames: Record<Settings['series'], string>;
  /** Over the axis of values. */
  axes: Record<Settings['series'], string>;
  mode: string;
  modes: Record<Settings['mode'], string>;
  ahead: string;
  start: string;
  starts: Record<Settings['start'], string>;
  seeds: string;
  own: {
    file: string;
    hint: string;
    column: string;
    season: string;
    seasons: Record<Settings['season'], string>;
    read: (name: string, rows: number, columns: number) => string;
    columnName: (name: string, usable: boolean) => string;
    problems: ProblemWords;
    none: string;
  };
  methods: Record<MethodId, string>;
  truth: string;
  table: {
    caption: (ahead: number, mode: Settings['mode']) => string;
    method: string;
    target: string;
    known: (ahead: number) => string;
    all: string;
    range: (low: string, high: string) => string;
  };
  chartLabel: (series: string, ahead: number, best: string) => string;
  facts: (train: number, validation: number, tested: number) => string;
  sizes: string;
  /** What is shown is said by these models. */
  published: (models: Pick<Published, 'seed' | 'steps' | 'date'>) => string;
  /** It is said by models that went on from there. @param kept further updates until the weights that were kept */
  continued: (
    models: Pick<Published, 'seed' | 'steps'>,
    more: number,
    kept: readonly number[],
  ) => string;
  unpublished: string;
  noModel: { title: string; text: string };
  startAnew: string;
  best: (method: string) => string;
  verdictLead: string;
  waiting: string;
  result: ResultWords;
  gap: string;
  empty: string;
  missing: string;
  shown: string;
  provenance: (engine: string, seeds: number) => string;
  command: string;
  announce: (best: string) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, ForecastStrings>;

/** What is wrong, in words. */
export function problemText(problem: OwnProblem, words: ProblemWords): string {
  // The kind picks the sentence that takes this very kind.
  return (words[problem.kind] as (one: OwnProblem) => string)(problem);
}
