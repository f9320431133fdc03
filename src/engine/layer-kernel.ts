/**
 * One LSTM layer in one direction as an operation inside other networks: forwards, and backwards from derivatives that
 * come from outside. The TensorFlow.js op stands on it; everything is float32 and time-major.
 */

export interface LayerShape {
  readonly sequenceLength: number; // T
  readonly batchSize: number; // B
  readonly inputSize: number; // I
  readonly hiddenSize: number; // H, 1…256
  /** Reads from the last step to the first; `outputs[t]` still belongs to `inputs[t]`. */
  readonly reverse: boolean;
}

export interface LayerWeights {
  readonly kernel: Float32Array; // [I, 4H], gates i, f, g, o along the columns
  readonly recurrent: Float32Array; // [H, 4H]
  readonly bias: Float32Array; // [4H]
}

export interface LayerInputs {
  readonly inputs: Float32Array; // [T, B, I]
  /** 1 for a real step, 0 for one that holds the state, [T, B]; all real when left out. */
  readonly mask?: Float32Array;
  readonly h0: Float32Array; // [B, H]
  readonly c0: Float32Array; // [B, H]
}

export interface LayerOutputs {
  /** h after every step; where the mask is 0, the state that was held. */
  readonly outputs: Float32Array; // [T, B, H]
  readonly h: Float32Array; // [B, H], after the last step read
  readonly c: Float32Array; // [B, H]
  /** What the backward pass needs, in a form of the engine's own; its length follows from the shape. */
  readonly reserve: Float32Array;
}

export interface LayerGradients {
  readonly inputs: Float32Array; // [T, B, I]
  readonly kernel: Float32Array;
  readonly recurrent: Float32Array;
  readonly bias: Float32Array;
  readonly h0: Float32Array; // [B, H]
  readonly c0: Float32Array; // [B, H]
}

/** Synchronous, for engines on the CPU. Both throw a RangeError when an array does not fit the shape. */
export interface LayerKernel {
  forward(shape: LayerShape, weights: LayerWeights, inputs: LayerInputs): LayerOutputs;
  /** @param d ∂loss/∂outputs [T, B, H], and ∂loss/∂h and ∂loss/∂c [B, H] of the final state. */
  backward(
    shape: LayerShape,
    weights: LayerWeights,
    inputs: LayerInputs,
    reserve: Float32Array,
    d: { readonly outputs: Float32Array; readonly h: Float32Array; readonly c: Float32Array },
  ): LayerGradients;
}
