/** A stretch of a series and what was forecast for it: one line a method, on one scale. */
import { ticks } from 'd3-array';
import { NARROW } from './chart-widths.ts';
import { formatSetting } from './format.ts';

export interface ForecastLine {
  readonly id: string;
  /** One value a place, in the order of time; as long as the truth. */
  readonly values: readonly number[];
}

export interface ForecastChartInput {
  /** What came true. */
  readonly truth: readonly number[];
  readonly lines: readonly ForecastLine[];
  /** What stands under a place, 0…truth.length − 1. */
  readonly place: (index: number) => string;
}

export interface ForecastChart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly valueTicks: readonly { readonly label: string; readonly y: number }[];
  readonly placeTicks: readonly {
    readonly label: string;
    readonly x: number;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
  readonly truth: string;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  readonly lines: readonly { readonly id: string; readonly path: string }[];
}

/** Places that are drawn at most, the newest ones: more would run into each other. */
export const PLACES = { wide: 72, narrow: 36 } as const;

/** @param width of the whole drawing, in pixels. */
export function layoutForecastChart(input: ForecastChartInput, width: number): ForecastChart {
  const narrow = width < NARROW;
  const count = Math.min(input.truth.length, narrow ? PLACES.narrow : PLACES.wide);
  const skipped = input.truth.length - count;
  const truth = input.truth.slice(skipped);
  const lines = input.lines.map(({ id, values }) => ({ id, values: values.slice(skipped) }));
  const finite = [truth, ...lines.map(({ values }) => values)].flat().filter(Number.isFinite);
  const [low, high] = finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [0, 1];
  const pad = (high - low || 1) * 0.05;
  const height = narrow ? 260 : 330;
  const box = { left: narrow ? 44 : 56, right: width - 6, top: 26, bottom: height - 30 };
  const x = (index: number): number =>
    box.left + 6 + ((box.right - box.left - 12) * index) / Math.max(1, count - 1);
  const y = (value: number): number =>
    box.bottom - ((box.bottom - box.top) * (value - low + pad)) / (high - low + 2 * pad || 1);
  const path = (values: readonly number[]): string =>
    values
      .map((value, k) => `${k === 0 ? 'M' : 'L'}${x(k).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('');
  const places = narrow ? 3 : 5;
  return {
    width,
    height,
    ...box,
    valueTicks: ticks(low, high, 5).map((value) => ({ label: formatSetting(value), y: y(value) })),
    placeTicks: Array.from({ length: places }, (_, k) => {
      const index = Math.round((k * (count - 1)) / (places - 1));
      return {
        label: input.place(skipped + index),
        x: x(index),
        anchor: k === 0 ? 'start' : k === places - 1 ? 'end' : 'middle',
      };
    }),
    truth: path(truth),
    dots: truth.map((value, k) => ({ x: x(k), y: y(value) })),
    lines: lines.map(({ id, values }) => ({ id, path: path(values) })),
  };
}
