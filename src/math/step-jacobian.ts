/**
 * The Jacobian of one step of a stack: the derivatives of all states after the step with respect to all states before
 * it, s = (h¹, c¹, h², c², …). Nothing comes down in a plain stack, so it is block lower triangular.
 */
import { backwardStack, forwardStack } from './lstm-stack.ts';
import { zeroLstmWeights, type LstmState, type LstmWeights } from './lstm.ts';

/**
 * By backpropagation: a batch in which every sequence is the same, and each asks for the derivative of another state.
 * @param cells one for each layer, bottom first, all H wide.
 * @param input x_t, [I].
 * @param states before the step, [H] each, one for each layer.
 * @returns row-major [2LH, 2LH]; row: a state after the step, column: a state before it.
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function stepJacobian(
  cells: readonly LstmWeights[],
  input: Float64Array,
  states: readonly LstmState[],
): Float64Array {
  const H = cells[0]?.hiddenSize ?? 0;
  const n = 2 * cells.length * H;
  const repeated = (values: Float64Array): Float64Array => {
    const all = new Float64Array(n * values.length);
    for (let row = 0; row < n; row++) all.set(values, row * values.length);
    return all;
  };
  const initial = states.map(({ h, c }) => ({ h: repeated(h), c: repeated(c) }));
  const trace = forwardStack(cells, repeated(input), 1, n, { initial });
  const wanted = cells.map((_, layer) => {
    const h = new Float64Array(n * H);
    const c = new Float64Array(n * H);
    for (let unit = 0; unit < H; unit++) {
      h[(2 * layer * H + unit) * H + unit] = 1;
      c[((2 * layer + 1) * H + unit) * H + unit] = 1;
    }
    return { h, c };
  });
  const gradients = cells.map(({ inputSize }) => zeroLstmWeights(inputSize, H));
  const back = backwardStack(cells, trace, new Float64Array(n * H), gradients, wanted);
  const jacobian = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    back.initial.forEach(({ h, c }, layer) => {
      jacobian.set(h.subarray(row * H, (row + 1) * H), row * n + 2 * layer * H);
      jacobian.set(c.subarray(row * H, (row + 1) * H), row * n + (2 * layer + 1) * H);
    });
  return jacobian;
}

/** Rows and columns `rows` and `columns` (first included, last not) of a square row-major matrix. */
export function blockOf(
  matrix: Float64Array,
  rows: readonly [number, number],
  columns: readonly [number, number],
): Float64Array {
  const n = Math.round(Math.sqrt(matrix.length));
  const width = columns[1] - columns[0];
  const block = new Float64Array((rows[1] - rows[0]) * width);
  for (let row = rows[0]; row < rows[1]; row++)
    block.set(matrix.subarray(row * n + columns[0], row * n + columns[1]), (row - rows[0]) * width);
  return block;
}
