/**
 * Geometry of the drawing of one LSTM layer and of two, unrolled over three steps. Sizes are in CSS pixels.
 * Pure: numbers in, coordinates out; UnrolledStacks.astro draws them.
 */

/** Size of a cell. */
export const CELL = { width: 58, height: 50 } as const;
/** From one step to the next. */
const STRIDE = 88;
/** From one layer to the next. */
const RISE = 96;
/** Length of the arrow that leaves the top layer. */
const OUT = 22;
/** Length of the arrow from an input to the first layer. */
const IN = 24;
/** Where the two states leave a cell, from its top. */
const CELL_STATE = 14;
const HIDDEN_STATE = 36;

/** An arrow: a shaft and a head, as SVG paths. `fade` marks states that come from or go to steps not drawn. */
export interface Arrow {
  readonly kind: 'c' | 'h' | 'x';
  readonly shaft: string;
  readonly head: string;
  readonly fade: boolean;
}

/** A cell of a layer (from 1, counted upward) with its upper left corner. */
export interface CellBox {
  readonly layer: number;
  readonly x: number;
  readonly y: number;
}

/** Everything that is drawn of one stack. */
export interface StackDrawing {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CellBox[];
  readonly arrows: readonly Arrow[];
  /** Middle of each layer's row, from layer 1. */
  readonly rows: readonly number[];
  /** Middle of each step's column. */
  readonly columns: readonly number[];
  /** Right edge of the last cells. */
  readonly right: number;
  /** Baselines of the names of the inputs and of the title. */
  readonly inputs: number;
  readonly title: number;
}

const right = (x1: number, y: number): string =>
  `M${x1 - 7} ${y - 4}L${x1} ${y}L${x1 - 7} ${y + 4}`;
const up = (x: number, y: number): string => `M${x - 4} ${y + 7}L${x} ${y}L${x + 4} ${y + 7}`;

/**
 * The drawing of a stack.
 * @param layers 1 or more
 * @param steps 1 or more
 * @param left room for the names of the layers
 */
export function stackDrawing(layers: number, steps: number, left: number): StackDrawing {
  const top = (layer: number): number => OUT + 12 + (layers - layer) * RISE;
  const x = (step: number): number => left + step * STRIDE;
  const count = (n: number): number[] => Array.from({ length: n }, (_, index) => index);
  const cells: CellBox[] = [];
  const arrows: Arrow[] = [];
  for (const layer of count(layers).map((index) => index + 1)) {
    const y = top(layer);
    for (const step of count(steps)) {
      cells.push({ layer, x: x(step), y });
      const middle = x(step) + CELL.width / 2;
      const end = layer === layers ? y - OUT : top(layer + 1) + CELL.height + 1;
      arrows.push({
        kind: 'h',
        shaft: `M${middle} ${y}L${middle} ${end}`,
        head: up(middle, end),
        fade: false,
      });
      if (layer === 1)
        arrows.push({
          kind: 'x',
          shaft: `M${middle} ${y + CELL.height + IN}L${middle} ${y + CELL.height + 1}`,
          head: up(middle, y + CELL.height + 1),
          fade: false,
        });
      for (const [kind, offset] of [
        ['c', CELL_STATE],
        ['h', HIDDEN_STATE],
      ] as const) {
        const from = x(step) + CELL.width;
        const to = x(step + 1) - 1;
        if (step < steps - 1)
          arrows.push({
            kind,
            shaft: `M${from} ${y + offset}L${to} ${y + offset}`,
            head: right(to, y + offset),
            fade: false,
          });
        else arrows.push({ kind, shaft: `M${from} ${y + offset}h12`, head: '', fade: true });
        if (step === 0)
          arrows.push({ kind, shaft: `M${x(0) - 12} ${y + offset}h12`, head: '', fade: true });
      }
    }
  }
  const bottom = top(1) + CELL.height;
  return {
    width: x(steps - 1) + CELL.width + 16,
    height: bottom + IN + 58,
    cells,
    arrows,
    rows: count(layers).map((index) => top(index + 1) + CELL.height / 2),
    columns: count(steps).map((step) => x(step) + CELL.width / 2),
    right: x(steps - 1) + CELL.width,
    inputs: bottom + IN + 18,
    title: bottom + IN + 56,
  };
}
