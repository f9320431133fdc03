/**
 * Does a reader's run agree with a recorded one? The rule, the same for every claim: an arm agrees when the median of
 * the reader's n scores lies within the central 95 % of the medians of n scores drawn from the recorded ones, with
 * replacement (a bootstrap with a fixed seed, so that the same scores always get the same answer). A run that
 * diverged counts as worse than any score.
 */
import { createRng } from '#math/rng.ts';
import { median, quantile } from '#math/statistics.ts';
import type { FinalScore } from './series.ts';

/** How many medians are drawn: their 2.5 % quantile rests on a hundred of them. */
export const RESAMPLES = 4000;
/** The central share of the medians that counts as agreement. */
export const CENTRAL = 0.95;
/** Seed of the drawing. */
const SEED = 1;

export type Better = 'lower' | 'higher';

/** What became of one arm. */
export interface ArmAgreement {
  readonly arm: string;
  /** The reader's scores, and their median; ±∞ where most runs diverged. */
  readonly runs: number;
  readonly median: number;
  /** Ends of the central share of resampled medians; ±∞ where recorded runs diverged. */
  readonly interval: readonly [number, number];
  readonly agrees: boolean;
}

const orWorst = (scores: readonly (number | null)[], better: Better): number[] =>
  scores.map((score) => score ?? (better === 'lower' ? Infinity : -Infinity));

/**
 * The central 95 % of the medians of `runs` scores drawn from `recorded`.
 * @throws RangeError unless there are recorded scores and `runs` is a whole number of at least 1.
 */
export function medianInterval(
  recorded: readonly (number | null)[],
  runs: number,
  better: Better,
): readonly [number, number] {
  if (recorded.length === 0) throw new RangeError('recorded must hold at least 1 score, got 0');
  if (!(Number.isInteger(runs) && runs >= 1))
    throw new RangeError(`runs must be a whole number of at least 1, got ${runs}`);
  const scores = Float64Array.from(orWorst(recorded, better));
  const rng = createRng(SEED);
  const drawn = new Float64Array(runs);
  const medians = Float64Array.from({ length: RESAMPLES }, () => {
    for (let k = 0; k < runs; k++) drawn[k] = scores[rng.int(0, scores.length - 1)]!;
    return median(drawn);
  });
  const tail = (1 - CENTRAL) / 2;
  return [quantile(medians, tail), quantile(medians, 1 - tail)];
}

/** Judges every arm that both have scores of, in the given order. */
export function judgeAgreement(
  arms: readonly string[],
  recorded: readonly FinalScore[],
  live: readonly FinalScore[],
  better: Better,
): ArmAgreement[] {
  const of = (scores: readonly FinalScore[], arm: string): (number | null)[] =>
    scores.filter((one) => one.arm === arm).map(({ score }) => score);
  return arms.flatMap((arm) => {
    const [known, own] = [of(recorded, arm), of(live, arm)];
    if (known.length === 0 || own.length === 0) return [];
    const interval = medianInterval(known, own.length, better);
    const middle = median(orWorst(own, better));
    const agrees = interval[0] <= middle && middle <= interval[1];
    return [{ arm, runs: own.length, median: middle, interval, agrees }];
  });
}
