/**
 * Time scales as data: what is trained, what is measured on it, and the settings of the demo. A stack of LSTM layers of
 * 24 units learns one of three tasks; then every unit's forget gate and hidden state are watched on sequences that the
 * model has not learned from.
 */
import type { ModelSpecification } from '#model/specification.ts';
import { FACTS } from '#tasks/facts.ts';
import type { BackendChoice, Plan } from '#train/protocol.ts';

export const DEMO_ID = 'time-scales';

/** In the order of the list that the reader sees. */
export const TASK_IDS = ['char-lm', 'multi-sine', 'dyck-2'] as const;
export type ScaleTask = (typeof TASK_IDS)[number];

/** `forget`: −1/ln of a unit's mean forget gate; `autocorrelation`: where that of its hidden state falls to 1/e. */
export const METRICS = ['forget', 'autocorrelation'] as const;
export type ScaleMetric = (typeof METRICS)[number];

/** What the chart shows. */
export const SHOW = ['both', ...METRICS] as const;

/** The initial weights are the control. */
export const STATES = ['trained', 'untrained'] as const;
export type WeightState = (typeof STATES)[number];

/** Layers of the stacks, and how many seeds of each are recorded: 1, 2, … */
export const RECORDED_SEEDS = { 2: 10, 3: 5 } as const;
export type Layers = keyof typeof RECORDED_SEEDS;
export const LAYERS = ['2', '3'] as const;

/** What is the same for all models: units a layer, steps of a sequence, sequences a batch, updates, learning rate. */
export const TRAINING = {
  hiddenSize: 24,
  sequenceLength: 64,
  batchSize: 32,
  steps: 700,
  learningRate: 0.01,
} as const;

/**
 * How a model is measured: on the batch that would come next, whose sequences it has not learned from, without the first
 * steps, in which the states come up from zero.
 */
export const MEASURE = { from: 16, maxLag: 32 } as const;

export const BACKENDS = [
  'auto',
  'wasm',
  'webgpu',
  'reference',
] as const satisfies readonly BackendChoice[];

/** Name of the one arm of every plan. */
export const ARM = 'stack';

export interface Settings {
  readonly task: ScaleTask;
  readonly show: (typeof SHOW)[number];
  readonly state: WeightState;
  readonly layers: Layers;
  /** The seed that is picked out, and that Run trains. */
  readonly seed: number;
  readonly backend: (typeof BACKENDS)[number];
}

export const SEED_RANGE = { min: 1, max: 99 } as const;

export const DEFAULTS: Settings = {
  task: 'char-lm',
  show: 'both',
  state: 'trained',
  layers: 2,
  seed: 1,
  backend: 'auto',
};

/** The model of a task. */
export function specificationOf(task: ScaleTask, numLayers: Layers): ModelSpecification {
  const facts = FACTS[task];
  const { inputSize, outputSize, head, loss } = facts;
  return {
    inputSize,
    ...('vocabulary' in facts && { vocabulary: facts.vocabulary }),
    hiddenSize: TRAINING.hiddenSize,
    numLayers,
    outputSize,
    head,
    loss,
    forgetBias: 1,
  };
}

/** The training of one model; scored before the first update and after the last. */
export function planOf({ task, layers, seed }: Pick<Settings, 'task' | 'layers' | 'seed'>): Plan {
  const { sequenceLength, batchSize, steps, learningRate } = TRAINING;
  return {
    task,
    sequenceLength,
    batchSize,
    learningRate,
    steps,
    seeds: [seed],
    arms: [{ id: ARM, spec: specificationOf(task, layers) }],
    evaluateEvery: steps,
  };
}
