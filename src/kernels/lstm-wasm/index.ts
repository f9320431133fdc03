/**
 * A whole LSTM training step in WebAssembly SIMD: forward pass, loss, backpropagation through time, clipping, Adam.
 * The sources are in `assembly/`, compiled by `npm run wasm` to one module for every browser with SIMD (`plain`, the
 * same bits on every machine) and one for those with relaxed SIMD (`relaxed`: fused multiply-adds, a sixth faster).
 */
export type KernelVariant = 'plain' | 'relaxed';

/** Where a compiled module lies: beside this file, or wherever the bundler puts it. */
export function kernelUrl(variant: KernelVariant): URL {
  // Written out twice, because bundlers look for exactly this expression.
  return variant === 'plain'
    ? new URL('./build/plain.wasm', import.meta.url)
    : new URL('./build/relaxed.wasm', import.meta.url);
}

/** What a module needs: a memory of at least one page, into which nothing else writes. */
export interface KernelImports extends WebAssembly.Imports {
  readonly env: { readonly memory: WebAssembly.Memory };
}

/** What `reserve` makes room for: bits that are added up. */
export const USES = {
  lengths: 1,
  states: 2,
  /** Losses and gradients; otherwise predictions and final states. */
  training: 4,
  /** With `training`: derivatives of inputs and initial states. */
  report: 8,
  /** With `training`: what `inspect` records. */
  probes: 16,
} as const;

/** Arrays that are kept in panels, by the numbers that `takeParameters` and `giveParameters` know them by. */
export const PANELS = { parameters: 0, gradients: 1, m: 2, v: 3 } as const;

/**
 * What a module offers. One instance holds one model, or is used for single layers or products. Addresses are bytes in
 * its memory; arrays are float32. Sizes are not checked in there.
 */
export interface LstmKernels {
  /**
   * Lays out a model with weights of zero. `vocabulary` is 0 for features; from `every` on, 0 or 1.
   * @returns bytes needed; when the memory is smaller afterwards, it could not be had.
   */
  createModel(
    inputSize: number,
    vocabulary: number,
    hiddenSize: number,
    numLayers: number,
    directions: number,
    outputSize: number,
    every: number,
    softmax: number,
    residual: number,
    adam: number,
  ): number;
  /** Lays out room for `count` batches of one shape; addresses below change. @returns as `createModel`. */
  reserve(sequenceLength: number, batchSize: number, count: number, uses: number): number;

  /** Room for all parameters in the order of `parameterLayout(spec)`; to and from an array of `PANELS`. */
  flatParameters(): number;
  takeParameters(panels: number): void;
  giveParameters(panels: number): void;
  /** [count, T, B, I] or [count, T, B] and [count, targets of a batch]. */
  stagedInputs(): number;
  stagedTargets(): number;
  /** [count, B], int32. */
  stagedLengths(): number;
  /** [count, 2, L·D, B, H]: h, then c. */
  stagedStates(): number;
  /** [count] */
  losses(): number;
  /** [B, O] or [T, B, O] */
  predictions(): number;
  /** [2, L·D, B, H] */
  finalStates(): number;
  /** [T, B, I] and [2, L·D, B, H] */
  inputGradients(): number;
  stateGradients(): number;
  /** [L·D] of [T, 4H] gates, then [T, H] each of h, c, ∂loss/∂h and ∂loss/∂c. */
  probes(): number;

  /** `keras`: ε stands where Keras has it. */
  setOptimizer(beta1: number, beta2: number, epsilon: number, keras: number): void;
  setDropout(p: number, seed: number): void;
  /** Updates made so far, which Adam and dropout depend on. */
  setUpdates(count: number): void;
  /** One update for each of the first `count` staged batches; their losses before it. */
  train(count: number, learningRate: number, clipNorm: number): void;
  /** Loss and gradients of the first staged batch, without clipping or update. */
  differentiate(): number;
  /** The same, with a look at one row. */
  inspect(row: number): number;
  /** Norm of the last gradient of one layer and direction. */
  gradientNorm(cell: number): number;
  /** Predictions for the first staged batch. */
  predict(): void;

  /** Room for one call of a layer as an operation, see assembly/layer-op.ts. @returns as `createModel`. */
  layOutLayer(
    sequenceLength: number,
    batchSize: number,
    inputSize: number,
    hiddenSize: number,
    reverse: number,
    hasMask: number,
  ): number;
  layerArray(array: number): number;
  layerReserveLength(): number;
  forwardLayer(): void;
  backwardLayer(): void;

  /** Room for a product, see assembly/gemm.ts. @returns as `createModel`. */
  layOutProduct(aLength: number, bLength: number, m: number, n: number): number;
  /** A, B and C: 0…2. */
  productArray(array: number): number;
  multiplyStrided(
    m: number,
    n: number,
    k: number,
    aRowStride: number,
    aColumnStride: number,
    bRowStride: number,
    bColumnStride: number,
  ): void;

  /** `rounds` × 96 floating-point operations without memory: what the processor could do at best. */
  measurePeak(rounds: number, factor: number, term: number): number;
}
