/**
 * Recorded final scores and a reader's own on one axis: for each arm a lane of recorded marks with the interval in
 * which the reader's median agrees, and under it a lane of the reader's marks. Pure geometry.
 */
import { medianInterval } from './agreement.ts';
import { type AxisMetric, scoreAxis } from './axis.ts';
import type { FinalScore } from './series.ts';
import { layoutStrip, type Strip } from './strip.ts';

export interface ClaimChartInput {
  readonly arms: readonly string[];
  readonly recorded: readonly FinalScore[];
  /** Empty before the reader's run. */
  readonly live: readonly FinalScore[];
  /** How many seeds the reader runs: the interval is that of medians of so many. */
  readonly runs: number;
  readonly metric: AxisMetric;
  /** A score that a predictor without training reaches, drawn as a line. */
  readonly baseline?: number | undefined;
}

/** One arm of the chart; `y` counts downward, pixels. */
export interface ClaimRow {
  readonly arm: string;
  /** Baseline of the arm's name. */
  readonly nameY: number;
  readonly recordedY: number;
  readonly liveY: number;
  readonly recorded: Strip;
  readonly live: Strip;
  /** The band of agreement, pixels from left to right; undefined without recorded scores. */
  readonly band: { readonly x: number; readonly width: number } | undefined;
}

export interface ClaimChart {
  readonly width: number;
  readonly height: number;
  /** Ends of the score axis. */
  readonly left: number;
  readonly right: number;
  readonly axisY: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly baselineX: number | undefined;
  readonly rows: readonly ClaimRow[];
}

const TOP = 10;
const ROW = 92;
const AXIS = 44;
/** Room at both ends for half a mark, or half a number. */
const SIDE = 22;
const MARK = 10;
/** A band is never thinner than can be seen. */
const THINNEST = 4;

/** Lays the chart out for a width in pixels. */
export function layoutClaimChart(input: ClaimChartInput, width: number): ClaimChart {
  const { arms, recorded, live, runs, metric, baseline } = input;
  const values = [...recorded, ...live].flatMap(({ score }) => score ?? []);
  const axis = scoreAxis(baseline === undefined ? values : [...values, baseline], metric);
  const [left, right] = [SIDE, width - SIDE];
  const x = (score: number): number =>
    Number.isFinite(score) ? axis.position(score, [left, right]) : score > 0 ? right : left;
  const style = {
    better: metric.better,
    position: x,
    worst: metric.better === 'lower' ? right : left,
    size: MARK,
    room: MARK,
  };
  const bottom = TOP + ROW * arms.length;
  return {
    width,
    height: bottom + AXIS,
    left,
    right,
    axisY: bottom,
    ticks: spread(axis.ticks.map(({ value, label }) => ({ x: x(value), label }))),
    baselineX: baseline === undefined ? undefined : x(baseline),
    rows: arms.map((arm, index) => {
      const top = TOP + ROW * index;
      const known = recorded.filter((one) => one.arm === arm).map(({ score }) => score);
      return {
        arm,
        nameY: top + 12,
        recordedY: top + 36,
        liveY: top + 68,
        recorded: layoutStrip(arm, recorded, style),
        live: layoutStrip(arm, live, style),
        band:
          known.length === 0 ? undefined : bandOf(medianInterval(known, runs, metric.better), x),
      };
    }),
  };
}

function bandOf(
  [low, high]: readonly [number, number],
  x: (score: number) => number,
): NonNullable<ClaimRow['band']> {
  const [start, end] = [x(low), x(high)];
  const missing = Math.max(0, THINNEST - (end - start));
  return { x: start - missing / 2, width: end - start + missing };
}

/** Leaves out labels that would touch the one before. */
function spread(
  ticks: readonly { readonly x: number; readonly label: string }[],
): { x: number; label: string }[] {
  const kept: { x: number; label: string }[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || tick.x - last.x >= 4 + 3.6 * (tick.label.length + last.label.length))
      kept.push({ ...tick });
  }
  return kept;
}
