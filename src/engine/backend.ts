/**
 * What every engine can do: hold models and their optimizers, train them on batches, predict, and tell what it did.
 * The session knows these interfaces only; `reference`, `wasm`, `webgpu` and stock TensorFlow.js stand behind them.
 */
import type { Batch, State } from '#model/batch.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';

/**
 * The engines a reader can choose. `reference` is the readable float64 TypeScript one; `wasm` is fused SIMD with the
 * same bits on every machine, `wasm-relaxed` the faster one that rounds as the processor likes; `webgpu` is fused
 * compute shaders.
 */
export type BackendId =
  | 'reference'
  | 'wasm'
  | 'wasm-relaxed'
  | 'webgpu'
  | 'tfjs-webgpu'
  | 'tfjs-webgl'
  | 'tfjs-wasm'
  | 'tfjs-cpu';

export interface TrainerOptions {
  readonly spec: ModelSpecification;
  /** Initial weights in the order of `parameterLayout(spec)`; copied, never changed. */
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerOptions;
  /** Whole number 0…2³² − 1, default 0; what dropout draws from. */
  readonly seed?: number;
}

/** What a forward pass without dropout gives. */
export interface Prediction {
  /** Outputs of the head: [batchSize, outputSize] or [sequenceLength, batchSize, outputSize]; logits for softmax. */
  readonly outputs: Float32Array;
  /** h and c after the last real step (of the backward direction: after the first step). */
  readonly finalState: State;
}

/** Derivatives of a batch's loss, before clipping. */
export interface Gradients {
  readonly loss: number;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array;
  /** [sequenceLength, batchSize, inputSize], with a vocabulary those of the embedded tokens. */
  readonly inputs: Float32Array;
  readonly initialState: State;
}

/** What happened inside one layer and direction while it read one sequence. */
export interface LayerInspection {
  /** i, f, g, o after their nonlinearities, [sequenceLength, 4 · hiddenSize]. */
  readonly gates: Float32Array;
  /** [sequenceLength, hiddenSize] each, of times 1…T. */
  readonly h: Float32Array;
  readonly c: Float32Array;
  /** The whole ∂loss/∂h_t and ∂loss/∂c_t, by every path: later steps, the layers above, and for c also through h_t. */
  readonly dH: Float32Array;
  readonly dC: Float32Array;
  /** Euclidean norm of the gradient of the layer's weights and biases in this direction, for the whole batch. */
  readonly gradientNorm: number;
}

export interface Inspection {
  readonly loss: number;
  /** Bottom first, forwards before backwards. */
  readonly layers: readonly LayerInspection[];
}

/**
 * All that training changes; with the options it resumes bit by bit on the same backend.
 * Engines that compute in float64 keep float64.
 */
export interface TrainerState {
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array | Float64Array;
  /** Adam's moments in the same order; empty for SGD. */
  readonly m: Float32Array | Float64Array;
  readonly v: Float32Array | Float64Array;
  /** Updates made. */
  readonly updates: number;
}

/** Methods reject with a RangeError for a batch or state that does not fit, and with an Error after `dispose`. */
export interface Trainer {
  /** One update for each batch, in order, without reading anything back in between; the loss before each update. */
  step(batches: readonly Batch[]): Promise<Float32Array>;
  predict(batch: Batch): Promise<Prediction>;
  /** As the next update would compute them (with its dropout), but nothing is updated. */
  differentiate(batch: Batch): Promise<Gradients>;
  /** A look inside at one sequence (`row`, 0…batchSize − 1) of a batch, as the next update would compute it. */
  inspect(batch: Batch, row: number): Promise<Inspection>;
  /** Takes effect at the next update; the optimizer's moments stay. */
  configure(change: { readonly learningRate: number }): void;
  /** A copy of the weights in the order of `parameterLayout(spec)`. */
  parameters(): Promise<Float32Array>;
  /** A copy of the state, and its return. */
  save(): Promise<TrainerState>;
  restore(state: TrainerState): Promise<void>;
  dispose(): void;
}

/** Models of one specification and optimizer that learn side by side: on a GPU they share every dispatch. */
export interface TrainerGroup {
  readonly members: readonly Trainer[];
  /**
   * One update of every member for each of its batches. All members get equally many batches of the same shapes.
   * @returns the losses of each member, in its batches' order.
   */
  step(batches: readonly (readonly Batch[])[]): Promise<readonly Float32Array[]>;
  /** Disposes of all members. */
  dispose(): void;
}

export interface Backend {
  readonly id: BackendId;
  /** What computes, for the status line: `CPU`, or the vendor and architecture of a GPU. */
  readonly device: string;
  /** Its work holds up the thread that asked for it, as on the CPU; on a GPU the thread only waits. */
  readonly blocking: boolean;
  /** Of how many workers it consists, each with some of the trainers, all of which may step at once; absent elsewhere. */
  readonly workers?: number;
  /** @throws RangeError when the model is outside the backend's limits. */
  createTrainer(options: TrainerOptions): Promise<Trainer>;
  /** @throws RangeError as `createTrainer`, or when the options differ in more than weights and seed, or are none. */
  createGroup(options: readonly TrainerOptions[]): Promise<TrainerGroup>;
  /** Settles, with the reason in English, when the device is lost or reports an error; never for CPU backends. */
  readonly failed: Promise<string>;
  dispose(): void;
}
