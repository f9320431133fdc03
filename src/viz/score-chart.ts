/**
 * The whole chart of a comparison: learning curves and the final score of every seed on one score axis.
 * Wide: the scores stand right of the curves and share their axis. Narrow: they lie below, along an axis of their own.
 */
import { type AxisMetric, type ScoreAxis, scoreAxis, stepTicks } from './axis.ts';
import { type Curves, ghostPaths, type LabelSizes, layoutCurves } from './curves.ts';
import { type Box, spread } from './labels.ts';
import { finalScores, type Series } from './series.ts';
import { layoutStrip, type Strip } from './strip.ts';

export interface ScoreChartInput {
  readonly series: readonly Series[];
  /** A recorded run to draw in grey beneath; empty if there is none. */
  readonly ghost: readonly Series[];
  /** The two arms in the order of the table. */
  readonly arms: readonly string[];
  readonly metric: AxisMetric;
  /** Updates of each model, the right end of the axis, ≥ 1. */
  readonly steps: number;
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
  readonly ghosts: readonly string[];
  readonly references: readonly Reference[];
  readonly strips: readonly (Strip & {
    /** Middle of the strip: x on wide charts, y on narrow ones. */
    readonly middle: number;
  })[];
}

/** Below this width, pixels, the final scores move under the curves. */
export const NARROW = 520;
/** Height over width; the page reserves the same room before the chart is drawn. */
export const ASPECT = { wide: 346 / 756, narrow: 408 / 326 } as const;

const DOT = 11;

/** Lays the chart out for a width in pixels, 240 or more. */
export function layoutScoreChart(input: ScoreChartInput, width: number): ScoreChart {
  const narrow = width < NARROW;
  const height = Math.round(width * (narrow ? ASPECT.narrow : ASPECT.wide));
  const { plot, finals } = narrow ? narrowBoxes(width, height) : wideBoxes(width, height);
  const axis = scoreAxis(allScores(input), input.metric);
  const references = layoutReferences(input, axis, plot, finals);
  const { series, ghost, arms, metric, steps, names } = input;
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
    curves: layoutCurves(series, arms, metric.better, steps, axis, plot, names, taken),
    ghosts: ghostPaths(ghost, steps, axis, plot),
    references,
    strips: layoutStrips(input, axis, plot, finals, narrow),
  };
}

function wideBoxes(width: number, height: number): { plot: Box; finals: Box } {
  const finalsWidth = Math.round(Math.max(186, width * 0.24));
  const vertical = { top: 30, bottom: height - 44 };
  return {
    plot: { left: 48, right: width - finalsWidth - 52, ...vertical },
    finals: { left: width - finalsWidth, right: width, ...vertical },
  };
}

function narrowBoxes(width: number, height: number): { plot: Box; finals: Box } {
  const horizontal = { left: 48, right: width - 4 };
  return {
    plot: { ...horizontal, top: 26, bottom: height - 146 },
    finals: { ...horizontal, top: height - 74, bottom: height - 20 },
  };
}

const allScores = ({ series, ghost, baselines, metric }: ScoreChartInput): number[] => [
  ...[...series, ...ghost].flatMap(({ points }) => points.map(({ score }) => score)),
  ...baselines.map(({ score }) => score),
  ...(metric.solved === undefined ? [] : [metric.solved]),
];

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

function layoutStrips(
  { series, arms, metric }: ScoreChartInput,
  axis: ScoreAxis,
  plot: Box,
  finals: Box,
  narrow: boolean,
): ScoreChart['strips'] {
  const range = narrow
    ? ([finals.left, finals.right] as const)
    : ([plot.bottom, plot.top] as const);
  const [start, end] = narrow ? [finals.top, finals.bottom] : [finals.left, finals.right];
  const worst = metric.better === 'lower' ? range[1] : range[0];
  const scores = finalScores(series);
  return arms.map((arm, index) => ({
    ...layoutStrip(arm, scores, {
      better: metric.better,
      position: (score) => axis.position(score, range),
      worst,
      size: DOT,
      room: narrow ? 0 : (finals.right - finals.left) / arms.length / 2 - DOT,
    }),
    middle: start + ((end - start) * (index + 0.5)) / arms.length,
  }));
}
