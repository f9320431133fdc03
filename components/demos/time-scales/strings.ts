/**
 * The words of the time scales: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { ScaleMetric, ScaleTask, Settings, WeightState } from './demo.ts';
import type { Comparison } from './measure.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface ScaleStrings {
  name: string;
  instruction: string;
  task: string;
  taskNames: Record<ScaleTask, string>;
  show: string;
  showOptions: Record<Settings['show'], string>;
  weights: string;
  states: Record<WeightState, string>;
  layers: string;
  layersOption: (layers: string) => string;
  seed: string;
  backend: string;
  /** Over a panel. */
  metrics: Record<ScaleMetric, string>;
  /** Short, for the table. */
  metricShort: Record<ScaleMetric, string>;
  layer: (number: number) => string;
  /** At the line where times are cut off. */
  ceiling: string;
  /** Under a panel's title: which layer is slower, in how many of n. */
  verdict: (comparison: Comparison, layers: number) => string;
  /** A cell of the table, and what it means in full. */
  cell: (comparison: Comparison) => string;
  cellLabel: (task: string, metric: string, state: string, verdict: string) => string;
  overview: string;
  overviewHint: string;
  ratio: (ratio: number) => string;
  chartLabel: (task: string, state: string, source: 'live' | 'recorded', seeds: number) => string;
  liveKey: string;
  /** The model trained here, in one sentence a metric. */
  liveVerdict: (
    metric: string,
    bottom: string,
    top: string,
    how: 'slower' | 'faster' | 'level',
  ) => string;
  measured: (seed: number, step: number, sequences: number, final: boolean) => string;
  untrainedLive: string;
  steps: (time: number) => string;
  shown: string;
  provenance: (engine: string) => string;
  command: string;
  /** How well the recorded models do their task, by the task's metric. */
  score: Record<'bits' | 'mse' | 'accuracy', (score: number) => string>;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, ScaleStrings>;
