/**
 * What paired runs can and cannot say: wins by seed, the median paired difference with its exact interval, the exact
 * two-sided sign test, Wilson's interval for a success rate, and the verdict that follows from them by a fixed rule.
 *
 * The rule. A seed gives a pair; whoever scores better wins it, a run that diverged loses against one that did not, and
 * equal scores are left out. With p from the sign test over the pairs and m comparisons of one duel,
 *
 *   too few seeds    when not even winning all pairs could give p < 0.05 / m: below 6 pairs for one comparison
 *   an arm is better when p < 0.05 / m
 *   no clear difference otherwise, which is not the same as none
 */
import { median, medianInterval, signTest, wilsonInterval } from '#math/statistics.ts';
import type { AxisMetric } from './axis.ts';
import type { FinalScore } from './series.ts';

/** A success rate with the ends of its 95 % interval, all within [0, 1]. */
export interface SuccessRate {
  readonly solved: number;
  readonly runs: number;
  readonly low: number;
  readonly high: number;
}

/** Second against first over the pairs: the ratio of errors for log metrics, else the difference of scores. */
export interface Gap {
  readonly kind: 'ratio' | 'difference';
  /** Infinite, or a ratio of 0, where runs diverged in the middle of the order: better or worse than any number. */
  readonly median: number;
  readonly range: readonly [number, number];
  /** For the median, at 1 − 0.05/m; undefined where there are too few pairs for one. */
  readonly interval:
    { readonly ends: readonly [number, number]; readonly confidence: number } | undefined;
}

export interface Evidence {
  /** Seeds for which both arms have a final score, diverged runs included. */
  readonly pairs: number;
  /** Pairs in which each arm scored better. */
  readonly wins: { readonly first: number; readonly second: number; readonly ties: number };
  /** Runs of each arm that diverged. */
  readonly diverged: { readonly first: number; readonly second: number };
  /** Undefined without pairs, and for ratios of scores that are 0. */
  readonly gap: Gap | undefined;
  /** Exact two-sided sign test over the pairs that are not tied; 1 without such pairs. */
  readonly p: number;
  /** The smallest p that this many pairs can give, all of them won by one arm. */
  readonly smallestP: number;
  /** Only for metrics in which a run can be solved. */
  readonly solved: { readonly first: SuccessRate; readonly second: SuccessRate } | undefined;
  /** m, comparisons that are made in the same duel, this one included. */
  readonly comparisons: number;
  readonly verdict: Verdict;
}

/** What the rule says of two arms. */
export type Verdict = 'few' | 'open' | 'first' | 'second';

/** A verdict may be wrong, where there is no difference, in this share of duels. */
export const SIGNIFICANCE = 0.05;

/** Two scores this near each other, relative to the larger, are a tie: float noise is no win. */
const TIE = 1e-9;

/**
 * Compares the arms `first` and `second`, paired by seed.
 * @param comparisons how many are made in the same duel, 1 or more.
 */
export function compareArms(
  scores: readonly FinalScore[],
  [first, second]: readonly [string, string],
  metric: AxisMetric,
  comparisons = 1,
): Evidence {
  const of = (arm: string) =>
    new Map(scores.filter((one) => one.arm === arm).map((one) => [one.seed, one.score]));
  const [a, b] = [of(first), of(second)];
  const pairs = [...a].flatMap(([seed, score]) => {
    const other = b.get(seed);
    return other === undefined ? [] : [[score, other] as const];
  });
  const signs = pairs.map(([x, y]) => advantage(x, y, metric.better));
  const count = (sign: number) => signs.filter((one) => one === sign).length;
  const wins = { first: count(-1), second: count(1), ties: count(0) };
  const p = signTest(signs);
  const smallestP = signTest(pairs.map(() => 1));
  const { solved, better } = metric;
  return {
    pairs: pairs.length,
    wins,
    diverged: {
      first: pairs.filter(([x]) => x === null).length,
      second: pairs.filter(([, y]) => y === null).length,
    },
    gap: pairedGap(pairs, metric, 1 - SIGNIFICANCE / comparisons),
    p,
    smallestP,
    solved:
      solved === undefined
        ? undefined
        : {
            first: successRate(scoresOf(pairs, 0), solved, better),
            second: successRate(scoresOf(pairs, 1), solved, better),
          },
    comparisons,
    verdict: verdictOf({ wins, p, smallestP }, comparisons),
  };
}

/** The rule above. */
function verdictOf(
  { wins, p, smallestP }: Pick<Evidence, 'wins' | 'p' | 'smallestP'>,
  comparisons: number,
): Verdict {
  const level = SIGNIFICANCE / comparisons;
  if (smallestP >= level) return 'few';
  if (p >= level) return 'open';
  return wins.second > wins.first ? 'second' : 'first';
}

type Pair = readonly [number | null, number | null];

const scoresOf = (pairs: readonly Pair[], side: 0 | 1): (number | null)[] =>
  pairs.map((pair) => pair[side]);

/** 1 when the second score is better, −1 when the first is, 0 for a tie; `null` (diverged) is worse than any score. */
function advantage(
  first: number | null,
  second: number | null,
  better: 'lower' | 'higher',
): number {
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  if (Math.abs(second - first) <= TIE * Math.max(Math.abs(first), Math.abs(second))) return 0;
  return second < first === (better === 'lower') ? 1 : -1;
}

function pairedGap(
  pairs: readonly Pair[],
  { scale, better }: AxisMetric,
  confidence: number,
): Gap | undefined {
  const kind = scale === 'log' ? 'ratio' : 'difference';
  const gaps = pairs.map(([x, y]) => gapOf(x, y, kind, better));
  if (gaps.length === 0 || gaps.some(Number.isNaN)) return undefined;
  const middle = median(gaps);
  // Between a run that beats every number and one that loses to every number there is no middle.
  if (Number.isNaN(middle)) return undefined;
  const interval = medianInterval(gaps, confidence);
  return {
    kind,
    median: middle,
    range: [Math.min(...gaps), Math.max(...gaps)],
    interval: interval && { ends: [interval.low, interval.high], confidence },
  };
}

/** NaN for the ratio of a score that is not positive. */
function gapOf(
  x: number | null,
  y: number | null,
  kind: Gap['kind'],
  better: 'lower' | 'higher',
): number {
  const ratio = kind === 'ratio';
  if (x !== null && y !== null) return ratio ? (x > 0 && y > 0 ? y / x : NaN) : y - x;
  if (x === null && y === null) return ratio ? 1 : 0;
  const secondWorse = y === null;
  if (ratio) return secondWorse ? Infinity : 0;
  return secondWorse === (better === 'lower') ? Infinity : -Infinity;
}

function successRate(
  scores: readonly (number | null)[],
  threshold: number,
  better: 'lower' | 'higher',
): SuccessRate {
  const solved = scores.filter(
    (score) => score !== null && (better === 'lower' ? score <= threshold : score >= threshold),
  ).length;
  const [low, high] = wilsonInterval(solved, scores.length);
  return { solved, runs: scores.length, low, high };
}
