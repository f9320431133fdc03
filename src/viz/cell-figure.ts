/**
 * The drawing of a small LSTM stack over time: one cell for each layer, unit and step, the numbers that go in beneath
 * them, and the six quantities of one unit as bars on the same time axis. Drawn at one of two fixed widths and scaled
 * by CSS, so that server and browser draw the same. All positions in pixels of that drawing.
 */

/** The quantities in the order of their tracks. */
export const TRACKS = ['i', 'f', 'g', 'o', 'c', 'h'] as const;
export type Track = (typeof TRACKS)[number];

export interface CellFigureInput {
  readonly layers: number;
  readonly units: number;
  /** What the first layer reads, −1…1; its length is the number of steps. */
  readonly series: readonly number[];
  /** h of a unit at a step, all counted from 1. */
  readonly hidden: (layer: number, unit: number, step: number) => number;
  /** The quantities of the unit whose tracks are drawn, one number a step. */
  readonly readings: Readonly<Record<Track, readonly number[]>>;
}

/** A bar from the zero line to its value. */
export interface Bar {
  readonly step: number;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the value itself lies. */
  readonly tip: number;
}

export interface Strip {
  readonly top: number;
  readonly bottom: number;
  /** Where 0 lies. */
  readonly zero: number;
  /** Least and greatest value on the strip. */
  readonly low: number;
  readonly high: number;
  readonly bars: readonly Bar[];
}

export interface StackCell {
  readonly layer: number;
  readonly unit: number;
  readonly step: number;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Class of the diverging map, 0…10. */
  readonly shade: number;
}

export interface CellFigure {
  readonly narrow: boolean;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  /** Ends of the time axis, and the width of a step. */
  readonly left: number;
  readonly right: number;
  readonly pitch: number;
  /** Baseline of the step numbers. */
  readonly axis: number;
  readonly rows: readonly {
    readonly layer: number;
    readonly top: number;
    readonly bottom: number;
  }[];
  readonly cells: readonly StackCell[];
  readonly inputs: Strip;
  /** Baseline of the heading over the tracks. */
  readonly heading: number;
  readonly tracks: readonly (Strip & { readonly id: Track })[];
  /** Where the cell's own drawing begins. */
  readonly diagram: { readonly x: number; readonly y: number };
}

/** Size of the cell's own drawing. */
export const DIAGRAM = { width: 264, height: 330 } as const;

const WIDE = { width: 756, left: 104, right: 462, row: 30, stripe: 21, inputs: 78, track: 45 };
const NARROW = { width: 326, left: 80, right: 310, row: 24, stripe: 16, inputs: 78, track: 43 };
const GAP = { layers: 16, inputs: 18, heading: 46, tracks: 9 };

/** Class of the diverging map for a value in −1…1; beyond, the nearest end. */
export const shadeOf = (value: number): number =>
  Math.min(10, Math.max(0, Math.round(5 * value + 5)));

/** Middle of a step's column; steps count from 1. */
export const middleOf = ({ left, pitch }: CellFigure, step: number): number =>
  left + pitch * (step - 0.5);

/** The step whose column holds `x`; beyond the axis, the nearest. */
export const stepAt = ({ left, pitch, steps }: CellFigure, x: number): number =>
  Math.min(steps, Math.max(1, Math.floor((x - left) / pitch) + 1));

/** The value at a height on a strip, kept within it. */
export function valueAt({ top, bottom, low, high }: Strip, y: number): number {
  const share = Math.min(1, Math.max(0, (bottom - y) / (bottom - top)));
  return low + share * (high - low);
}

/** The smallest whole number, at least 1, that no cell state exceeds in size. */
const reachOf = (values: readonly number[]): number =>
  Math.max(1, Math.ceil(Math.max(...values.map(Math.abs))));

export function layoutCellFigure(input: CellFigureInput, narrow: boolean): CellFigure {
  const { layers, units, series } = input;
  const size = narrow ? NARROW : WIDE;
  const { width, left, right } = size;
  const steps = series.length;
  const pitch = (right - left) / steps;
  const axis = narrow ? 36 : 14;
  const rowHeight = units === 1 ? size.row : units * size.stripe;
  const rows = Array.from({ length: layers }, (_, index) => {
    const top = axis + 12 + index * (rowHeight + GAP.layers);
    return { layer: layers - index, top, bottom: top + rowHeight };
  });
  const inset = narrow ? 1.5 : 3;
  const cells = rows.flatMap(({ layer, top }) =>
    Array.from({ length: units * steps }, (_, index): StackCell => {
      const unit = Math.floor(index / steps) + 1;
      const step = (index % steps) + 1;
      const value = input.hidden(layer, unit, step);
      const height = rowHeight / units;
      return {
        layer,
        unit,
        step,
        value,
        x: left + (step - 1) * pitch + inset,
        y: top + (unit - 1) * height,
        width: pitch - 2 * inset,
        height,
        shade: shadeOf(value),
      };
    }),
  );
  const strip = (values: readonly number[], top: number, height: number, range: Range): Strip =>
    layoutStrip(values, { top, bottom: top + height }, range, left, pitch);
  const stackBottom = rows.at(-1)?.bottom ?? axis;
  const inputs = strip(series, stackBottom + GAP.inputs, size.inputs, [-1, 1]);
  const heading = inputs.bottom + GAP.heading;
  const tracks = TRACKS.map((id, index) => {
    const top = heading + 16 + index * (size.track + GAP.tracks);
    return { id, ...strip(input.readings[id], top, size.track, rangeOf(id, input.readings.c)) };
  });
  const bottom = (tracks.at(-1)?.bottom ?? 0) + 4;
  const diagram = narrow
    ? { x: (width - DIAGRAM.width) / 2, y: bottom + 30 }
    : { x: width - DIAGRAM.width, y: heading + 10 };
  const height = Math.max(bottom, diagram.y + DIAGRAM.height);
  return {
    narrow,
    width,
    height,
    steps,
    left,
    right,
    pitch,
    axis,
    rows,
    cells,
    inputs,
    heading,
    tracks,
    diagram,
  };
}

type Range = readonly [low: number, high: number];

/** Gates lie in 0…1, candidate and hidden state in −1…1; the cell state takes the room it needs. */
function rangeOf(id: Track, cellStates: readonly number[]): Range {
  const reach = reachOf(cellStates);
  if (id === 'c') return [-reach, reach];
  return id === 'g' || id === 'h' ? [-1, 1] : [0, 1];
}

function layoutStrip(
  values: readonly number[],
  { top, bottom }: { top: number; bottom: number },
  [low, high]: Range,
  left: number,
  pitch: number,
): Strip {
  const place = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  const zero = place(0);
  const width = pitch * 0.62;
  return {
    top,
    bottom,
    zero,
    low,
    high,
    bars: values.map((value, index): Bar => {
      const tip = place(Math.min(high, Math.max(low, value)));
      return {
        step: index + 1,
        value,
        x: left + pitch * (index + 0.5) - width / 2,
        y: Math.min(zero, tip),
        width,
        height: Math.abs(zero - tip),
        tip,
      };
    }),
  };
}
