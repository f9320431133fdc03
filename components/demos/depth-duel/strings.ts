/**
 * The words of the depth duel: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { BaselineId, Metric, TaskId } from '#tasks/task.ts';
import type { ArmId, Settings } from './demo.ts';
import type { ResultWords } from './result-text.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface DuelStrings {
  name: string;
  instruction: string;
  task: string;
  taskNames: Record<TaskId, string>;
  taskOption: (name: string, length: number) => string;
  keep: string;
  keepOptions: Record<Settings['keep'], string>;
  learningRate: string;
  seeds: string;
  units: string;
  length: string;
  steps: string;
  backend: string;
  /** Names of the curves. */
  arms: Record<ArmId, string>;
  /** Names of the rows of the table. */
  one: string;
  two: Record<Settings['keep'], string>;
  notRun: (name: string) => string;
  table: {
    caption: string;
    arm: string;
    units: string;
    layer: (number: number) => string;
    head: string;
    parameters: string;
    against: string;
    share: string;
    pace: string;
  };
  mismatch: (one: number, two: number, share: number) => string;
  /** `better`: a width near the chosen one that would be fair. */
  unfair: (better: number | undefined) => string;
  unequal: (factor: number) => string;
  scoreAxis: Record<Metric['id'], string>;
  finals: Record<Metric['better'], string>;
  /** The same while models are still training. */
  latest: Record<Metric['better'], string>;
  stepAxis: string;
  diverged: string;
  baselines: Record<BaselineId, (score: string) => string>;
  solved: Record<Metric['better'], (score: string) => string>;
  score: (score: number, metric: Metric['id']) => string;
  /** A score that is given, not measured: all its digits and no more. */
  threshold: (score: number, metric: Metric['id']) => string;
  ghost: string;
  chartLabel: (task: string, seeds: number, source: 'live' | 'recorded') => string;
  emptyChart: string;
  dataTable: string;
  seed: string;
  finalScore: string;
  /** Before the date of the recorded run. */
  shown: string;
  /** How the recorded run was made; the command follows. */
  provenance: (engine: string) => string;
  command: string;
  rateChanged: (step: number) => string;
  running: string;
  stopped: (step: number) => string;
  /** Between two sentences. */
  sentenceGap: string;
  result: ResultWords;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, DuelStrings>;
