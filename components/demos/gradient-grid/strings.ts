/**
 * The words of the gradient grid: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Settings } from './demo.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface GridStrings {
  name: string;
  instruction: string;
  state: string;
  stateOptions: Record<Settings['state'], string>;
  layers: string;
  weights: string;
  weightsOptions: Record<Settings['weights'], string>;
  bias: string;
  links: string;
  linksOptions: Record<Settings['links'], string>;
  seeds: string;
  of: string;
  ofOptions: Record<Settings['of'], string>;
  guides: string;
  guidesOptions: Record<Settings['guides'], string>;
  mapTitle: (of: Settings['of'], trained: boolean) => string;
  nowTitle: string;
  curveTitle: (trained: boolean) => string;
  lagAxis: string;
  fit: string;
  input: string;
  layer: (number: number) => string;
  stack: (layers: number) => string;
  guide: string;
  rate: string;
  chartLabel: (layers: number, source: 'live' | 'recorded' | 'none') => string;
  emptyChart: string;
  readout: {
    caption: string;
    slope: string;
    now: string;
    at: (lag: number) => string;
    gate: (bias: string) => string;
    /** Lowest and highest of the seeds. */
    range: (low: string, high: string) => string;
    gates: string;
    slowest: string;
  };
  table: { summary: string; lag: string };
  shown: string;
  provenance: (engine: string) => string;
  command: string;
  measured: (ms: string) => string;
  updates: (updates: number) => string;
  score: (score: string) => string;
  changed: string;
  probeState: Record<'idle' | 'starting' | 'running' | 'finished' | 'failed', string>;
  /** Said to screen readers when a measurement is there. */
  announce: (stack: string, slope: string, single: string) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, GridStrings>;
