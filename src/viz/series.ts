/**
 * Learning curves as data: points grouped by arm and seed, the median over seeds, and where each run ended.
 */
import { median, quantile } from '#math/statistics.ts';

/** One measured score. */
export interface ScorePoint {
  /** Updates done before the measurement, whole, ≥ 0. */
  readonly step: number;
  /** Test score in the task's metric. */
  readonly score: number;
}

/** The learning curve of one model, in order of its steps. */
export interface Series {
  readonly arm: string;
  readonly seed: number;
  readonly points: readonly ScorePoint[];
  /** The model's loss or score stopped being a number; its curve ends with the last point. */
  readonly diverged?: boolean | undefined;
}

/** Names one model of a comparison. */
export interface ModelName {
  readonly arm: string;
  readonly seed: number;
}

/** Sorts loose points into one series for each arm and seed; arms keep their first order, seeds ascend. */
export function groupSeries(
  points: readonly (ScorePoint & ModelName)[],
  diverged: readonly ModelName[] = [],
): Series[] {
  const groups = new Map<string, ModelName & { points: ScorePoint[]; diverged: boolean }>();
  for (const { arm, seed, step, score } of points) {
    const key = `${arm} ${seed}`;
    const group = groups.get(key) ?? {
      arm,
      seed,
      points: [],
      diverged: diverged.some((one) => one.arm === arm && one.seed === seed),
    };
    if (Number.isFinite(score)) group.points.push({ step, score });
    else group.diverged = true;
    groups.set(key, group);
  }
  const arms = [...new Set(points.map((point) => point.arm))];
  const sorted = [...groups.values()].sort(
    (a, b) => arms.indexOf(a.arm) - arms.indexOf(b.arm) || a.seed - b.seed,
  );
  for (const group of sorted) group.points.sort((a, b) => a.step - b.step);
  return sorted;
}

/**
 * The median of scores in which null, a diverged run, is worse than any number; undefined where that leaves the
 * middle without a number, or without scores.
 */
export function medianScore(
  scores: readonly (number | null)[],
  better: 'lower' | 'higher',
): number | undefined {
  const worst = better === 'lower' ? Infinity : -Infinity;
  const middle = median(scores.map((score) => score ?? worst));
  return Number.isFinite(middle) ? middle : undefined;
}

/** The spread over seeds at one step: the quartiles. Infinite where diverged runs, worse than any score, reach. */
export interface SpreadPoint {
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What many runs of one arm come to. */
export interface ArmSummary {
  readonly arm: string;
  /** In order of their steps. */
  readonly points: readonly SpreadPoint[];
  /** The final score of every seed. */
  readonly finals: readonly FinalScore[];
}

/**
 * Quartiles over the seeds of one arm, at the steps that every seed has reached. A diverged seed counts as the worst score
 * from there on; where that leaves no finite median, the summary ends.
 */
export function summariseArm(
  series: readonly Series[],
  arm: string,
  better: 'lower' | 'higher',
): ArmSummary {
  const worst = better === 'lower' ? Infinity : -Infinity;
  const own = series.filter((one) => one.arm === arm);
  const curves = own.map(({ points, diverged }) => ({
    at: new Map(points.map(({ step, score }) => [step, score])),
    end: diverged === true ? (points.at(-1)?.step ?? -1) : Infinity,
  }));
  const steps = [...new Set(own.flatMap(({ points }) => points.map(({ step }) => step)))];
  const points = steps
    .sort((a, b) => a - b)
    .flatMap((step): SpreadPoint[] => {
      const here = curves.flatMap(({ at, end }) => at.get(step) ?? (step > end ? [worst] : []));
      const middle = here.length < curves.length ? NaN : median(here);
      if (!Number.isFinite(middle)) return [];
      return [{ step, low: quantile(here, 0.25), median: middle, high: quantile(here, 0.75) }];
    });
  return { arm, points, finals: finalScores(own) };
}

/** The last score of one model; `null` when it diverged. */
export interface FinalScore {
  readonly arm: string;
  readonly seed: number;
  readonly score: number | null;
}

/** The last score of every model that was measured at least once. */
export function finalScores(series: readonly Series[]): FinalScore[] {
  return series.flatMap(({ arm, seed, points, diverged }): FinalScore[] => {
    if (diverged === true) return [{ arm, seed, score: null }];
    const last = points.at(-1);
    return last ? [{ arm, seed, score: last.score }] : [];
  });
}
