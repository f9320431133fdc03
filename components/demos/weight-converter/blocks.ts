/** The tensors of a layer as drawings: a block for each gate, in the order in which the file has them. */
import { LAYOUTS, type LayoutId } from '#formats/layouts.ts';
import type { Part, Piece, TensorPlan } from '#formats/layout.ts';
import type { Gate, StackForm } from '#formats/lstm-weights.ts';

/** Extent of a block along its tensor's axis; thickness of a bias, and of the narrowest and the widest matrix. px */
const SIZE = { block: 18, bias: 16, least: 22, most: 84, gap: 5, label: 20 } as const;

export interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly gate: Gate | undefined;
}

/** A word beside blocks that belong together: a direction, or one of two biases. */
export interface BlockLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface TensorDrawing {
  readonly name: string;
  readonly shape: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly Block[];
  readonly labels: readonly BlockLabel[];
  /** Gates in order, `i f g o`, for the text beside the drawing. */
  readonly gates: readonly Gate[];
  readonly axis: 'rows' | 'columns';
  /** What the tensor holds. */
  readonly part: TensorPart;
}

/** A tensor holds one part of the cell, or both biases. */
export type TensorPart = Part | 'bothBiases';

/** The tensors of one layer (from 0) in a layout. */
export function drawLayer(form: StackForm, id: LayoutId, layer: number): TensorDrawing[] {
  const plans = LAYOUTS[id].tensors(form).filter((plan) => plan.layer === layer);
  const widest = Math.max(...plans.map(({ across }) => across));
  return plans.map((plan) => drawTensor(plan, widest, LAYOUTS[id].transposed));
}

function drawTensor(plan: TensorPlan, widest: number, transposed: boolean): TensorDrawing {
  const { pieces, across, name, shape } = plan;
  const vector = across === 1 && pieces[0]?.part !== 'input';
  const thick = vector
    ? SIZE.bias
    : Math.round(SIZE.least + (SIZE.most - SIZE.least) * Math.sqrt(across / widest));
  // A bias stands upright beside matrices whose gates lie below one another, and lies beside the others.
  const upright = vector ? !transposed : plan.axis === 'rows';
  const several = pieces.some(
    ({ direction, part }) => direction !== pieces[0]?.direction || part !== pieces[0].part,
  );
  const blocks: Block[] = [];
  const labels: BlockLabel[] = [];
  let along = 0;
  for (const [index, { gate, direction, part }] of pieces.entries()) {
    const before = pieces[index - 1];
    const begins = before?.direction !== direction || before.part !== part;
    if (begins && index > 0) along += SIZE.gap;
    const box = upright
      ? { x: 0, y: along, width: thick, height: SIZE.block }
      : { x: along, y: 0, width: SIZE.block, height: thick };
    blocks.push({ ...box, gate });
    if (begins && several)
      labels.push({
        x: thick + 5,
        y: along + SIZE.block / 2,
        text: `${direction === 0 ? '→' : '←'}${part === 'inputBias' ? ' W' : part === 'recurrentBias' ? ' R' : ''}`,
      });
    along += SIZE.block;
  }
  const side = several ? SIZE.label + 8 : 0;
  return {
    name,
    shape,
    width: upright ? thick + side : along,
    height: upright ? along : thick,
    blocks,
    labels,
    gates: pieces.flatMap(({ gate }) => gate ?? []),
    part: partOf(pieces),
    axis: upright ? 'rows' : 'columns',
  };
}

function partOf(pieces: readonly Piece[]): TensorPart {
  const parts = new Set(pieces.map(({ part }) => part));
  const [only = 'bias'] = parts;
  return parts.size > 1 ? 'bothBiases' : only;
}
