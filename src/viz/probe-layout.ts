/** Where the panels of a layer probe lie: one map a layer, the upper layer on top, and a line panel beneath. */

export interface ProbePanel {
  /** From 1. */
  readonly layer: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ProbeLayout {
  readonly width: number;
  readonly height: number;
  /** The steps, the same for all panels. */
  readonly left: number;
  readonly right: number;
  /** Baseline of the symbols over the maps. */
  readonly symbolsY: number;
  /** Whether there is room for every symbol. */
  readonly roomForSymbols: boolean;
  /** Top layer first. */
  readonly maps: readonly ProbePanel[];
  readonly lines: { readonly top: number; readonly bottom: number };
  readonly legendY: number;
}

const MARGIN = { left: 38, right: 4 } as const;
const ROW = 6.5;
const TITLE = 22;
/** Between the last map and the title over the lines. */
const LEAD = 10;
const LINES = 62;

/**
 * @param width pixels, 200 or more.
 * @param steps columns, ≥ 1.
 */
export function layoutProbe(
  width: number,
  steps: number,
  layers: number,
  units: number,
): ProbeLayout {
  const symbolsY = 12;
  const maps: ProbePanel[] = [];
  let y = symbolsY + 4;
  for (let layer = layers; layer >= 1; layer--) {
    const top = y + TITLE;
    maps.push({ layer, top, bottom: top + units * ROW });
    y = top + units * ROW;
  }
  const top = y + TITLE + LEAD;
  const lines = { top, bottom: top + LINES };
  const legendY = lines.bottom + 20;
  const [left, right] = [MARGIN.left, width - MARGIN.right];
  return {
    width,
    height: legendY + 30,
    left,
    right,
    symbolsY,
    roomForSymbols: (right - left) / steps >= 8,
    maps,
    lines,
    legendY,
  };
}

/** The step (from 1) under a horizontal place, the nearest one outside the plot. */
export function stepAt(
  x: number,
  { left, right }: Pick<ProbeLayout, 'left' | 'right'>,
  steps: number,
): number {
  const step = Math.floor(((x - left) / (right - left)) * steps) + 1;
  return Math.min(steps, Math.max(1, step));
}

/** The unit `layer.unit` under a vertical place; undefined outside the maps. */
export function unitAt(y: number, maps: readonly ProbePanel[], units: number): string | undefined {
  const map = maps.find(({ top, bottom }) => y >= top && y < bottom);
  if (map === undefined) return undefined;
  const unit = Math.floor(((y - map.top) / (map.bottom - map.top)) * units) + 1;
  return `${map.layer}.${unit}`;
}
