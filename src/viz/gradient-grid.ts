/**
 * The drawing of a gradient map, as geometry: cells in classes of one power of ten, contours, the column at lag 0, and
 * beneath it, on the same lag axis and the same scale, the curves.
 */
import { NARROW } from './chart-widths.ts';
import { log10Paths, log10Sigmoid } from '#math/decay.ts';
import { formatPower } from './format.ts';
import type { XY } from './labels.ts';

/** log₁₀ of the lengths at the ends of the one scale that all maps share. */
export const SCALE = [-12, 3] as const;
/** Classes of colour: one for each power of ten. */
export const CLASSES = SCALE[1] - SCALE[0];
/** Powers of ten with a contour. */
const CONTOURS = [-3, -6, -9] as const;

/** What is to be drawn; curves are log₁₀ of lengths, by lag from 0. */
export interface GridInput {
  /** Rows of the map from the bottom up. */
  readonly rows: readonly { readonly id: string; readonly values: readonly number[] }[];
  readonly curves: readonly {
    readonly id: 'stack' | 'single' | 'top' | 'guide' | 'rate';
    readonly values: readonly number[];
  }[];
  /** Lags between which the slope is fitted; undefined where it is not. */
  readonly fit: readonly [number, number] | undefined;
}

/** Number of the class of a length, 0 … CLASSES − 1; what is off the scale belongs to the class at its end. */
export const classOf = (log10: number): number =>
  Math.min(CLASSES - 1, Math.max(0, Math.floor(log10 - SCALE[0])));

/** The largest lag at which the length still is at least 10^`power`; −1 where it never is. */
export function reach(values: readonly number[], power: number): number {
  return values.findLastIndex((value) => value >= power);
}

/**
 * Single-layer strength times the path count C(k + L − 1, L − 1), brought to the stack's own strength at lag 0: what
 * the stack would do if each crossing cost the same factor and every layer kept the single layer's pace.
 */
export function pathGuide(
  single: readonly number[],
  stack: readonly number[],
  numLayers: number,
): number[] {
  const loss = (stack[0] ?? NaN) - (single[0] ?? NaN);
  return single.map((value, lag) => value + loss + log10Paths(lag, numLayers));
}

/** σ(bias)^k from the single layer's strength at lag 0 on: the pace of the forget gate alone. */
export const gateRate = (single: readonly number[], bias: number): number[] =>
  single.map((_, lag) => (single[0] ?? NaN) + lag * log10Sigmoid(bias));

/** Where things are, pixels. */
export interface GridFrame {
  readonly left: number;
  readonly right: number;
  readonly mapTop: number;
  readonly mapBottom: number;
  readonly top: number;
  readonly bottom: number;
}

export interface GridChart {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly frame: GridFrame;
  /** One path for each class that occurs. */
  readonly cells: readonly { readonly level: number; readonly path: string }[];
  readonly rows: readonly {
    readonly id: string;
    readonly middle: number;
    /** log₁₀ at lag 0, and its place in the column beside the map. */
    readonly now: number;
    readonly nowX: number;
  }[];
  readonly contours: readonly {
    readonly label: string;
    readonly path: string;
    readonly x: number;
  }[];
  readonly curves: readonly {
    readonly id: GridInput['curves'][number]['id'];
    readonly path: string;
    /** Where its name stands. */
    readonly labelY: number;
    readonly end: XY | undefined;
  }[];
  readonly lagTicks: readonly { readonly label: string; readonly x: number }[];
  readonly powerTicks: readonly { readonly label: string; readonly y: number }[];
  /** Ticks of the column at lag 0. */
  readonly nowTicks: readonly { readonly label: string; readonly x: number }[];
  /** The colours of the scale along the axis of the curves. */
  readonly legend: readonly {
    readonly level: number;
    readonly y: number;
    readonly height: number;
  }[];
  readonly fit: readonly [number, number] | undefined;
}

const NOW_SCALE = [-9, 1] as const;
const LABEL_GAP = 17;

const fixed = (value: number): string => value.toFixed(1);

