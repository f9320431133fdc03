/**
 * How a framework lays out LSTM weights, as a list of tensors, each a row of pieces: one gate of one matrix or bias.
 * The same list packs, unpacks, and is drawn.
 *
 *   PyTorch weight_ih_l0, pieces along the rows:      [ i ; f ; g ; o ]      4H × I
 *   Keras kernel, pieces along the columns:           [ iᵀ fᵀ gᵀ oᵀ ]        I × 4H
 */
import { FormatError } from './format-error.ts';
import {
  byGate,
  checkForm,
  type ByGate,
  type CellWeights,
  type Gate,
  type StackForm,
  type StackWeights,
} from './lstm-weights.ts';

/** `bias` is the sum of both biases, where a framework has one. `output` is the projection; it has no gates. */
export type Part = 'input' | 'recurrent' | 'inputBias' | 'recurrentBias' | 'bias' | 'output';

export interface Piece {
  readonly direction: 0 | 1;
  readonly part: Part;
  /** None for a projection. */
  readonly gate?: Gate;
  /** Extent along the tensor's axis: H, or P for a projection. */
  readonly size: number;
}

export interface TensorPlan {
  /** As the framework calls it; unique within the stack. */
  readonly name: string;
  readonly shape: readonly number[];
  /** From 0. */
  readonly layer: number;
  /** Pieces lie below one another, or side by side and transposed. */
  readonly axis: 'rows' | 'columns';
  /** Extent of every piece along the other axis; 1 for biases. */
  readonly across: number;
  readonly pieces: readonly Piece[];
}

/** What a layout can express, and its tensors for a stack. */
export interface Layout {
  /** Order of the gates within a matrix. */
  readonly order: readonly Gate[];
  readonly biases: 1 | 2;
  /** Kernels are stored input by unit. */
  readonly transposed: boolean;
  readonly projections: boolean;
  /** Layers may differ in width. */
  readonly widths: boolean;
  readonly tensors: (form: StackForm) => TensorPlan[];
}

/** A tensor's numbers. */
export interface LayoutTensor extends TensorPlan {
  /** Row-major. */
  readonly data: Float64Array;
}

/** @throws FormatError of reason `target` when the layout has no place for the stack. */
export function checkTarget(form: StackForm, layout: Layout): void {
  const projection = form.layers.find((layer) => layer.projection > 0)?.projection;
  if (projection !== undefined && !layout.projections)
    throw new FormatError('target', 'proj_size', '0: the target has no projection', projection);
  const widths = [...new Set(form.layers.map(({ hiddenSize }) => hiddenSize))];
  if (widths.length > 1 && !layout.widths)
    throw new FormatError(
      'target',
      'hidden_size',
      'the same in all layers: the target has one for the whole stack',
      widths.join(', '),
    );
}

/** The tensors of a stack in a layout. @throws FormatError as `checkTarget`. */
export function pack(stack: StackWeights, layout: Layout): LayoutTensor[] {
  checkTarget(stack, layout);
  return layout.tensors(stack).map((plan) => ({ ...plan, data: packTensor(stack, plan) }));
}

function packTensor(stack: StackWeights, plan: TensorPlan): Float64Array {
  const data = new Float64Array(lengthOf(plan));
  let at = 0;
  for (const piece of plan.pieces) {
    const cell = stack.cells[plan.layer]?.[piece.direction];
    if (cell === undefined) throw new RangeError(`no cell for layer ${plan.layer}`);
    copyPiece(partOf(cell, piece), data, at, plan, piece.size, 'in');
    at += piece.size;
  }
  return data;
}

const lengthOf = ({ pieces, across }: TensorPlan): number =>
  across * pieces.reduce((sum, { size }) => sum + size, 0);

/** Between a gate's own matrix, [size, across], and its place in the tensor. */
function copyPiece(
  own: Float64Array,
  tensor: Float64Array,
  at: number,
  { axis, across, pieces }: TensorPlan,
  size: number,
  way: 'in' | 'out',
): void {
  const row = pieces.reduce((sum, piece) => sum + piece.size, 0);
  for (let unit = 0; unit < size; unit++)
    for (let k = 0; k < across; k++) {
      const inner = unit * across + k;
      const outer = axis === 'rows' ? at * across + inner : k * row + at + unit;
      if (way === 'in') tensor[outer] = own[inner] ?? NaN;
      else own[inner] = tensor[outer] ?? NaN;
    }
}

function partOf(cell: CellWeights, { part, gate }: Piece): Float64Array {
  if (part === 'output') return cell.output;
  if (gate === undefined) throw new RangeError(`${part} has gates`);
  if (part !== 'bias') return cell[part][gate];
  const other = cell.recurrentBias[gate];
  return cell.inputBias[gate].map((value, unit) => value + (other[unit] ?? NaN));
}

/** The numbers of a tensor that a plan names. */
export type TensorSource = (plan: TensorPlan) => ArrayLike<number>;

/**
 * The stack whose tensors lie in a layout.
 * @throws FormatError when sizes are out of range, or a tensor is not as long as its plan says.
 */
export function unpack(
  form: StackForm,
  layout: Layout,
  precision: StackWeights['precision'],
  numbers: TensorSource,
): StackWeights {
  checkForm(form);
  const cells = form.layers.map(({ inputSize, hiddenSize, projection }) =>
    Array.from({ length: form.directions }, () => ({
      input: byGate(() => new Float64Array(hiddenSize * inputSize)),
      recurrent: byGate(() => new Float64Array(hiddenSize * (projection || hiddenSize))),
      inputBias: byGate(() => new Float64Array(hiddenSize)),
      recurrentBias: byGate(() => new Float64Array(hiddenSize)),
      output: new Float64Array(projection * hiddenSize),
    })),
  );
  for (const plan of layout.tensors(form)) {
    const data = Float64Array.from(numbers(plan));
    if (data.length !== lengthOf(plan))
      throw new FormatError('structure', plan.name, `${lengthOf(plan)} numbers`, data.length);
    let at = 0;
    for (const piece of plan.pieces) {
      const cell = cells[plan.layer]?.[piece.direction];
      if (cell) copyPiece(ownPart(cell, piece), data, at, plan, piece.size, 'out');
      at += piece.size;
    }
  }
  return { ...form, cells, precision };
}

/** Where a piece belongs in a new cell: a single bias is the input's. */
function ownPart(cell: CellWeights, { part, gate }: Piece): Float64Array {
  if (part === 'output' || gate === undefined) return cell.output;
  const gates: ByGate = cell[part === 'bias' ? 'inputBias' : part];
  return gates[gate];
}
