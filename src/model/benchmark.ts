/**
 * The models on which engines are compared, and how much arithmetic one training step of them is. All read `I` features
 * for `T` steps and answer with one number after the last; weights and batches are fixed, so every engine does the same.
 */
import type { Batch } from './batch.ts';
import { initialParameters } from './initialise.ts';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from './optimizer.ts';
import type { ModelSpecification } from './specification.ts';

export interface BenchmarkShape {
  /** Sequences in a batch. */
  readonly B: number;
  /** Time steps. */
  readonly T: number;
  /** Features. */
  readonly I: number;
  /** Units of a layer. */
  readonly H: number;
  /** Layers. */
  readonly L: number;
}

/** From the size of a demo to the largest that one would train in a page. */
export const BENCHMARK_SHAPES = {
  S1: { B: 32, T: 50, I: 8, H: 32, L: 1 },
  S2: { B: 32, T: 50, I: 8, H: 32, L: 2 },
  S3: { B: 32, T: 100, I: 8, H: 64, L: 2 },
  S4: { B: 64, T: 50, I: 8, H: 128, L: 2 },
} as const satisfies Record<string, BenchmarkShape>;

export type BenchmarkShapeId = keyof typeof BENCHMARK_SHAPES;

/** Adam as PyTorch has it; clipping off, because not every engine can do it in the same place. */
export const BENCHMARK_OPTIMIZER: OptimizerOptions = {
  ...DEFAULT_OPTIMIZER,
  learningRate: 1e-3,
  clipNorm: Infinity,
};

export const benchmarkSpecification = ({ I, H, L }: BenchmarkShape): ModelSpecification => ({
  inputSize: I,
  hiddenSize: H,
  numLayers: L,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
});

/** Initial weights of the `model`-th of several models that are trained side by side. */
export const benchmarkParameters = (shape: BenchmarkShape, model = 0): Float32Array =>
  initialParameters(benchmarkSpecification(shape), model + 1);

/** A batch of numbers in −1…1: sines of many frequencies. */
export function benchmarkBatch({ B, T, I }: BenchmarkShape): Batch {
  const wave = (length: number, scale: number): Float32Array =>
    Float32Array.from({ length }, (_, k) => scale * Math.sin(k * 12.9898 + (k % 1000)));
  return {
    batchSize: B,
    sequenceLength: T,
    inputs: wave(T * B * I, 1), // [T, B, I]
    targets: wave(B, 0.5), // [B, 1]
  };
}

/**
 * Floating-point operations of one training step, a multiply-add counting as two. Only the matrix products of the
 * layers are counted: forwards, ∂loss/∂h (not before the first step), ∂loss/∂x above layer 1, and the gradients of
 * the weights. Gates, head and optimizer are left out, so rates are a little understated, for all engines alike.
 */
export function trainingOperations({ B, T, I, H, L }: BenchmarkShape): number {
  let sum = 0;
  for (let layer = 1; layer <= L; layer++) {
    const D = layer === 1 ? I : H;
    const perInput = 2 * 4 * H;
    sum += T * B * perInput * (2 * (D + H) + (layer === 1 ? 0 : D)) + (T - 1) * B * perInput * H;
  }
  return sum;
}

/**
 * The power with which time grows with a size: the slope of the least-squares line through (ln value, ln ms). 1 is
 * linear, 2 quadratic.
 * @param points at least two different values, all positive
 */
export function growthExponent(
  points: readonly { readonly value: number; readonly msMin: number }[],
): number {
  const logs = points.map(({ value, msMin }) => [Math.log(value), Math.log(msMin)] as const);
  const x = logs.reduce((sum, [each]) => sum + each, 0) / logs.length;
  const y = logs.reduce((sum, [, each]) => sum + each, 0) / logs.length;
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
