/**
 * The whole chart of a comparison: learning curves and the final score of every seed on one score axis.
 * Wide: the scores stand right of the curves and share their axis. Narrow: they lie below, along an axis of their own.
 */
import { NARROW } from './chart-widths.ts';
import { type AxisMetric, type ScoreAxis, scoreAxis, stepTicks } from './axis.ts';
import { type Curves, ghostPaths, type LabelSizes, layoutCurves } from './curves.ts';
import { type Box, spread } from './labels.ts';
import { type ArmSummary, type Series, summariseArm } from './series.ts';
import { layoutStrip, type Strip } from './strip.ts';

export interface ScoreChartInput {
  /** Curves of single runs. */
  readonly series: readonly Series[];
  /** Medians, quartiles and final scores, where they do not come from `series`. */
  readonly summaries?: readonly ArmSummary[];
  /** A recorded result to draw in grey beneath; empty if there is none. */
  readonly ghost: readonly ArmSummary[];
  /** The arms in the order of the table, 1…4. */
  readonly arms: readonly string[];
  readonly metric: AxisMetric;
  /** Updates of each model, the right end of the axis, ≥ 1. */
  readonly steps: number;
  /** Updates of arms that make fewer. */
  readonly ownSteps?: Readonly<Record<string, number>>;
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  readonly names: LabelSizes;
}

/** A horizontal line right across the plot and, on wide charts, across the final scores. */
export interface Reference {
  readonly id: string;
  readonly y: number;
  /** Baseline of its label, moved where labels would touch. */
  readonly labelY: number;
  /** Where it stands along the narrow chart's own score axis. */
  readonly x: number;
}

export interface ScoreChart {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly plot: Box;
  /** Where the final scores are drawn. */
  readonly finals: Box;
  readonly scoreTicks: readonly {
    readonly y: number;
    readonly x: number;
    readonly label: string;
  }[];
  readonly stepTicks: readonly {
    readonly x: number;
    readonly label: string;
    readonly last: boolean;
  }[];
  readonly curves: Curves;
  readonly ghosts: readonly { readonly band: string; readonly line: string }[];
  readonly references: readonly Reference[];
  readonly strips: readonly (Strip & {
    /** Middle of the strip: x on wide charts, y on narrow ones. */
    readonly middle: number;
    /** Recorded final scores along the score axis. */
    readonly rug: readonly number[];
  })[];
}

/** Height over width; the page reserves the same room before the chart is drawn. */
export const ASPECT = { wide: 346 / 756, narrow: 408 / 326 } as const;
/** Narrow charts are so much higher, in pixels, for each arm after the second. */
export const ROW = 27;

const DOT = 11;

/** Lays the chart out for a width in pixels, 240 or more. */
export function layoutScoreChart(input: ScoreChartInput, width: number): ScoreChart {
  const { series, arms, metric, steps, names } = input;
  const narrow = width < NARROW;
  const rows = narrow ? Math.max(0, arms.length - 2) * ROW : 0;
  const height = Math.round(width * (narrow ? ASPECT.narrow : ASPECT.wide)) + rows;
  const { plot, finals } = narrow ? narrowBoxes(width, height, rows) : wideBoxes(width, height);
  const summaries = input.summaries ?? arms.map((arm) => summariseArm(series, arm, metric.better));
  const axis = scoreAxis(allScores(input, summaries), metric);
  const frame = { steps, axis, plot };
  const references = layoutReferences(input, axis, plot, finals);
  // Room for the labels of the reference lines, and the lines themselves.
  const taken = references.flatMap(({ labelY, y }) => [
    { left: plot.right - 190, right: plot.right, top: labelY - 13, bottom: labelY + 4 },
    { left: plot.left, right: plot.right, top: y - 1, bottom: y + 1 },
  ]);
  return {
    width,
    height,
    narrow,
    plot,
    finals,
    scoreTicks: axis.ticks.map(({ value, label }) => ({
      y: axis.position(value, [plot.bottom, plot.top]),
      x: axis.position(value, [finals.left, finals.right]),
      label,
    })),
    stepTicks: stepTicks(steps, narrow ? 3 : 6).map(({ value, label }) => ({
      x: plot.left + (value / steps) * (plot.right - plot.left),
      label,
      last: value === steps,
    })),
    curves: layoutCurves(series, summaries, frame, isFinished(input), names, taken),
    ghosts: ghostPaths(input.ghost, frame),
    references,
    strips: layoutStrips(input, summaries, axis, finals, narrow ? undefined : plot),
  };
}

