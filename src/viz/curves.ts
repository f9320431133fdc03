/** Learning curves as geometry: thin lines for seeds, thick ones for medians, marks on them, and their labels. */
import type { ScoreAxis } from './axis.ts';
import { alongLine, type Box, placeBeside, placeLabel, type XY } from './labels.ts';
import type { ArmSummary, ScorePoint, Series } from './series.ts';

export interface CurveLabel {
  readonly arm: string;
  /** Left end and baseline of the text. */
  readonly x: number;
  readonly y: number;
}

export interface Curves {
  readonly seeds: readonly { readonly arm: string; readonly seed: number; readonly path: string }[];
  /** Between the quartiles over the seeds; only of arms with enough of them. */
  readonly bands: readonly { readonly arm: string; readonly path: string }[];
  readonly medians: readonly {
    readonly arm: string;
    readonly path: string;
    /** Places of the arm's mark on the line. */
    readonly marks: readonly XY[];
  }[];
  readonly labels: readonly CurveLabel[];
}

/** How the names of the arms are set; needed to keep them clear of lines. */
export interface LabelSizes {
  /** Width in pixels of each arm's name. */
  readonly width: Readonly<Record<string, number>>;
  readonly height: number;
}

/** Pixels between the marks on a median. */
const MARK_EVERY = 94;

/** A polyline as SVG path data, `M48,30L52.7,31.5`; empty without points. */
const draw = (points: readonly XY[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join('');
const round = (value: number): number => Math.round(value * 10) / 10;

/** Turns points into pixels within a plot. */
export function toPixels(
  points: readonly ScorePoint[],
  steps: number,
  axis: ScoreAxis,
  plot: Box,
): XY[] {
  return points.map(({ step, score }) => [
    plot.left + (step / steps) * (plot.right - plot.left),
    axis.position(score, [plot.bottom, plot.top]),
  ]);
}

/** Quartiles of fewer runs are hardly more than the runs themselves. */
const BAND_FROM = 6;

/** What summaries and their plot have in common. */
export interface PlotFrame {
  /** Right end of the axis. */
  readonly steps: number;
  readonly axis: ScoreAxis;
  readonly plot: Box;
}

const medianOf = ({ points }: ArmSummary, { steps, axis, plot }: PlotFrame): XY[] =>
  toPixels(
    points.map(({ step, median }) => ({ step, score: median })),
    steps,
    axis,
    plot,
  );

/** The area between the quartiles as a closed path; empty for few seeds. */
function bandOf({ points, finals }: ArmSummary, { steps, axis, plot }: PlotFrame): string {
  if (finals.length < BAND_FROM || points.length < 2) return '';
  const edge = (side: 'low' | 'high'): XY[] =>
    toPixels(
      points.map((point) => ({ step: point.step, score: point[side] })),
      steps,
      axis,
      plot,
    );
  return `${draw([...edge('high'), ...edge('low').toReversed()])}Z`;
}

/** Band and median of summaries that stay in the background. */
export const ghostPaths = (
  summaries: readonly ArmSummary[],
  frame: PlotFrame,
): { readonly band: string; readonly line: string }[] =>
  summaries.map((one) => ({ band: bandOf(one, frame), line: draw(medianOf(one, frame)) }));

/**
 * @param series thin lines; may be none
 * @param summaries of the arms in the order in which they are drawn, the last on top
 * @param finished the curves have stopped growing
 * @param taken boxes that labels of the curves must not touch
 */
export function layoutCurves(
  series: readonly Series[],
  summaries: readonly ArmSummary[],
  frame: PlotFrame,
  finished: boolean,
  names: LabelSizes,
  taken: readonly Box[],
): Curves {
  const { steps, axis, plot } = frame;
  const seeds = series.map((one) => {
    const pixels = toPixels(one.points, steps, axis, plot);
    return { arm: one.arm, seed: one.seed, pixels };
  });
  const medians = summaries.map((one, index) => {
    const pixels = medianOf(one, frame);
    return { arm: one.arm, pixels, marks: marksAlong(pixels, plot.left, index / summaries.length) };
  });
  const lines = [...seeds, ...medians].map(({ arm, pixels }) => ({
    arm,
    points: alongLine(pixels, 4),
  }));
  const boxes: Box[] = [...taken];
  const labels = medians.flatMap(({ arm, pixels }): CurveLabel[] => {
    const size = { width: names.width[arm] ?? 60, height: names.height };
    const pointsOf = (own: boolean): XY[] =>
      lines.filter((one) => (one.arm === arm) === own).flatMap(({ points }) => points);
    const bundle = {
      middle: alongLine(pixels, 4),
      own: pointsOf(true),
      others: pointsOf(false),
    };
    // While the curves grow their names travel with the tips; only then do they settle in the clearest place.
    const box =
      (finished ? placeBeside(bundle, size, plot, boxes) : undefined) ??
      placeLabel(
        finished ? alongLine(pixels, 12) : aroundTip(pixels.at(-1), size.height),
        size,
        plot,
        boxes,
        lines.flatMap(({ points }) => points),
      );
    if (!box) return [];
    boxes.push(box);
    return [{ arm, x: round(box.left), y: round(box.bottom - names.height * 0.22) }];
  });
  return {
    seeds: seeds.map(({ arm, seed, pixels }) => ({ arm, seed, path: draw(pixels) })),
    bands: summaries
      .map((one) => ({ arm: one.arm, path: bandOf(one, frame) }))
      .filter(({ path }) => path !== ''),
    medians: medians.map(({ arm, pixels, marks }) => ({ arm, path: draw(pixels), marks })),
    labels,
  };
}

/** The end of a growing line, and places a little above and below for when another name is there already. */
const aroundTip = (tip: XY | undefined, height: number): XY[] =>
  tip ? [0, -1, 1, -2, 2].map((rows): XY => [tip[0], tip[1] + rows * height]) : [];

/** Every `MARK_EVERY` pixels to the right, shifted by a share of that distance, so that two arms' marks alternate. */
function marksAlong(pixels: readonly XY[], left: number, shift: number): XY[] {
  const first = left + MARK_EVERY * (0.5 + shift);
  const marks: XY[] = [];
  pixels.forEach(([x, y], index) => {
    const before = pixels[index - 1];
    if (!before) return;
    for (
      let at = first + marks.length * MARK_EVERY;
      at <= x;
      at = first + marks.length * MARK_EVERY
    ) {
      const share = x === before[0] ? 1 : (at - before[0]) / (x - before[0]);
      marks.push([round(at), round(before[1] + (y - before[1]) * share)]);
    }
  });
  return marks;
}
