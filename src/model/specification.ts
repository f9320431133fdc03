/**
 * The model, as one plain object that can be posted to a worker, stored in a URL or written to a file.
 *
 *   x_t → LSTM layer 1 → … → LSTM layer L → dense head → prediction
 *
 * One bias vector a layer, gates in the order i, f, g, o (Keras' i, f, c, o), as science and Keras write them.
 */

/** Where the dense head reads the top layer: its last hidden state, or the hidden state of every step. */
export type Head = 'last' | 'every';

/** `mse`: mean squared error over all outputs. `softmax`: mean cross-entropy in nats over all predictions. */
export type Loss = 'mse' | 'softmax';

export interface ModelSpecification {
  /** Features a time step, 1…1024. */
  readonly inputSize: number;
  /** Units of each layer, 1…256. */
  readonly hiddenSize: number;
  /** Stacked LSTM layers, 1…8. */
  readonly numLayers: number;
  /** Outputs of the head, 1…1024: regression targets or classes. */
  readonly outputSize: number;
  readonly head: Head;
  readonly loss: Loss;
  /** Initial bias of the forget gate, −10…10; Keras' `unit_forget_bias` is 1. */
  readonly forgetBias: number;
}

/** Ranges of the numbers in a specification, both ends included. */
export const SPECIFICATION_LIMITS = {
  inputSize: [1, 1024],
  hiddenSize: [1, 256],
  numLayers: [1, 8],
  outputSize: [1, 1024],
  forgetBias: [-10, 10],
} as const;

/**
 * Checks every number of a specification.
 * @throws RangeError naming the field, its range and the value, e.g. `hiddenSize must be 1…256, got 0`.
 */
export function checkSpecification(spec: ModelSpecification): void {
  for (const [name, [low, high]] of Object.entries(SPECIFICATION_LIMITS)) {
    const value = spec[name as keyof typeof SPECIFICATION_LIMITS];
    const whole = name === 'forgetBias' || Number.isInteger(value);
    if (!whole || !(value >= low && value <= high))
      throw new RangeError(`${name} must be ${low}…${high}, got ${value}`);
  }
}
