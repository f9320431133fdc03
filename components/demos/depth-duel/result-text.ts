/**
 * The result of a duel in words, by a fixed rule: who won how many pairs, by how much, with what uncertainty.
 * Five pairs at most never reach p < 0.05 (5 of 5 gives 0.0625), so it always says that so few seeds cannot tell.
 */
import type { Metric } from '#tasks/task.ts';
import { compareArms, type Evidence, type SuccessRate } from '#viz/evidence.ts';
import { formatPercent, formatProbability } from '#viz/format.ts';
import { finalScores } from '#viz/series.ts';
import { ARMS } from './demo.ts';
import type { Shown } from './duel.svelte.ts';
import { taskOf } from './tasks.ts';

export interface ResultText {
  /** Who was ahead, and whether that means anything. */
  readonly headline: string;
  /** By how much, what was solved, and the test; one sentence each. */
  readonly details: readonly string[];
}

/** Below this, a sign test is taken to speak against chance. */
const SIGNIFICANT = 0.05;

/** The result of a run that has trained every model to its end; undefined for others. */
export const resultOf = (shown: Shown, words: ResultWords): ResultText | undefined => {
  const { metric } = taskOf(shown.plan.task);
  const scores = finalScores(shown.series);
  return shown.complete ? resultText(compareArms(scores, ARMS, metric), metric, words) : undefined;
};

/** States the outcome of a finished run; undefined when no seed has both scores. */
export function resultText(
  evidence: Evidence,
  metric: Metric,
  words: ResultWords,
): ResultText | undefined {
  if (evidence.pairs === 0) return undefined;
  const tells =
    evidence.p < SIGNIFICANT ? 'different' : evidence.smallestP < SIGNIFICANT ? 'open' : 'few';
  return {
    headline: words.headline(evidence, tells),
    details: [
      ...(evidence.gap ? [words.gap(evidence.gap, evidence.pairs)] : []),
      ...(evidence.diverged.first + evidence.diverged.second > 0
        ? [words.diverged(evidence.diverged.first, evidence.diverged.second)]
        : []),
      ...(evidence.solved && metric.solved !== undefined
        ? [words.solved(evidence.solved, metric.solved, metric.better)]
        : []),
      words.test(evidence, tells),
    ],
  };
}

/** What the sign test leaves: the arms differ, they may or may not, or there are too few pairs to tell at all. */
export type Tells = 'different' | 'open' | 'few';

/** The sentences of one language. */
export interface ResultWords {
  headline: (evidence: Evidence, tells: Tells) => string;
  gap: (gap: NonNullable<Evidence['gap']>, pairs: number) => string;
  diverged: (first: number, second: number) => string;
  solved: (
    rates: NonNullable<Evidence['solved']>,
    score: number,
    better: Metric['better'],
  ) => string;
  test: (evidence: Evidence, tells: Tells) => string;
}

/** Signed percentage points: `+1.2`, `−3`. */
export function points(difference: number): string {
  const value = Math.round(difference * 1000) / 10;
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`;
}

/** `5 of 5 (57–100%)` */
export const interval = ({ low, high }: SuccessRate): string =>
  `${Math.round(low * 100)}–${formatPercent(high)}`;

/** `= 0.063`, `< 0.001`. */
export const equals = (p: number): string => {
  const text = formatProbability(p);
  return text.startsWith('<') ? text : `= ${text}`;
};
