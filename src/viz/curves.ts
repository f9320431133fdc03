/** Learning curves as geometry: thin lines for seeds, thick ones for medians, marks on them, and their labels. */
import type { ScoreAxis } from './axis.ts';
import { alongLine, type Box, placeBeside, placeLabel, type XY } from './labels.ts';
import { medianCurve, type ScorePoint, type Series } from './series.ts';

export interface CurveLabel {
  readonly arm: string;
  /** Left end and baseline of the text. */
  readonly x: number;
  readonly y: number;
}

export interface Curves {
  readonly seeds: readonly { readonly arm: string; readonly seed: number; readonly path: string }[];
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

/** Paths only, for curves that stay in the background. */
export function ghostPaths(
  series: readonly Series[],
  steps: number,
  axis: ScoreAxis,
  plot: Box,
): string[] {
  return series.map((one) => draw(toPixels(one.points, steps, axis, plot)));
}

/**
 * @param arms in the order in which they are drawn, the last on top
 * @param taken boxes that labels of the curves must not touch
 */
export function layoutCurves(
  series: readonly Series[],
  arms: readonly string[],
  better: 'lower' | 'higher',
  steps: number,
  axis: ScoreAxis,
  plot: Box,
  names: LabelSizes,
  taken: readonly Box[],
): Curves {
  const seeds = series.map((one) => {
    const pixels = toPixels(one.points, steps, axis, plot);
    return { arm: one.arm, seed: one.seed, pixels };
  });
  const medians = arms.map((arm, index) => {
    const pixels = toPixels(medianCurve(series, arm, better), steps, axis, plot);
    return { arm, pixels, marks: marksAlong(pixels, plot.left, index / arms.length) };
  });
  const finished =
    series.length > 0 &&
    series.every((one) => one.diverged === true || one.points.at(-1)?.step === steps);
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