/** Curves that are given as summaries no longer grow. */
const isFinished = ({ series, steps, ownSteps, summaries }: ScoreChartInput): boolean =>
  summaries !== undefined ||
  (series.length > 0 &&
    series.every(
      ({ arm, points, diverged }) =>
        diverged === true || points.at(-1)?.step === (ownSteps?.[arm] ?? steps),
    ));

function wideBoxes(width: number, height: number): { plot: Box; finals: Box } {
  const finalsWidth = Math.round(Math.max(186, width * 0.24));
  const vertical = { top: 30, bottom: height - 44 };
  return {
    plot: { left: 48, right: width - finalsWidth - 52, ...vertical },
    finals: { left: width - finalsWidth, right: width, ...vertical },
  };
}

function narrowBoxes(width: number, height: number, rows: number): { plot: Box; finals: Box } {
  const horizontal = { left: 48, right: width - 4 };
  return {
    plot: { ...horizontal, top: 26, bottom: height - 146 - rows },
    finals: { ...horizontal, top: height - 74 - rows, bottom: height - 20 },
  };
}

/** Whatever must fit on the axis. */
function allScores(
  { series, ghost, baselines, metric }: ScoreChartInput,
  summaries: readonly ArmSummary[],
): number[] {
  const known = [...summaries, ...ghost];
  return [
    ...series.flatMap(({ points }) => points.map(({ score }) => score)),
    ...known.flatMap(({ points }) =>
      points.flatMap(({ low, median, high }) => [low, median, high]),
    ),
    ...known.flatMap(({ finals }) => finals.flatMap(({ score }) => score ?? [])),
    ...baselines.map(({ score }) => score),
    ...(metric.solved === undefined ? [] : [metric.solved]),
  ];
}

function layoutReferences(
  { baselines, metric }: ScoreChartInput,
  axis: ScoreAxis,
  plot: Box,
  finals: Box,
): Reference[] {
  const lines = [
    ...baselines,
    ...(metric.solved === undefined ? [] : [{ id: 'solved', score: metric.solved }]),
  ].map(({ id, score }) => ({
    id,
    y: axis.position(score, [plot.bottom, plot.top]),
    x: axis.position(score, [finals.left, finals.right]),
  }));
  const labels = spread(
    // Above its line; at the top of an accuracy axis, where the curves end up, below it.
    lines.map(({ id, y }) => (id === 'solved' && metric.better === 'higher' ? y + 16 : y - 7)),
    17,
    [plot.top - 4, plot.bottom - 4],
  );
  return lines.map((line, index) => ({ ...line, labelY: labels[index] ?? line.y - 7 }));
}

/** `plot` of a wide chart, whose score axis the strips share; narrow charts have one of their own. */
function layoutStrips(
  { arms, metric, ghost }: ScoreChartInput,
  summaries: readonly ArmSummary[],
  axis: ScoreAxis,
  finals: Box,
  plot: Box | undefined,
): ScoreChart['strips'] {
  const range: readonly [number, number] = plot
    ? [plot.bottom, plot.top]
    : [finals.left, finals.right];
  const [start, end] = plot ? [finals.left, finals.right] : [finals.top, finals.bottom];
  const worst = metric.better === 'lower' ? range[1] : range[0];
  const scoresOf = (of: readonly ArmSummary[], arm: string) =>
    of.find((one) => one.arm === arm)?.finals ?? [];
  const position = (score: number): number => axis.position(score, range);
  return arms.map((arm, index) => ({
    ...layoutStrip(arm, scoresOf(summaries, arm), {
      better: metric.better,
      position,
      worst,
      size: DOT,
      room: plot ? (finals.right - finals.left) / arms.length / 2 - DOT : 0,
    }),
    rug: scoresOf(ghost, arm).map(({ score }) => (score === null ? worst : position(score))),
    middle: start + ((end - start) * (index + 0.5)) / arms.length,
  }));
}
