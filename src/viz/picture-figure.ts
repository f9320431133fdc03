/**
 * The figure of a picture fit as geometry: pictures in a row, SSIM, MS-SSIM and MSE over updates, and all three at the end
 * over α. Curves of SSIM go from −1 to 1, those of MS-SSIM from 0 to 1, those of MSE on a log scale from 10⁻⁵ to 1; what
 * lies outside goes to the edge.
 */
import { NARROW } from './chart-widths.ts';
import { stepTicks } from './axis.ts';
import { formatPower, formatSetting } from './format.ts';
import type { Box, XY } from './labels.ts';

export type Measure = 'ssim' | 'msSsim' | 'mse';
export const MEASURES: readonly Measure[] = ['ssim', 'msSsim', 'mse'];

export interface FigurePoint {
  readonly step: number;
  readonly mse: number;
  readonly ssim: number;
  readonly msSsim: number;
}

/** A run's end, at its α; `term` is 0 for 1 − SSIM and 1 for SSIM itself. */
export interface FigureEnd {
  readonly alpha: number;
  readonly term: 0 | 1;
  readonly mse: number;
  readonly ssim: number;
  readonly msSsim: number;
}

export interface PictureFigureInput {
  /** How many pictures stand in the row. */
  readonly pictures: number;
  /** Recorded curves beneath, and the run's own. */
  readonly ghosts: readonly (readonly FigurePoint[])[];
  readonly live: readonly FigurePoint[];
  readonly term: 0 | 1;
  readonly steps: number;
  readonly ends: readonly FigureEnd[];
  readonly end: FigureEnd | undefined;
}

interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Panel {
  readonly measure: Measure;
  readonly box: Box;
  readonly yTicks: readonly Tick[];
  readonly xTicks: readonly Tick[];
}

export interface PictureFigure {
  readonly width: number;
  readonly height: number;
  readonly pictures: readonly { readonly x: number; readonly y: number; readonly side: number }[];
  /** Scale of the SSIM map. */
  readonly scale: Box;
  readonly curves: readonly (Panel & {
    readonly ghosts: readonly string[];
    readonly live: string;
  })[];
  readonly ends: readonly (Panel & {
    readonly marks: readonly {
      readonly key: string;
      readonly term: 0 | 1;
      readonly x: number;
      readonly y: number;
    }[];
    readonly live: XY | undefined;
  })[];
}

/** Ends of an axis and its ticks; powers of ten for MSE. */
interface Scale {
  readonly span: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}
type Scales = Readonly<Record<Measure, Scale>>;

const FULL: Scales = {
  ssim: { span: [-1, 1], ticks: [-1, -0.5, 0, 0.5, 1] },
  msSsim: { span: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] },
  mse: { span: [-5, 0], ticks: [-5, -4, -3, -2, -1, 0] },
};
/** For ends that all lie in here, as those of a trained model do: differences would be too small to see. */
const CLOSE: Scales = {
  ssim: { span: [0.5, 1], ticks: [0.5, 0.6, 0.7, 0.8, 0.9, 1] },
  msSsim: { span: [0.9, 1], ticks: [0.9, 0.92, 0.94, 0.96, 0.98, 1] },
  mse: { span: [-3, -2], ticks: [-3, Math.log10(0.002), Math.log10(0.005), -2] },
};

/** A value as its axis counts it. */
const counted = (measure: Measure, value: number): number =>
  measure !== 'mse' ? value : Math.log10(Math.max(value, 1e-300));

const fits = (end: FigureEnd): boolean =>
  MEASURES.every((measure) => {
    const [low, high] = CLOSE[measure].span;
    const place = counted(measure, end[measure]);
    return place >= low && place <= high;
  });

/** Height of a place on an axis. */
function heightAt({ span: [low, high] }: Scale, place: number, { top, bottom }: Box): number {
  return bottom - ((bottom - top) * (Math.min(high, Math.max(low, place)) - low)) / (high - low);
}

const yTicks = (measure: Measure, scale: Scale, box: Box): Tick[] =>
  scale.ticks.map((place) => ({
    at: heightAt(scale, place, box),
    label:
      measure !== 'mse'
        ? String(place).replace('-', '−')
        : Number.isInteger(place)
          ? formatPower(place)
          : formatSetting(10 ** place),
  }));

