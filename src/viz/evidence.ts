/**
 * What a handful of paired runs can and cannot say: wins by seed, the median paired difference with its range,
 * the exact two-sided sign test, and Wilson's interval for a success rate.
 */
import { median, signTest, wilsonInterval } from '#math/statistics.ts';
import type { AxisMetric } from './axis.ts';
import type { FinalScore } from './series.ts';

/** A success rate with the ends of its 95 % interval, all within [0, 1]. */
export interface SuccessRate {
  readonly solved: number;
  readonly runs: number;
  readonly low: number;
  readonly high: number;
}

export interface Evidence {
  /** Seeds for which both arms have a final score, diverged runs included. */
  readonly pairs: number;
  /** Pairs in which each arm scored better; a diverged run loses against one that did not diverge. */
  readonly wins: { readonly first: number; readonly second: number; readonly ties: number };
  /** Runs of each arm that diverged. */
  readonly diverged: { readonly first: number; readonly second: number };
  /** Second against first over the pairs in which neither diverged: ratio for log metrics, else difference. */
  readonly gap:
    | {
        readonly kind: 'ratio' | 'difference';
        readonly median: number;
        readonly range: readonly [number, number];
      }
    | undefined;
  /** Exact two-sided sign test over the pairs that are not tied; 1 without such pairs. */
  readonly p: number;
  /** The smallest p that this many pairs can give, all of them won by one arm. */
  readonly smallestP: number;
  /** Only for metrics in which a run can be solved. */
  readonly solved: { readonly first: SuccessRate; readonly second: SuccessRate } | undefined;
}

/** Two scores this near each other, relative to the larger, are a tie: float noise is no win. */
const TIE = 1e-9;

/** Compares the arms `first` and `second`, paired by seed. */
export function compareArms(
  scores: readonly FinalScore[],
  [first, second]: readonly [string, string],
  metric: AxisMetric,
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
  return {
    pairs: pairs.length,
    wins,
    diverged: {
      first: pairs.filter(([x]) => x === null).length,
      second: pairs.filter(([, y]) => y === null).length,
    },
    gap: pairedGap(pairs, metric.scale === 'log' ? 'ratio' : 'difference'),
    p: signTest(signs),
    smallestP: signTest(pairs.map(() => 1)),
    solved:
      metric.solved === undefined
        ? undefined
        : {
            first: successRate(
              pairs.map(([x]) => x),
              metric.solved,
              metric.better,
            ),
            second: successRate(
              pairs.map(([, y]) => y),
              metric.solved,
              metric.better,
            ),
          },
  };
}

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
  pairs: readonly (readonly [number | null, number | null])[],
  kind: 'ratio' | 'difference',
): Evidence['gap'] {
  const gaps = pairs.flatMap(([x, y]) => {
    if (x === null || y === null || (kind === 'ratio' && !(x > 0 && y > 0))) return [];
    return [kind === 'ratio' ? y / x : y - x];
  });
  return gaps.length === 0
    ? undefined
    : { kind, median: median(gaps), range: [Math.min(...gaps), Math.max(...gaps)] };
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
