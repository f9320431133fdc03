/** Where the heat maps of a stack's states lie while it reads: one of fixed height a layer, the upper layer on top. */

export interface StateMapsLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  /** Width of a step. */
  readonly column: number;
  /** Baseline of the symbols over the maps, and whether there is room for every one. */
  readonly symbolsY: number;
  readonly roomForSymbols: boolean;
  /** Top layer first. */
  readonly maps: readonly { readonly layer: number; readonly top: number; readonly row: number }[];
  readonly mapHeight: number;
  readonly legendY: number;
}

const TITLE = 20;
const MAP_HEIGHT = 128;
/** Pixels a symbol needs. */
const SYMBOL = 13;

/**
 * @param width pixels, 200 or more.
 * @param steps columns, ≥ 1; a few columns are no wider than 28 pixels each.
 */
export function layoutStateMaps(
  width: number,
  steps: number,
  layers: number,
  units: number,
): StateMapsLayout {
  const symbolsY = 14;
  const column = Math.min(28, width / steps);
  const maps = Array.from({ length: layers }, (_, index) => ({
    layer: layers - index,
    top: symbolsY + 6 + TITLE + index * (TITLE + MAP_HEIGHT),
    row: MAP_HEIGHT / units,
  }));
  const legendY = symbolsY + 6 + layers * (TITLE + MAP_HEIGHT) + 14;
  return {
    width,
    height: legendY + 30,
    left: 0,
    column,
    symbolsY,
    roomForSymbols: column >= SYMBOL,
    maps,
    mapHeight: MAP_HEIGHT,
    legendY,
  };
}

/** The step (from 0) under a horizontal place, the nearest one outside the maps. */
export const stateStepAt = (
  x: number,
  { left, column }: Pick<StateMapsLayout, 'left' | 'column'>,
  steps: number,
): number => Math.min(steps - 1, Math.max(0, Math.floor((x - left) / column)));
