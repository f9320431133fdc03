/**
 * The words of the cost calculator: what there must be, and both languages. In the browser a page loads its own
 * language only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Framework } from '#model/framework-weights.ts';
import type { BenchState } from '#run/bench-run.svelte.ts';
import type { Locale } from '#site/locales.ts';
import type { SegmentKind } from '#viz/parameter-bars.ts';
import type { Settings } from './demo.ts';
import type { Quantity } from './formulas.ts';
import type { Kept, MeasureProblem } from './measure.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface CostStrings {
  name: string;
  instruction: string;
  needsScript: string;
  labels: Record<keyof Settings, string>;
  frameworks: Record<Framework, string>;
  directions: Record<Settings['directions'], string>;
  biasOptions: Record<'yes' | 'no', string>;
  around: Record<Settings['around'], string>;
  reads: Record<Settings['reads'], string>;
  /** Headings of the parts. */
  parts: { costs: string; weights: string; where: string; depths: string; measure: string };
  columns: {
    quantity: string;
    formula: string;
    value: string;
    layers: string;
    shape: string;
    count: string;
    equalWidth: string;
    equalParameters: string;
    mismatch: string;
    oneLayer: string;
    model: string;
    parameters: string;
    multiplyAdds: string;
    byFormula: string;
    milliseconds: string;
    measured: string;
  };
  quantities: Record<Quantity, string>;
  /** Under the table of quantities: what the letters m, N and F stand for, and how the counts are meant. */
  letters: string;
  /** In place of a count that Keras cannot have. */
  noProjection: string;
  /** Under an amount of memory: how many numbers it holds. */
  numbers: (count: string) => string;
  /** Under the length of a chain: its unit. */
  steps: string;
  kinds: Record<SegmentKind, string>;
  /** Both directions have a tensor of this shape. */
  bothDirections: string;
  layer: (from: number, to: number) => string;
  times: (count: number) => string;
  /** `1 × 128 has as many parameters as 2 × 75, 3 × 58, 4 × 49`. */
  equal: (one: string, others: readonly string[]) => string;
  /** What one layer the chosen stack equals. */
  asOne: (stack: string, one: string, parameters: string, mismatch: string) => string;
  depthNote: (framework: string) => string;
  figure: { width: string; parameters: (one: string) => string; label: string };
  kept: Record<Kept, string>;
  sizes: (inputs: number, steps: number, batch: number) => string;
  measure: string;
  measureAgain: string;
  stop: string;
  state: Record<BenchState, string>;
  progressLabel: string;
  progress: (done: number, total: number) => string;
  problem: (problem: MeasureProblem) => string;
  changed: string;
  shown: string;
  command: string;
  measureNote: string;
  outcome: (model: string, measured: string, formula: string) => string;
  factor: (value: string) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, CostStrings>;
