/**
 * The result of a duel in words, by the fixed rule of `evidence.ts`: who won how many pairs, by how much, with what
 * uncertainty. Of more than two arms each is compared with the first, and the number of comparisons is stated.
 */
import type { Metric } from '#tasks/task.ts';
import { compareArms, type Evidence, type Gap, type SuccessRate } from '#viz/evidence.ts';
import { formatPercent, formatProbability, formatScore } from '#viz/format.ts';
import type { FinalScore } from '#viz/series.ts';
import type { ArmId } from './arms.ts';

/** The names of the two arms of a comparison. */
export interface Pair {
  readonly first: ArmId;
  readonly second: ArmId;
}

export interface ResultText {
  /** Who was ahead, and whether that means anything. */
  readonly headline: string;
  /** By how much, what was solved, and the test; one sentence each. */
  readonly details: readonly string[];
}

/** One comparison of a duel. */
export interface Comparison extends Pair {
  readonly evidence: Evidence;
}

/** Every further arm against the first; those without a seed in common are left out. */
export function comparisonsOf(
  finals: readonly FinalScore[],
  [first, ...others]: readonly ArmId[],
  metric: Metric,
): Comparison[] {
  if (first === undefined) return [];
  return others
    .map((second) => ({
      first,
      second,
      evidence: compareArms(finals, [first, second], metric, others.length),
    }))
    .filter(({ evidence }) => evidence.pairs > 0);
}

/** States the outcome of one comparison. */
export function resultText(
  { evidence, first, second }: Comparison,
  metric: Metric,
  words: ResultWords,
): ResultText {
  const pair = { first, second };
  const { gap, diverged, solved } = evidence;
  return {
    headline: words.headline(evidence, pair),
    details: [
      ...(gap && isTelling(gap) ? [words.gap(gap, evidence.pairs, pair, metric.id)] : []),
      ...(diverged.first + diverged.second > 0
        ? [words.diverged(diverged.first, diverged.second, pair)]
        : []),
      ...(solved && metric.solved !== undefined
        ? [words.solved(solved, metric.solved, metric.better, pair)]
        : []),
      words.test(evidence),
    ],
  };
}

/** A median that is no number, because runs diverged there, is left to the sentence on those. */
const isTelling = ({ kind, median }: Gap): boolean =>
  Number.isFinite(median) && !(kind === 'ratio' && median === 0);

/** The sentences of one language. */
export interface ResultWords {
  headline: (evidence: Evidence, pair: Pair) => string;
  gap: (gap: Gap, pairs: number, pair: Pair, metric: Metric['id']) => string;
  diverged: (first: number, second: number, pair: Pair) => string;
  solved: (
    rates: NonNullable<Evidence['solved']>,
    score: number,
    better: Metric['better'],
    pair: Pair,
  ) => string;
  test: (evidence: Evidence) => string;
  /** Of more than two arms: how many comparisons there are, and what that asks of each. */
  several: (comparisons: number) => string;
}

/** Signed percentage points: `+1.2`, `−3`. */
export const points = (difference: number): string => signed(100 * difference, 1);

/** With so many decimals at most: `+0.034`, `−3`, `∞`. */
export function signed(value: number, decimals: number): string {
  const size = Math.abs(value);
  const text = Number.isFinite(size) ? String(Number(size.toFixed(decimals))) : '∞';
  return `${text === '0' ? '' : value > 0 ? '+' : '−'}${text}`;
}

/** A ratio of errors, 0 and ∞ where runs diverged. */
export const ratio = (value: number): string => (Number.isFinite(value) ? formatScore(value) : '∞');

/** `57–100%` */
export const interval = ({ low, high }: SuccessRate): string =>
  `${Math.round(low * 100)}–${formatPercent(high)}`;

/** `= 0.063`, `< 0.001`. */
export const equals = (p: number): string => {
  const text = formatProbability(p);
  return text.startsWith('<') ? text : `= ${text}`;
};
