/**
 * The words of the depth duel: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { BaselineId, Metric, TaskId } from '#tasks/task.ts';
import type { ArmId } from './arms.ts';
import type { Keep } from './demo.ts';
import type { Guess, GuessScore } from './guess.ts';
import type { RateWins } from './record.ts';
import type { Pair, ResultWords } from './result-text.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface DuelStrings {
  name: string;
  instruction: string;
  task: string;
  taskNames: Record<TaskId, string>;
  taskOption: (name: string, length: number) => string;
  keep: string;
  keepOptions: Record<Keep, string>;
  /** Which arms meet. */
  compare: string;
  /** An entry of that list; `fair`: its arms have equally many parameters. */
  compareOption: (arms: string, fair: boolean) => string;
  learningRate: string;
  /** Of one arm, `B 2 × 18`. */
  ownRate: (arm: string) => string;
  guess: string;
  /** The arms by their letters. */
  guessOptions: (pair: Pair) => Record<Guess, string>;
  guessScore: (score: GuessScore, pair: Pair) => string;
  /** Before the result of so many recorded seeds, beside the reader's own. */
  recordedBeside: (seeds: number) => string;
  /** The arm that is ahead changes with the learning rate. */
  flips: (wins: readonly RateWins[], pair: Pair) => string;
  /** Before the steps of each arm. */
  equalTime: (steps: readonly string[], date: string, measured: boolean) => string;
  seeds: string;
  units: string;
  length: string;
  steps: string;
  backend: string;
  /** Names of the curves. */
  arms: Record<ArmId, string>;
  /** Names of the rows of the table, after the arm's letter. */
  rows: Record<ArmId, string>;
  notRun: (name: string) => string;
  table: {
    caption: string;
    arm: string;
    units: string;
    /** Layers from the second up. */
    layer: (number: number) => string;
    furtherLayers: string;
    head: string;
    headAndEmbedding: string;
    parameters: string;
    share: string;
    pace: string;
  };
  /** Parameters of the first arm and of the one farthest from it; `several`: there are others. */
  mismatch: (one: number, two: number, share: number, several: boolean) => string;
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
  ghost: (seeds: number) => string;
  chartLabel: (
    arms: readonly string[],
    task: string,
    seeds: number,
    source: 'live' | 'recorded',
  ) => string;
  emptyChart: string;
  dataTable: string;
  seed: string;
  finalScore: string;
  /** Before the date of the recorded run. */
  shown: string;
  /** How the recorded run was made; the command follows. */
  provenance: (engine: string) => string;
  /** The rates of a recorded result, `A 0.01`. */
  tunedRates: (rates: readonly string[]) => string;
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