const GAP = 14;
/** Room for a panel's title, its left axis and its bottom axis. */
const [TITLE, LEFT, FOOT] = [30, 48, 40];

/** Lays the figure out for a width in pixels, 240 or more. */
export function layoutPictureFigure(input: PictureFigureInput, width: number): PictureFigure {
  const narrow = width < NARROW;
  const columns = narrow ? 2 : 4;
  const side = Math.floor((width - (columns - 1) * GAP) / columns);
  // Two lines of numbers stand under a picture, a title above.
  const rowHeight = side + 62;
  const pictures = Array.from({ length: input.pictures }, (_, index) => ({
    x: (index % columns) * (side + GAP),
    y: 20 + Math.floor(index / columns) * rowHeight,
    side,
  }));
  // Two rows are kept on narrow screens even where three pictures would leave a gap: nothing moves when one comes.
  const scaleTop = (narrow ? 2 : 1) * rowHeight + 12;
  // Its name stands at its right.
  const scale: Box = {
    left: 0,
    right: Math.min(width - 104, 240),
    top: scaleTop,
    bottom: scaleTop + 10,
  };
  const start = scaleTop + 54;
  const [tall, gap] = [narrow ? 140 : 170, narrow ? 0 : 24];
  const across = MEASURES.length;
  const panelWidth = narrow ? width : (width - (across - 1) * gap) / across;
  const box = (row: number, column: number): Box => {
    const place = narrow ? across * row + column : row;
    const top = start + TITLE + place * (tall + TITLE + FOOT + 14);
    const left = narrow ? 0 : column * (panelWidth + gap);
    return { left: left + LEFT, right: left + panelWidth - 8, top, bottom: top + tall };
  };
  const curves = MEASURES.map((measure, column) =>
    curvePanel(input, measure, box(0, column), narrow),
  );
  const ends = MEASURES.map((measure, column) => endPanel(input, measure, box(1, column)));
  const bottom = Math.max(...ends.map((panel) => panel.box.bottom));
  return { width, height: bottom + FOOT, pictures, scale, curves, ends };
}

function curvePanel(
  { ghosts, live, steps }: PictureFigureInput,
  measure: Measure,
  box: Box,
  narrow: boolean,
): PictureFigure['curves'][number] {
  const x = (step: number): number => box.left + ((box.right - box.left) * step) / steps;
  const path = (points: readonly FigurePoint[]): string =>
    draw(
      points.map((point) => [
        x(point.step),
        heightAt(FULL[measure], counted(measure, point[measure]), box),
      ]),
    );
  return {
    measure,
    box,
    yTicks: yTicks(measure, FULL[measure], box),
    xTicks: stepTicks(steps, narrow ? 2 : 4).map(({ value, label }) => ({ at: x(value), label })),
    ghosts: ghosts.map(path),
    live: path(live),
  };
}

function endPanel(
  { ends, end }: PictureFigureInput,
  measure: Measure,
  box: Box,
): PictureFigure['ends'][number] {
  const all = end ? [...ends, end] : ends;
  const scale = (all.length > 0 && all.every(fits) ? CLOSE : FULL)[measure];
  const y = (one: FigureEnd): number => heightAt(scale, counted(measure, one[measure]), box);
  const beside = (term: 0 | 1): number => (term === 0 ? -4 : 4);
  const x = (alpha: number): number => box.left + 12 + (box.right - box.left - 24) * alpha;
  return {
    measure,
    box,
    yTicks: yTicks(measure, scale, box),
    xTicks: [0, 0.16, 0.5, 0.84, 1].map((alpha) => ({ at: x(alpha), label: String(alpha) })),
    marks: ends.map((one, index) => ({
      key: `${one.term} ${one.alpha} ${index}`,
      term: one.term,
      x: x(one.alpha) + beside(one.term),
      y: y(one),
    })),
    live: end && [x(end.alpha) + beside(end.term), y(end)],
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
/** A polyline as SVG path data; empty without points. */
const draw = (points: readonly XY[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join('');
