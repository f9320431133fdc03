/**
 * Where a model's parameters are, as bars of segments: one bar for a model, all on one scale, so that lengths compare
 * between groups too. Pure geometry; the words come in, and their widths are estimated.
 */
import { NARROW } from './chart-widths.ts';

export type SegmentKind = 'embedding' | 'input' | 'recurrent' | 'projection' | 'bias' | 'head';

export interface Segment {
  readonly kind: SegmentKind;
  /** 1…L; 0 for what is outside the stack. */
  readonly layer: number;
  /** Parameters. */
  readonly size: number;
}

export interface BarsInput {
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly {
      /** Before the bar: `2 × 75`. */
      readonly label: string;
      /** After it: `71,100`. */
      readonly end: string;
      readonly segments: readonly Segment[];
    }[];
  }[];
  /** Kinds that occur, with their names. */
  readonly legend: readonly { readonly kind: SegmentKind; readonly text: string }[];
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface PlacedSegment extends Placed {
  readonly kind: SegmentKind;
  readonly layer: number;
  readonly width: number;
  readonly height: number;
}

export interface BarsLayout {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly legend: readonly (Placed & { readonly kind: SegmentKind; readonly text: string })[];
  readonly titles: readonly (Placed & { readonly text: string })[];
  readonly bars: readonly {
    readonly label: Placed & { readonly text: string };
    readonly end: Placed & { readonly text: string };
    readonly segments: readonly PlacedSegment[];
  }[];
}

const BAR = 16;
const PITCH = 25;
const TITLE = 30;
const LEGEND = 24;
/** Width of a swatch in the legend. */
export const SWATCH = 16;

/** Pixels that a text of 13 px takes, rather more than less. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 13.5 : 7.2), 0);

/** @param width pixels, at least 240 */
export function layoutParameterBars({ groups, legend }: BarsInput, width: number): BarsLayout {
  const rows = groups.flatMap((group) => group.rows);
  const before = Math.max(0, ...rows.map(({ label }) => textWidth(label))) + 10;
  const after = Math.max(0, ...rows.map(({ end }) => textWidth(end))) + 10;
  const room = Math.max(20, width - before - after);
  const total = (segments: readonly Segment[]): number =>
    segments.reduce((sum, { size }) => sum + size, 0);
  const most = Math.max(1, ...rows.map(({ segments }) => total(segments)));
  const key = flow(legend, width);
  let y = key.height;
  const titles: BarsLayout['titles'][number][] = [];
  const bars: BarsLayout['bars'][number][] = [];
  for (const group of groups) {
    titles.push({ x: 0, y: y + 18, text: group.title });
    y += TITLE;
    for (const { label, end, segments } of group.rows) {
      let x = before;
      const placed = segments.map((segment): PlacedSegment => {
        const long = (room * segment.size) / most;
        const { kind, layer } = segment;
        const piece = { x, y, kind, layer, width: long, height: BAR };
        x += long;
        return piece;
      });
      const text = y + BAR - 4;
      bars.push({
        label: { x: before - 10, y: text, text: label },
        end: { x: x + 8, y: text, text: end },
        segments: placed,
      });
      y += PITCH;
    }
    y += 8;
  }
  return { width, height: y, narrow: width < NARROW, legend: key.items, titles, bars };
}

/** The legend's items one after the other, on as many lines as they need. */
function flow(legend: BarsInput['legend'], width: number) {
  let [x, y] = [0, 0];
  const items = legend.map(({ kind, text }) => {
    const long = SWATCH + 6 + textWidth(text) + 18;
    if (x > 0 && x + long - 18 > width) [x, y] = [0, y + LEGEND];
    const item = { kind, text, x, y };
    x += long;
    return item;
  });
  return { items, height: legend.length > 0 ? y + LEGEND : 0 };
}
