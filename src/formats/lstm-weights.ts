/**
 * The weights of a stack of LSTM layers, as no framework stores them: every gate's matrix by itself and by name.
 *
 *   z_n = W_n x_t + b_n + U_n h_{t−1} + d_n     for n = i, f, g, o
 *   c_t = σ(z_f) ⊙ c_{t−1} + σ(z_i) ⊙ tanh(z_g)
 *   h_t = σ(z_o) ⊙ tanh(c_t), or V (σ(z_o) ⊙ tanh(c_t)) with a projection
 *
 * All layouts are read into this and written from it (`layout.ts`), so that n layouts need n descriptions, not n².
 */
import { FormatError } from './format-error.ts';

/** Input gate, forget gate, candidate, output gate. ONNX calls g `c`, Core ML `z`, cuDNN “new memory”. */
export const GATES = ['i', 'f', 'g', 'o'] as const;
export type Gate = (typeof GATES)[number];
export type ByGate = Readonly<Record<Gate, Float64Array>>;

/** Sizes of the cells of one layer: all its directions have the same. */
export interface LayerForm {
  /** I, or what the layer below puts out. */
  readonly inputSize: number;
  /** H. */
  readonly hiddenSize: number;
  /** P; 0 without projection. What the layer puts out per direction is P, or H without. */
  readonly projection: number;
}

/** What a stack consists of, without its numbers. */
export interface StackForm {
  readonly directions: 1 | 2;
  /** Bias vectors a gate: none, one, or PyTorch's two. */
  readonly biases: 0 | 1 | 2;
  /** Bottom first. */
  readonly layers: readonly LayerForm[];
}

/** The weights of one layer in one direction. Matrices are row-major, with one row for each unit. */
export interface CellWeights {
  /** W, [H, in] each. */
  readonly input: ByGate;
  /** U, [H, P or H] each. */
  readonly recurrent: ByGate;
  /** b, [H] each; zeros where there is none. */
  readonly inputBias: ByGate;
  /** d, [H] each; zeros where there is none. */
  readonly recurrentBias: ByGate;
  /** V, [P, H]; empty without projection. */
  readonly output: Float64Array;
}

export interface StackWeights extends StackForm {
  /** By layer, then by direction: forwards, backwards. */
  readonly cells: readonly (readonly CellWeights[])[];
  /** How the numbers were stored. Conversions keep it where the target has it. */
  readonly precision: 'F32' | 'F64';
}

/** Most layers, widest layer or input, and most weights, that are read. */
export const STACK_LIMITS = { layers: 64, width: 16_384, numbers: 2 ** 24 } as const;

/** Width of what a layer hands up, all directions together. */
export const outputWidth = ({ directions }: StackForm, layer: LayerForm): number =>
  directions * (layer.projection || layer.hiddenSize);

/**
 * @throws FormatError when there are no layers or too many, a size is out of range, there are too many weights, or a
 *   layer does not read what the one below it puts out.
 */
export function checkForm(form: StackForm): void {
  const { layers } = form;
  if (layers.length < 1) throw new FormatError('no-lstm', 'number of LSTM layers', '1 or more', 0);
  if (layers.length > STACK_LIMITS.layers)
    throw new FormatError('limit', 'number of LSTM layers', `at most ${STACK_LIMITS.layers}`);
  for (const [index, layer] of layers.entries()) {
    const { inputSize, hiddenSize, projection } = layer;
    for (const [name, value] of Object.entries({ inputSize, hiddenSize }))
      if (!(Number.isInteger(value) && value >= 1 && value <= STACK_LIMITS.width))
        throw new FormatError(
          'limit',
          `${name} of layer ${index + 1}`,
          `1…${STACK_LIMITS.width}`,
          value,
        );
    if (!(Number.isInteger(projection) && projection >= 0 && projection < hiddenSize))
      throw new FormatError('structure', 'proj_size', `0…${hiddenSize - 1}`, projection);
    const below = index > 0 ? layers[index - 1] : undefined;
    if (below && outputWidth(form, below) !== inputSize)
      throw new FormatError(
        'chain',
        `inputs of LSTM layer ${index + 1}`,
        `the ${outputWidth(form, below)} outputs of layer ${index}`,
        inputSize,
      );
  }
  const numbers = countNumbers(form);
  if (numbers > STACK_LIMITS.numbers)
    throw new FormatError('limit', 'number of weights', `at most ${STACK_LIMITS.numbers}`, numbers);
}

/** Four vectors or matrices, made gate by gate. */
export const byGate = (make: (gate: Gate) => Float64Array): ByGate => ({
  i: make('i'),
  f: make('f'),
  g: make('g'),
  o: make('o'),
});

/** Weights a stack has when each bias vector counts: what the file holds. */
export const countNumbers = ({ directions, biases, layers }: StackForm): number =>
  layers.reduce((sum, { inputSize, hiddenSize, projection }) => {
    const recurrent = projection || hiddenSize;
    const cell = 4 * hiddenSize * (inputSize + recurrent + biases) + projection * hiddenSize;
    return sum + directions * cell;
  }, 0);
