/**
 * What a stack computes, by the float64 reference (`#math/lstm-stack`), to compare weights before and after a
 * conversion.
 *
 * The reference knows no projection, but a projected layer is an ordinary one in disguise: with m = σ(z_o) ⊙ tanh(c),
 * h = V m, every U h is (U V) m. So V is multiplied into what reads it, and onto the last layer's output.
 */
import { forwardStack } from '#math/lstm-stack.ts';
import type { LstmWeights } from '#math/lstm.ts';
import { createRng } from '#math/rng.ts';
import { COMPARISON } from './comparison.ts';
import { type ByGate, type CellWeights, GATES, type StackWeights } from './lstm-weights.ts';

/** Largest difference between the outputs of two stacks over the random input; they must have the same form. */
export function largestDifference(a: StackWeights, b: StackWeights): number {
  const [outputs, others] = [runStack(a), runStack(b)];
  if (outputs.length !== others.length)
    throw new RangeError(
      `stacks must have as many outputs, got ${outputs.length} and ${others.length}`,
    );
  // NaN must not hide: it compares false with everything.
  return outputs.reduce((most, value, k) => {
    const difference = Math.abs(value - (others[k] ?? NaN));
    return difference <= most ? most : difference;
  }, 0);
}

/** Outputs over the random input, [T, B, D·P or D·H]. */
export function runStack(stack: StackWeights): Float64Array {
  const { steps, batch, seed } = COMPARISON;
  const rng = createRng(seed);
  const inputs = Float64Array.from(
    { length: steps * batch * (stack.layers[0]?.inputSize ?? 0) },
    () => rng.normal(),
  );
  return outputsOf(stack, inputs, steps, batch);
}

/** @param inputs [T, B, I] */
export function outputsOf(
  stack: StackWeights,
  inputs: Float64Array,
  steps: number,
  batch: number,
): Float64Array {
  const cells = stack.cells.flatMap((layer, index) =>
    layer.map((cell) => referenceWeights(cell, stack.cells[index - 1])),
  );
  const { outputs } = forwardStack(cells, inputs, steps, batch, { directions: stack.directions });
  const top = stack.cells.at(-1) ?? [];
  return top.some(({ output }) => output.length > 0) ? projected(outputs, top) : outputs;
}

const widthOf = (cell: CellWeights): number => cell.inputBias.i.length;

/** One cell as the reference has it: transposed, gates side by side, one bias. */
function referenceWeights(cell: CellWeights, below: readonly CellWeights[] = []): LstmWeights {
  const H = widthOf(cell);
  const input = below.some(({ output }) => output.length > 0)
    ? throughProjection(cell.input, below, H)
    : cell.input;
  const recurrent =
    cell.output.length > 0 ? throughProjection(cell.recurrent, [cell], H) : cell.recurrent;
  const inputSize = input.i.length / H;
  return {
    inputSize,
    hiddenSize: H,
    kernel: sideBySide(input, H, inputSize),
    recurrent: sideBySide(recurrent, H, H),
    bias: Float64Array.from(
      GATES.flatMap((gate) =>
        [...cell.inputBias[gate]].map(
          (value, unit) => value + (cell.recurrentBias[gate][unit] ?? NaN),
        ),
      ),
    ),
  };
}

/** [across, 4H] from four [H, across]. */
function sideBySide(gates: ByGate, H: number, across: number): Float64Array {
  const joint = new Float64Array(across * 4 * H);
  for (const [g, gate] of GATES.entries())
    for (let unit = 0; unit < H; unit++)
      for (let k = 0; k < across; k++)
        joint[k * 4 * H + g * H + unit] = gates[gate][unit * across + k] ?? NaN;
  return joint;
}

/** [H, Σ H of `from`]: what read the projected outputs of cells side by side reads what they had before. */
function throughProjection(gates: ByGate, from: readonly CellWeights[], H: number): ByGate {
  const through = (matrix: Float64Array): Float64Array => {
    const across = matrix.length / H;
    const width = from.reduce((sum, cell) => sum + widthOf(cell), 0);
    const product = new Float64Array(H * width);
    for (let unit = 0; unit < H; unit++) {
      let [column, before] = [0, 0];
      for (const cell of from) {
        const own = widthOf(cell);
        const P = cell.output.length / own;
        for (let p = 0; p < P; p++)
          for (let k = 0; k < own; k++)
            product[unit * width + before + k] =
              (product[unit * width + before + k] ?? NaN) +
              (matrix[unit * across + column + p] ?? NaN) * (cell.output[p * own + k] ?? NaN);
        column += P;
        before += own;
      }
    }
    return product;
  };
  return { i: through(gates.i), f: through(gates.f), g: through(gates.g), o: through(gates.o) };
}

/** V m of the top layer's cells, side by side. */
function projected(outputs: Float64Array, top: readonly CellWeights[]): Float64Array {
  const width = top.reduce((sum, cell) => sum + widthOf(cell), 0);
  const rows = outputs.length / width;
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    let before = row * width;
    for (const cell of top) {
      const own = widthOf(cell);
      for (let p = 0; p < cell.output.length / own; p++) {
        let sum = 0;
        for (let k = 0; k < own; k++)
          sum += (cell.output[p * own + k] ?? NaN) * (outputs[before + k] ?? NaN);
        values.push(sum);
      }
      before += own;
    }
  }
  return Float64Array.from(values);
}
