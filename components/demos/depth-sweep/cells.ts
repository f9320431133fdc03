/** The stacks of the depth sweep: 1 to 8 layers, plain and residual, all of one width. */
import type { ModelSpecification } from '#model/specification.ts';
import { FACTS } from '#tasks/facts.ts';

export const DEMO_ID = 'depth-sweep';

/** Layers that are tried. */
export const DEPTHS = [1, 2, 4, 6, 8] as const;

export const KINDS = ['plain', 'residual'] as const;
export type Kind = (typeof KINDS)[number];

/** One stack. A single layer has nothing to add its input to, so there is only one kind of it. */
export interface Cell {
  readonly id: string;
  readonly kind: Kind;
  readonly layers: number;
}

export const CELLS: readonly Cell[] = KINDS.flatMap((kind) =>
  DEPTHS.filter((layers) => layers > 1 || kind === 'plain').map((layers) => ({
    id: `${kind}-${layers}`,
    kind,
    layers,
  })),
);

/** @throws RangeError when there is no such cell. */
export function cellOf(id: string): Cell {
  const cell = CELLS.find((one) => one.id === id);
  if (cell === undefined)
    throw new RangeError(`cell must be one of ${CELLS.map((one) => one.id).join(', ')}, got ${id}`);
  return cell;
}

/** Units of every layer: so few that eight layers train in a page. */
export const WIDTH = 24;

/** Windows of text in a batch, recorded and live. */
export const BATCH_SIZE = 16;

/** The model of a cell. `residual` adds a layer’s input to its output from layer 2 up. */
export function specificationOf({
  kind,
  layers,
}: Pick<Cell, 'kind' | 'layers'>): ModelSpecification {
  const { inputSize, vocabulary, outputSize, head, loss } = FACTS['char-lm'];
  return {
    inputSize,
    vocabulary,
    hiddenSize: WIDTH,
    numLayers: layers,
    outputSize,
    head,
    loss,
    forgetBias: 1,
    ...(kind === 'residual' ? { residual: true } : {}),
  };
}
