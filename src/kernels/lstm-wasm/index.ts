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

/**
 * What a module offers. One instance holds one model. Addresses are bytes in its memory; arrays are float32. Sizes are
 * not checked in there.
 */
export interface LstmKernels {
  /**
   * Lays out a model with weights of zero, in panels (see src/engine/wasm/panels.ts). `every`, `softmax`: 0 or 1.
   * @returns bytes needed; when the memory is smaller afterwards, it could not be had.
   */
  createModel(
    inputSize: number,
    hiddenSize: number,
    numLayers: number,
    outputSize: number,
    every: number,
    softmax: number,
  ): number;
  /** Lays out room for `count` batches of one shape; addresses below change. @returns as `createModel`. */
  reserve(sequenceLength: number, batchSize: number, count: number): number;

  /** Weights, and their gradients in the same places. */
  parameters(): number;
  gradients(): number;
  parameterBytes(): number;
  /** [count, T, B, I] and [count, targets of a batch]. */
  stagedInputs(): number;
  stagedTargets(): number;
  /** [count] */
  losses(): number;
  /** [B, O] or [T, B, O] */
  predictions(): number;

  setOptimizer(beta1: number, beta2: number, epsilon: number): void;
  /** One update for each of the first `count` staged batches; their losses before it. */
  train(count: number, learningRate: number, clipNorm: number): void;
  /** Loss and gradients of the first staged batch, without clipping or update. */
  differentiate(): number;
  /** Predictions for the first staged batch. */
  predict(): void;
  /** `rounds` × 96 floating-point operations without memory: what the processor could do at best. */
  measurePeak(rounds: number, factor: number, term: number): number;
}