/** Lays out the drawing for a width in pixels. */
export function layoutGrid({ rows, curves, fit }: GridInput, width: number): GridChart {
  const narrow = width < NARROW;
  const frame: GridFrame = {
    left: narrow ? 66 : 84,
    right: narrow ? width - 8 : width - 168,
    mapTop: 40,
    mapBottom: 236,
    top: 300,
    bottom: 500,
  };
  const lags = Math.max(2, ...rows.map(({ values }) => values.length));
  const step = (frame.right - frame.left) / lags;
  // The middle of a cell.
  const xOf = (lag: number): number => frame.left + (lag + 0.5) * step;
  const yOf = (power: number): number =>
    frame.bottom - ((power - SCALE[0]) / (SCALE[1] - SCALE[0])) * (frame.bottom - frame.top);
  const rowHeight = (frame.mapBottom - frame.mapTop) / Math.max(1, rows.length);
  const topOf = (row: number): number => frame.mapBottom - (row + 1) * rowHeight;
  const [nowLeft, nowRight] = [frame.right + 30, width - 12];
  const nowX = (power: number): number =>
    nowLeft +
    ((Math.min(NOW_SCALE[1], Math.max(NOW_SCALE[0], power)) - NOW_SCALE[0]) /
      (NOW_SCALE[1] - NOW_SCALE[0])) *
      (nowRight - nowLeft);
  const drawn = curves.map(({ id, values }) => ({
    id,
    path: pathWithin(values.map((value, lag): XY => [lag, value])).map(([lag, value], index) => ({
      x: xOf(lag),
      y: yOf(value),
      index,
    })),
  }));
  const ends = drawn.map(({ path }) => path.at(-1));
  const labels = spread(
    ends.map((end) => end?.y ?? frame.bottom),
    [frame.top + 6, frame.bottom - 6],
  );
  const lagStep = lags > 60 ? 20 : 10;
  return {
    width,
    height: 546,
    narrow,
    frame,
    cells: cellPaths(rows, { left: frame.left, step, topOf, rowHeight }),
    rows: rows.map(({ id, values }, row) => ({
      id,
      middle: topOf(row) + rowHeight / 2,
      now: values[0] ?? NaN,
      nowX: nowX(values[0] ?? NaN),
    })),
    contours: CONTOURS.flatMap((power) => {
      const reaches = rows.map(({ values }) => reach(values, power));
      // A line where every row still is above, or below from the start, would lie on the frame.
      if (reaches.every((lag) => lag < 0 || lag >= lags - 1)) return [];
      const xs = reaches.map((lag) => frame.left + (lag + 1) * step);
      const path = xs
        .map(
          (x, row) =>
            `${row === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(topOf(row) + rowHeight)}V${fixed(topOf(row))}`,
        )
        .join('');
      return [{ label: formatPower(power), path, x: xs.at(-1) ?? 0 }];
    }),
    curves: drawn.map(({ id, path }, index) => ({
      id,
      path: path.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`).join(''),
      labelY: labels[index] ?? 0,
      end: ends[index] && [ends[index].x, ends[index].y],
    })),
    lagTicks: Array.from({ length: Math.floor((lags - 1) / lagStep) + 1 }, (_, index) => ({
      label: String(index * lagStep),
      x: xOf(index * lagStep),
    })),
    powerTicks: [0, -3, -6, -9, -12].map((power) => ({ label: formatPower(power), y: yOf(power) })),
    nowTicks: [0, -4, -8].map((power) => ({ label: formatPower(power), x: nowX(power) })),
    legend: Array.from({ length: CLASSES }, (_, level) => ({
      level,
      y: yOf(SCALE[0] + level + 1),
      height: yOf(SCALE[0]) - yOf(SCALE[0] + 1),
    })),
    fit: fit && [xOf(fit[0]), xOf(fit[1])],
  };
}

/** Neighbouring cells of one class as one rectangle; all rectangles of a class as one path. */
function cellPaths(
  rows: GridInput['rows'],
  place: {
    readonly left: number;
    readonly step: number;
    readonly topOf: (row: number) => number;
    readonly rowHeight: number;
  },
): GridChart['cells'] {
  const paths = new Map<number, string>();
  const { left, step, topOf, rowHeight } = place;
  rows.forEach(({ values }, row) => {
    let start = 0;
    values.forEach((value, lag) => {
      const level = classOf(value);
      const next = values[lag + 1];
      if (next !== undefined && classOf(next) === level) return;
      // A hairline between rows; cells of a row overlap by a little, so that no gap shines through.
      const width = (lag + 1 - start) * step + (next === undefined ? 0 : 0.4);
      const rect = `M${fixed(left + start * step)} ${fixed(topOf(row) + 0.5)}h${fixed(width)}v${fixed(rowHeight - 1)}h${fixed(-width)}z`;
      paths.set(level, (paths.get(level) ?? '') + rect);
      start = lag + 1;
    });
  });
  return [...paths].sort(([a], [b]) => b - a).map(([level, path]) => ({ level, path }));
}

/** A curve up to where it first leaves the scale, with the point at which it does. */
function pathWithin(points: readonly XY[]): XY[] {
  const inside: XY[] = [];
  for (const [x, y] of points) {
    const edge = Math.min(SCALE[1], Math.max(SCALE[0], y));
    const before = inside.at(-1);
    if (edge === y) inside.push([x, y]);
    else {
      if (before) {
        const share = (edge - before[1]) / (y - before[1]);
        inside.push([before[0] + share * (x - before[0]), edge]);
      }
      break;
    }
  }
  return inside;
}

/** Heights at least `LABEL_GAP` apart and within `range`, each as near to where it was as its neighbours let it. */
export function spread(
  heights: readonly number[],
  [low, high]: readonly [number, number],
): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  order.forEach((index, rank) => {
    const above = order[rank - 1];
    const least = above === undefined ? low : placed[above]! + LABEL_GAP;
    placed[index] = Math.max(least, heights[index]!);
  });
  // From below: what was pushed out comes back, and pushes the others up.
  [...order].reverse().forEach((index, rank, all) => {
    const below = all[rank - 1];
    const most = below === undefined ? high : placed[below]! - LABEL_GAP;
    placed[index] = Math.min(most, placed[index]!);
  });
  return placed;
}
