/**
 * The words of the comparison of engines: what there must be, and both languages. In the browser a page loads its own
 * language only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { BenchmarkShape } from '#model/benchmark.ts';
import type { BenchState } from '#run/bench-run.svelte.ts';
import type { BackendId } from '#engine/backend.ts';
import type { EngineId } from './recorded.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface BenchStrings {
  name: string;
  instruction: string;
  needsScript: string;
  stop: string;
  progressLabel: string;
  progress: (done: number, total: number) => string;
  engines: Record<EngineId, string>;
  /** An engine with several models side by side. */
  sideBySide: (engine: string, models: number) => string;
  shape: (shape: BenchmarkShape) => string;
  state: Record<BenchState, string>;
  columns: { engine: string; time: string; factor: string };
  ms: (value: string) => string;
  factor: (value: string) => string;
  /** In place of a factor, for the engine that the others are compared with. */
  baseline: string;
  waiting: string;
  /** Before the date of the recorded run. */
  shown: string;
  processor: string;
  command: string;
  /** Engines that were left out, with the reason of each. */
  leftOut: (reasons: readonly string[]) => string;
  /** Read out when a run has ended. */
  outcome: (engine: string, factor: string, baseline: string) => string;
  devices: string;
  deviceOf: (backend: BackendId, device: string) => string;
  table: {
    label: string;
    unit: string;
    all: string;
    engine: string;
    min: string;
    median: string;
    dispatches: string;
    rate: string;
    share: string;
    first: string;
    growth: string;
    /** Over cells that name a size and its time. */
    growthColumns: string;
    exponent: string;
    factorGap: string;
    factors: Record<string, string>;
    made: (date: string, browser: string, processor: string, gpu: string) => string;
    software: string;
    peak: (plain: string, relaxed: string) => string;
    pytorch: (version: string) => string;
  };
  /** A range of factors: `28 to 51 times`. */
  times: (least: string, most: string) => string;
  /** Where the recorded run did not include both. */
  notMeasured: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, BenchStrings>;
