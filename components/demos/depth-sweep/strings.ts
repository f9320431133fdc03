/** The words of the depth sweep: what there must be, and both languages. A page loads its own language only. */
import type { Locale } from '#site/locales.ts';
import type { Kind } from './cells.ts';
import type { BaselineId } from './chart.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';
import type { KindVerdict } from './verdict.ts';

/** What the sentences after the verdict tell of recorded runs. */
export interface RecordedFacts {
  /** Runs of each stack, the fewest and the most. */
  readonly runs: readonly [fewest: number, most: number];
  readonly total: number;
  /** Of these, ended by the plateau rule, by the largest number of updates, and by divergence. */
  readonly plateau: number;
  readonly cap: number;
  readonly diverged: number;
  readonly steps: number;
  /** Updates without a gain, and what counts as one. */
  readonly patience: number;
  readonly gain: number;
  readonly best: { readonly layers: number; readonly kind: Kind; readonly median: number };
}

/** A learning rate and what it led to, as text. */
export interface Tried {
  readonly rate: string;
  readonly score: string;
}

export interface SweepStrings {
  name: string;
  instruction: string;
  cells: string;
  kinds: Record<Kind, string>;
  /** A stack: `8 layers, residual`. */
  cell: (layers: number, kind: Kind) => string;
  /** The same as short as it gets. */
  shortCell: (layers: number, kind: Kind) => string;
  mostCells: (most: number) => string;
  learningRate: string;
  steps: string;
  seeds: string;
  backend: string;
  scoreAxis: string;
  depthAxis: string;
  baselines: Record<BaselineId, { long: (score: string) => string; short: string }>;
  gradientRow: string;
  panel: Record<'recorded' | 'live', string>;
  stepAxis: string;
  ghost: string;
  chartLabel: (source: 'recorded' | 'live') => string;
  dataTable: string;
  table: Record<'stack' | 'rate' | 'median' | 'range' | 'runs', string>;
  diverged: string;
  /** The outcome of each kind of stack, by the rule of `verdict.ts`. */
  verdict: (verdict: KindVerdict) => string;
  recordedFacts: (facts: RecordedFacts) => string[];
  /** What a short run of the reader’s cannot show. */
  liveFacts: (steps: number, rate: string, recordedSteps: number) => string;
  running: string;
  stopped: (step: number) => string;
  shown: string;
  provenance: (engine: string) => string;
  command: string;
  rateChanged: (step: number) => string;
  sentenceGap: string;
  /** The best validation scores of one layer and of four plain ones at each rate that was tried. */
  tuning: (one: readonly Tried[], four: readonly Tried[], steps: number) => string;
  /** The table that articles print. */
  results: Record<
    'label' | 'layers' | 'parameters' | 'kind' | 'score' | 'overfit' | 'gradient' | 'rate',
    string
  >;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, SweepStrings>;
