/**
 * What every engine can do: hold one model and its optimizer, train it on batches, and predict.
 * The session knows this interface only; `reference`, `tfjs` and those to come stand behind it.
 */
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';

/**
 * The engines a reader can choose. `reference` is the readable float64 TypeScript one; `wasm` is fused SIMD with the
 * same bits on every machine, `wasm-relaxed` the faster one that rounds as the processor likes.
 */
export type BackendId =
  'reference' | 'wasm' | 'wasm-relaxed' | 'tfjs-webgpu' | 'tfjs-wasm' | 'tfjs-cpu';

/** Adam as PyTorch writes it: p −= lr · m̂ / (√v̂ + ε), after the whole gradient was clipped to `clipNorm`. */
export interface OptimizerOptions {
  /** Above 0, at most 10. */
  readonly learningRate: number;
  /** Largest Euclidean norm of the whole gradient; Infinity switches clipping off. */
  readonly clipNorm: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export const DEFAULT_OPTIMIZER = {
  learningRate: 0.01,
  clipNorm: 1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
} as const satisfies OptimizerOptions;

export interface TrainerOptions {
  readonly spec: ModelSpecification;
  /** Initial weights in the order of `parameterLayout(spec)`; copied, never changed. */
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerOptions;
}

export interface Trainer {
  /** One update for each batch, in order, without reading anything back in between; the loss before each update. */
  step(batches: readonly Batch[]): Promise<Float32Array>;
  /** Outputs of the head: [batchSize, outputSize] or [sequenceLength, batchSize, outputSize]; logits for softmax. */
  predict(batch: Batch): Promise<Float32Array>;
  /** Takes effect at the next update; the optimizer's moments stay. */
  configure(change: { readonly learningRate: number }): void;
  /** A copy of the weights in the order of `parameterLayout(spec)`. */
  parameters(): Promise<Float32Array>;
  dispose(): void;
}

export interface Backend {
  readonly id: BackendId;
  /** What computes, for the status line: `CPU`, or the vendor and architecture of a GPU. */
  readonly device: string;
  /** Its work holds up the thread that asked for it, as on the CPU; on a GPU the thread only waits. */
  readonly blocking: boolean;
  /** @throws RangeError when the model is outside the backend's limits. */
  createTrainer(options: TrainerOptions): Promise<Trainer>;
  /** Settles, with the reason in English, when the device is lost or reports an error; never for CPU backends. */
  readonly failed: Promise<string>;
  dispose(): void;
}
