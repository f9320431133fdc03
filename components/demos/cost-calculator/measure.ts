/**
 * What "Measure" times: one to four plain layers on the calculator's inputs, at equal width and at equal parameters,
 * with one bias a layer and a head of one number, as the engine has them. The formula stands beside each time.
 */
import type { BenchmarkShape } from '#model/benchmark.ts';
import { trainingCost } from '#model/cost.ts';
import { countWeights, equivalentStack } from '#model/framework-weights.ts';
import { SPECIFICATION_LIMITS } from '#model/check-specification.ts';
import type { BenchPlan } from '#train/bench-protocol.ts';
import type { Settings } from './demo.ts';

/** What one layer is compared with. */
export const KEPT = ['one', 'width', 'parameters'] as const;
export type Kept = (typeof KEPT)[number];

export interface MeasuredModel {
  /** Its name in the plan and in the recorded file: `one`, `width-2`, `parameters-3`. */
  readonly name: string;
  readonly kept: Kept;
  readonly shape: BenchmarkShape;
  readonly parameters: number;
  /** Multiply-adds of a training step. */
  readonly multiplyAdds: number;
  /** `multiplyAdds` as a multiple of those of one layer: the time that the formula expects. */
  readonly factor: number;
}

/** The sizes that the times depend on. */
export type MeasuredSizes = Pick<
  Settings,
  'inputSize' | 'hiddenSize' | 'sequenceLength' | 'batchSize'
>;

const DEPTHS = [2, 3, 4] as const;

/** One layer, then two to four at equal width, then at equal parameters. */
export function measuredModels(sizes: MeasuredSizes): MeasuredModel[] {
  const plain = {
    inputSize: sizes.inputSize,
    hiddenSize: sizes.hiddenSize,
    sequenceLength: sizes.sequenceLength,
    batchSize: sizes.batchSize,
    bidirectional: false,
    bias: true,
    projection: 0,
    vocabulary: 0,
    outputSize: 1,
    everyStep: false,
  };
  const one = { ...plain, numLayers: 1 };
  const base = trainingCost(one).training;
  const model = (kept: Kept, numLayers: number, hiddenSize: number): MeasuredModel => {
    const shape = { ...plain, numLayers, hiddenSize };
    const multiplyAdds = trainingCost(shape).training;
    const { batchSize: B, sequenceLength: T, inputSize: I } = sizes;
    return {
      name: kept === 'one' ? kept : `${kept}-${numLayers}`,
      kept,
      shape: { B, T, I, H: hiddenSize, L: numLayers },
      parameters: countWeights(shape, 'keras').total,
      multiplyAdds,
      factor: multiplyAdds / base,
    };
  };
  return [
    model('one', 1, sizes.hiddenSize),
    ...DEPTHS.map((depth) => model('width', depth, sizes.hiddenSize)),
    ...DEPTHS.map((depth) =>
      model('parameters', depth, equivalentStack(one, 'keras', depth).width),
    ),
  ];
}

/** Multiply-adds of a training step that are still measured: a second or two on a slow processor. */
export const MOST_MULTIPLY_ADDS = 1e10;

/** Why these settings cannot be measured here. */
export type MeasureProblem =
  | { readonly reason: 'directions' | 'bias' | 'projection' }
  | {
      readonly reason: 'inputSize' | 'hiddenSize' | 'multiplyAdds';
      readonly value: number;
      readonly max: number;
    };

/** Undefined when they can be measured. */
export function measureProblem(settings: Settings): MeasureProblem | undefined {
  if (settings.directions === 'two') return { reason: 'directions' };
  if (settings.projection > 0) return { reason: 'projection' };
  if (!settings.bias) return { reason: 'bias' };
  for (const reason of ['inputSize', 'hiddenSize'] as const) {
    const max = SPECIFICATION_LIMITS[reason][1];
    if (settings[reason] > max) return { reason, value: settings[reason], max };
  }
  const value = Math.max(...measuredModels(settings).map(({ multiplyAdds }) => multiplyAdds));
  return value > MOST_MULTIPLY_ADDS
    ? { reason: 'multiplyAdds', value, max: MOST_MULTIPLY_ADDS }
    : undefined;
}

/** Rounds of a measurement in the page; the shortest time counts. */
const ROUNDS = 3;

/** The run that times them, on the plain-SIMD WebAssembly engine, which every current browser has. */
export function measurePlan(models: readonly MeasuredModel[], rounds = ROUNDS): BenchPlan {
  return {
    shapes: models.map(({ name }) => name),
    sizes: Object.fromEntries(models.map(({ name, shape }) => [name, shape])),
    backends: ['wasm'],
    rounds,
  };
}

/** The recorded measurement, as `npm run bench:cost` writes it. */
export interface RecordedCost {
  /** ISO date. */
  readonly date: string;
  /** Version of the package. */
  readonly version: string;
  readonly backend: 'wasm';
  readonly runtime: string;
  readonly processor: string;
  readonly rounds: number;
  readonly sizes: MeasuredSizes;
  /** Shortest milliseconds of a training step, by the model's name. */
  readonly ms: Readonly<Record<string, number>>;
}
