/**
 * The model, as one plain object that can be posted to a worker, stored in a URL or written to a file.
 *
 *   x_t or E[token_t] → LSTM layer 1 → dropout → … → LSTM layer L → dense head → prediction
 *
 * One bias vector a layer and direction, gates in the order i, f, g, o (Keras' i, f, c, o), as science and Keras write
 * them. With two directions a layer's output is [h forwards; h backwards], 2H wide, as in PyTorch and Keras.
 *
 *   y_l = h_l                      output of layer l
 *   y_l = h_l + y_{l−1}            for l ≥ 2 with `residual`
 *   x_{l+1} = mask_l ⊙ y_l / (1 − p)   what layer l + 1 reads, in training; y_l itself otherwise
 *
 * The residual path adds y_{l−1} as it was before dropout.
 */

/** Where the dense head reads the top layer: its state after the last real step, or its output at every step. */
export type Head = 'last' | 'every';

/** `mse`: mean squared error over all outputs. `softmax`: mean cross-entropy in nats over all predictions. */
export type Loss = 'mse' | 'softmax';

/** Whose initial weights: see `initialise.ts`. */
export type Initialisation = 'keras' | 'pytorch';

export interface ModelSpecification {
  /** Width of what layer 1 reads, 1…1024: features a time step, or the width of the embedding. */
  readonly inputSize: number;
  /** Kinds of tokens, 2…8192, each with a learned vector; left out, the inputs are features. */
  readonly vocabulary?: number;
  /** Units of each layer and direction, 1…256. */
  readonly hiddenSize: number;
  /** Stacked LSTM layers, 1…8. */
  readonly numLayers: number;
  /** A second set of cells a layer reads the sequence from its end; default false. */
  readonly bidirectional?: boolean;
  /** Engines train layers with a bias only; `src/model/torch-forward.ts` runs those without. */
  readonly bias?: true;
  /** Engines train layers without a projection only; `src/model/torch-forward.ts` runs those with one. */
  readonly projSize?: 0;
  /** Adds a layer's input to its output, from layer 2 up; default false. */
  readonly residual?: boolean;
  /** Share of the numbers between two layers that is dropped in training, 0…0.95; default 0. */
  readonly dropout?: number;
  /** Outputs of the head, 1…8192: regression targets or classes. */
  readonly outputSize: number;
  readonly head: Head;
  readonly loss: Loss;
  /** Default `keras`. */
  readonly initialisation?: Initialisation;
  /** Initial bias of the forget gate, −10…10; left out, 1 for `keras`, and as random as the others for `pytorch`. */
  readonly forgetBias?: number;
}

/** 2 with a backward direction, else 1. */
export const directionsOf = (spec: ModelSpecification): 1 | 2 => (spec.bidirectional ? 2 : 1);

/** Width of what layer `layer` (1…L) reads. */
export const inputWidth = (spec: ModelSpecification, layer: number): number =>
  layer === 1 ? spec.inputSize : directionsOf(spec) * spec.hiddenSize;
