/** What the figure shows, recorded or live, and the rows of its table. */
import { median } from '#math/statistics.ts';
import { BASELINE_IDS, type BaselineId } from '#tasks/forecast/baselines.ts';
import type { Errors, Lag } from '#tasks/forecast/errors.ts';
import type { Scores } from '#tasks/forecast/scores.ts';
import type { Prepared } from '#tasks/forecast/view.ts';
import type { Trained } from '#train/forecast-protocol.ts';
import { type Evidence, compareArms } from '#viz/evidence.ts';
import type { ForecastChartInput, ForecastLine } from '#viz/forecast-chart.ts';

/** One layer and two, as the depth duel calls them. */
export const ARMS = ['A', 'B'] as const;
export type Arm = (typeof ARMS)[number];
export type MethodId = Arm | BaselineId;
/** All H steps at once, or step by step with each forecast read as if it were known. */
export const MODES = ['direct', 'recursive'] as const;
export type Mode = (typeof MODES)[number];

/** How arms are compared: MASE over all steps told at once, as a ratio. */
export const METRIC = { id: 'mse', better: 'lower', scale: 'log' } as const;

export interface ArmRun {
  readonly seed: number;
  readonly direct: Scores;
  readonly recursive: Scores;
}

export interface ArmView {
  readonly runs: readonly ArmRun[];
  /** Of the seed in the middle: forecasts from the drawn origins, [origins, H]. */
  readonly drawn: Readonly<Record<Mode, ArrayLike<number>>> & { readonly seed: number };
}

export interface ForecastView {
  readonly prepared: Prepared;
  readonly arms: Readonly<Partial<Record<Arm, ArmView>>>;
}

/** The run in the middle by MASE, the better of two. */
export function middleRun<Run extends ArmRun>(runs: readonly Run[]): Run | undefined {
  const order = runs.toSorted((a, b) => a.direct.all.mase - b.direct.all.mase);
  return order[Math.floor((order.length - 1) / 2)];
}

/** The reader's own run so far. */
export function liveView(
  prepared: Prepared,
  trained: readonly Omit<Trained, 'model'>[],
): ForecastView {
  const armOf = (layers: 1 | 2): ArmView | undefined => {
    const own = trained.filter((one) => one.layers === layers);
    const runs = own.map(({ seed, direct, recursive }) => ({
      seed,
      direct: direct.scores,
      recursive: recursive.scores,
    }));
    const middle = own.find(({ seed }) => seed === middleRun(runs)?.seed);
    if (middle === undefined) return undefined;
    const { seed, direct, recursive } = middle;
    return { runs, drawn: { seed, direct: direct.drawn, recursive: recursive.drawn } };
  };
  const [A, B] = [armOf(1), armOf(2)];
  return { prepared, arms: { ...(A && { A }), ...(B && { B }) } };
}

/** One line of the table. */
export interface Row extends Errors, Lag {
  readonly id: MethodId;
  /** MASE over all H steps. */
  readonly all: number;
  /** Least and largest MASE of the seeds; absent where there are none. */
  readonly range?: readonly [number, number];
}

/** What is told of `ahead` steps, 1…H; medians over the seeds. */
export function rowsOf({ prepared, arms }: ForecastView, ahead: number, mode: Mode): Row[] {
  const lstm = ARMS.flatMap((id): Row[] => {
    const runs = arms[id]?.runs ?? [];
    if (runs.length === 0) return [];
    const steps = runs.flatMap((run) => run[mode].steps[ahead - 1] ?? []);
    const middle = (name: keyof (Errors & Lag)): number => median(steps.map((one) => one[name]));
    const mases = steps.map(({ mase }) => mase);
    return [
      {
        id,
        mae: middle('mae'),
        rmse: middle('rmse'),
        mase: middle('mase'),
        target: middle('target'),
        known: middle('known'),
        all: median(runs.map((run) => run[mode].all.mase)),
        range: [Math.min(...mases), Math.max(...mases)],
      },
    ];
  });
  const baselines = BASELINE_IDS.toReversed().flatMap((id): Row[] => {
    const { scores } = prepared.baselines[id];
    const step = scores.steps[ahead - 1];
    return step ? [{ id, ...step, all: scores.all.mase }] : [];
  });
  return [...lstm, ...baselines];
}

/** The method with the smallest MASE over all steps, the first of equal ones. */
export const bestOf = (rows: readonly Row[]): MethodId =>
  rows.toSorted((a, b) => a.all - b.all)[0]?.id ?? 'persistence';

/** One layer against two, by the site's rule; undefined before both have a seed in common. */
export function verdictOf({ arms }: ForecastView): Evidence | undefined {
  const finals = ARMS.flatMap((arm) =>
    (arms[arm]?.runs ?? []).map(({ seed, direct }) => ({ arm, seed, score: direct.all.mase })),
  );
  const evidence = compareArms(finals, ARMS, METRIC);
  return evidence.pairs > 0 ? evidence : undefined;
}

/** @param date what stands under index t of the series. */
export function chartInput(
  { prepared, arms }: ForecastView,
  ahead: number,
  mode: Mode,
  date: (index: number) => string,
): ForecastChartInput {
  const { horizon, values, firstOrigin, baselines } = prepared;
  const count = baselines.persistence.drawn.length / horizon;
  const stepOf = (drawn: ArrayLike<number>): number[] =>
    Array.from({ length: count }, (_, row) => drawn[row * horizon + ahead - 1] ?? NaN);
  const lines: ForecastLine[] = [
    ...BASELINE_IDS.map((id) => ({ id, values: stepOf(baselines[id].drawn) })),
    // The LSTMs lie on top.
    ...ARMS.toReversed().flatMap((id) => {
      const arm = arms[id];
      return arm ? [{ id, values: stepOf(arm.drawn[mode]) }] : [];
    }),
  ];
  return {
    truth: Array.from({ length: count }, (_, row) => values[row + ahead] ?? NaN),
    lines,
    place: (index) => date(firstOrigin + ahead + index),
  };
}
