/**
 * Times of the units of each layer, one panel a metric, on one shared log axis in steps. A column holds the units of one
 * layer as dots; between the columns a line a model joins the medians of its layers, so that a rising line is a model
 * whose upper layer is slower.
 */
import { NARROW } from './chart-widths.ts';
import { median } from '#math/statistics.ts';
import { freeOffset } from './strip.ts';

/** Units of each layer of one model, bottom first; null where a unit has no time. */
export type UnitTimes = readonly (readonly (number | null)[])[];

export interface TimePanelInput {
  readonly id: string;
  /** Recorded models, paired by their seed. */
  readonly models: readonly { readonly seed: number; readonly times: UnitTimes }[];
  /** A model trained here. */
  readonly live?: UnitTimes | undefined;
  /** Times at or beyond this one are only known to be at least as long. */
  readonly ceiling?: number | undefined;
}

export interface TimeChartInput {
  readonly panels: readonly TimePanelInput[];
  readonly layers: number;
  /** The seed that is picked out. */
  readonly seed: number;
}

export interface TimeDot {
  readonly x: number;
  readonly y: number;
  /** From 1. */
  readonly layer: number;
}

/** The medians of one model, from column to column. */
export interface TimePair {
  readonly seed: number;
  readonly path: string;
  /** From the first layer to the last. */
  readonly rises: boolean;
}

export interface TimePanel {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly { readonly layer: number; readonly x: number }[];
  /** All units of the models that are not picked out, a path of points for each layer. */
  readonly clouds: readonly string[];
  /** Units of the model that is picked out. */
  readonly dots: readonly TimeDot[];
  /** Units of the model trained here. */
  readonly live: readonly TimeDot[];
  readonly pairs: readonly TimePair[];
  readonly chosen: TimePair | undefined;
  readonly livePair: TimePair | undefined;
  /** Where times are cut off; undefined where they are not. */
  readonly ceiling: number | undefined;
}

export interface TimeChart {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly ticks: readonly { readonly value: number; readonly panel: number; readonly y: number }[];
  readonly panels: readonly TimePanel[];
}

/** Steps, from end to end of the axis; times outside are drawn at its ends. */
export const TIME_DOMAIN = [0.3, 300] as const;
const TICKS = [1, 10, 100];

const HEIGHT = { wide: 330, narrow: 286 } as const;
const MARGIN = { left: 40, right: 6, top: 42, bottom: 42, between: 44 } as const;
const DOT = 6.5;

/** Lays the chart out for a width in pixels, 240 or more. */
export function layoutTimeChart(input: TimeChartInput, width: number): TimeChart {
  const narrow = width < NARROW;
  const count = Math.max(1, input.panels.length);
  const across = narrow ? 1 : count;
  const rowHeight = narrow ? HEIGHT.narrow : HEIGHT.wide;
  const panelWidth = (width - MARGIN.left - MARGIN.right - (across - 1) * MARGIN.between) / across;
  const panels = input.panels.map((panel, index) => {
    const left = MARGIN.left + (narrow ? 0 : index * (panelWidth + MARGIN.between));
    const above = narrow ? index * rowHeight : 0;
    const box = {
      left,
      right: left + panelWidth,
      top: above + MARGIN.top,
      bottom: above + rowHeight - MARGIN.bottom,
    };
    return layoutPanel(panel, input, box);
  });
  return {
    width,
    height: narrow ? count * rowHeight : rowHeight,
    narrow,
    ticks: panels.flatMap((panel, index) =>
      TICKS.map((value) => ({ value, panel: index, y: heightOf(value, panel) })),
    ),
    panels,
  };
}

interface PanelBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** y of a time, at the nearer end of the axis where it lies outside. */
function heightOf(time: number, { top, bottom }: Pick<PanelBox, 'top' | 'bottom'>): number {
  const [low, high] = TIME_DOMAIN.map(Math.log) as [number, number];
  const share = (Math.log(Math.max(time, Number.MIN_VALUE)) - low) / (high - low);
  return bottom - Math.min(1, Math.max(0, share)) * (bottom - top);
}

function layoutPanel(
  { id, models, live, ceiling }: TimePanelInput,
  { layers, seed }: TimeChartInput,
  box: PanelBox,
): TimePanel {
  const step = (box.right - box.left) / layers;
  const columns = Array.from({ length: layers }, (_, index) => ({
    layer: index + 1,
    x: box.left + (index + 0.5) * step,
  }));
  /** Dots take this much to either side of a column; the lines run between. */
  const room = step * 0.24;
  const chosen = models.find((model) => model.seed === seed);
  const others = models.filter((model) => model !== chosen);
  const pairOf = (times: UnitTimes, of: number): TimePair => pair(times, of, columns, room, box);
  return {
    id,
    ...box,
    columns,
    clouds: columns.map(({ x }, layer) =>
      others.flatMap((model, k) => cloudPoints(model.times[layer] ?? [], k, x, room, box)).join(''),
    ),
    dots: chosen ? swarm(chosen.times, columns, room, box) : [],
    live: live ? swarm(live, columns, room, box) : [],
    pairs: others.map((model) => pairOf(model.times, model.seed)),
    chosen: chosen && pairOf(chosen.times, chosen.seed),
    livePair: live && pairOf(live, seed),
    ceiling: ceiling === undefined ? undefined : heightOf(ceiling, box),
  };
}

/** Points as a path that a round line end turns into dots; spread sideways by the golden ratio, not at random. */
function cloudPoints(
  times: readonly (number | null)[],
  model: number,
  x: number,
  room: number,
  box: PanelBox,
): string[] {
  return times.flatMap((time, unit) => {
    if (time === null) return [];
    const share = ((model * 31 + unit) * 0.618_034) % 1;
    const at = x + (2 * share - 1) * room;
    return [`M${at.toFixed(1)} ${heightOf(time, box).toFixed(1)}h0`];
  });
}

function swarm(
  times: UnitTimes,
  columns: TimePanel['columns'],
  room: number,
  box: PanelBox,
): TimeDot[] {
  return columns.flatMap(({ layer, x }) => {
    const placed: { at: number; offset: number }[] = [];
    return (times[layer - 1] ?? []).flatMap((time) => {
      if (time === null) return [];
      const at = heightOf(time, box);
      const offset = freeOffset(at, placed, DOT, room);
      placed.push({ at, offset });
      return [{ x: x + offset, y: at, layer }];
    });
  });
}

function pair(
  times: UnitTimes,
  seed: number,
  columns: TimePanel['columns'],
  room: number,
  box: PanelBox,
): TimePair {
  const medians = times.map((layer) => median(layer.filter((time) => time !== null)));
  const path = columns
    .slice(1)
    .map(({ x }, index) => {
      const [from = 0, to = 0] = [medians[index], medians[index + 1]].map((time) =>
        heightOf(time ?? NaN, box),
      );
      const start = (columns[index]?.x ?? 0) + room + DOT;
      return `M${start.toFixed(1)} ${from.toFixed(1)}L${(x - room - DOT).toFixed(1)} ${to.toFixed(1)}`;
    })
    .join('');
  return { seed, path, rises: (medians.at(-1) ?? 0) > (medians[0] ?? 0) };
}
