/**
 * Dropout masks of two stacks side by side, or one under the other where there is no room: a strip for each place, time
 * to the right, a row for each unit; and beneath, the mean factor of every unit.
 */

/** What is drawn of one stack: a strip for each place, from the output down, with its masks `[mask][unit][step]`. */
export interface MaskStack<Id extends string> {
  readonly id: Id;
  readonly strips: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly means: readonly number[];
}

export interface MaskInput<Id extends string> {
  readonly stacks: readonly MaskStack<Id>[];
  readonly steps: number;
  /** Largest factor, 1/(1 − p). */
  readonly most: number;
}

export interface MaskStrip {
  readonly top: number;
  readonly height: number;
  /** Kept cells of each mask, in units of one step and one row, each mask below the other. */
  readonly kept: readonly string[];
  /** Rows of one mask, and how tall a row is; 0 where nothing is dropped. */
  readonly rows: number;
  readonly row: number;
}

export interface MaskPanel<Id extends string> {
  readonly id: Id;
  /** Where names begin, and where the strips begin and end: the letters of gates stand between. */
  readonly edge: number;
  readonly left: number;
  readonly right: number;
  readonly titleY: number;
  readonly strips: readonly MaskStrip[];
  /** Beneath the last strip: the axis of time. */
  readonly bottom: number;
}

export interface MaskLayout<Id extends string> {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly MaskPanel<Id>[];
  readonly dots: {
    readonly left: number;
    readonly right: number;
    readonly titleY: number;
    readonly axisY: number;
    readonly ticks: readonly { readonly x: number; readonly value: number }[];
    /** A row for each stack. */
    readonly rows: readonly {
      readonly id: Id;
      readonly y: number;
      readonly dots: readonly { readonly x: number; readonly y: number }[];
    }[];
  };
}

/** Room for two panels, in pixels. */
const WIDE = 560;
const GAP = 28;
/** Left of the strips: the letters of gates. */
const INSET = 14;
const TITLE = 20;
/** Over a strip: its name. */
const LABEL = 19;
const ROW = 5;
/** Rows are lower where a place has a mask for each gate. */
const LOW_ROW = 3;
const CLOSED = 18;
const BETWEEN = 8;
const AXIS = 26;
const DOT_ROW = 46;

/** @param width pixels, 200 or more */
export function layoutMasks<Id extends string>(
  { stacks, steps, most }: MaskInput<Id>,
  width: number,
): MaskLayout<Id> {
  const beside = width >= WIDE;
  const column = beside ? (width - GAP) / 2 : width;
  const tallest = (stack: MaskStack<Id>, place: number): number =>
    Math.max(
      ...(beside ? stacks : [stack]).map(({ strips }) => {
        const masks = strips[place] ?? [];
        return masks.length === 0 ? CLOSED : rowsOf(masks) * rowOf(masks);
      }),
    );
  let top = 0;
  const panels = stacks.map((stack, index): MaskPanel<Id> => {
    if (beside) top = 0;
    const titleY = top + 14;
    let y = top + TITLE;
    const strips = stack.strips.map((masks, place): MaskStrip => {
      const strip = {
        top: y + LABEL,
        height: tallest(stack, place),
        kept: masks.map(keptPath),
        rows: masks[0]?.length ?? 0,
        row: masks.length === 0 ? 0 : rowOf(masks),
      };
      y = strip.top + strip.height + BETWEEN;
      return strip;
    });
    top = y + AXIS;
    const edge = beside ? index * (column + GAP) : 0;
    const [left, right] = [edge + INSET, edge + column];
    return { id: stack.id, edge, left, right, titleY, strips, bottom: y - BETWEEN };
  });

  const first = top + 34;
  const [left, right] = [beside ? 70 : 62, width - 12];
  const x = (value: number): number => left + (value / most) * (right - left);
  const axisY = first + stacks.length * DOT_ROW + 6;
  return {
    width,
    height: axisY + 24,
    panels,
    dots: {
      left,
      right,
      titleY: top + 18,
      axisY,
      ticks: [...new Set([0, 1, most])].map((value) => ({ x: x(value), value })),
      rows: stacks.map(({ id, means }, index) => {
        const y = first + (index + 0.5) * DOT_ROW;
        return { id, y, dots: means.map((mean, at) => ({ x: x(mean), y: y + scattered(at) })) };
      }),
    },
  };
  function rowsOf(masks: readonly (readonly unknown[])[]): number {
    return masks.reduce((rows, mask) => rows + mask.length, 0);
  }
  function rowOf(masks: readonly unknown[]): number {
    return masks.length > 1 ? LOW_ROW : ROW;
  }
  function keptPath(mask: readonly (readonly number[])[]): string {
    return mask.map((factors, unit) => keptRuns(factors.slice(0, steps), unit)).join('');
  }
}

/** Runs of kept steps of one unit as rectangles, a little lower than the row, so that rows can be told apart. */
function keptRuns(factors: readonly number[], unit: number): string {
  let path = '';
  let start = -1;
  for (let step = 0; step <= factors.length; step++) {
    const kept = (factors[step] ?? 0) > 0;
    if (kept && start < 0) start = step;
    if (!kept && start >= 0) {
      path += `M${start} ${unit}h${step - start}v.8h-${step - start}z`;
      start = -1;
    }
  }
  return path;
}

/** Pixels by which a dot is moved up or down so that equal values do not hide one another; by its number alone. */
const scattered = (at: number): number => 15 * (((at * 0.618034) % 1) * 2 - 1);

/** The step under a place on the drawing, 1…T; undefined beside the panels. */
export function stepUnder(
  x: number,
  panels: readonly { readonly left: number; readonly right: number }[],
  steps: number,
): number | undefined {
  const panel = panels.find(({ left, right }) => x >= left && x <= right);
  if (!panel) return undefined;
  const share = (x - panel.left) / (panel.right - panel.left);
  return Math.min(steps, Math.floor(share * steps) + 1);
}
