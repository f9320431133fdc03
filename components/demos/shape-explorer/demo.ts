/** The shape explorer as data: every argument of PyTorch's and Keras' LSTM that it can set, and their ranges. */
import type { NumberRange } from '#components/controls/number-field.ts';
import { KERAS_ACTIVATIONS, type KerasActivation, MERGE_MODES } from '#model/keras-lstm.ts';
import type { Framework } from '#model/framework-weights.ts';

export const DEMO_ID = 'shape-explorer';

export const FRAMEWORKS = ['pytorch', 'keras'] as const satisfies Framework[];
export const INPUT_KINDS = ['batched', 'unbatched', 'packed'] as const;
/** h_0 and c_0: left out, as they should be, or with the batch axis first, as `batch_first` misleads one to. */
export const STATES = ['none', 'right', 'swapped'] as const;
/** One direction, or Bidirectional with a merge mode. */
export const MERGES = ['one', ...MERGE_MODES] as const;
export const ACTIVATIONS = KERAS_ACTIVATIONS;

/** Names of everything that has axes. */
export const TENSORS = [
  'input',
  'h_0',
  'c_0',
  'output',
  'h_n',
  'c_n',
  'output_forward',
  'output_backward',
  'h',
  'c',
  'h_forward',
  'c_forward',
  'h_backward',
  'c_backward',
] as const;

export type TensorName = (typeof TENSORS)[number];

/** An axis of a tensor, `output.0`. */
export type Pick = `${TensorName}.${0 | 1 | 2}`;
export const PICKS: readonly Pick[] = TENSORS.flatMap((name) =>
  ([0, 1, 2] as const).map((axis): Pick => `${name}.${axis}`),
);

export interface Settings {
  readonly framework: Framework;
  /** I. */
  readonly inputSize: number;
  /** H, Keras' units U. */
  readonly hiddenSize: number;
  /** L. */
  readonly numLayers: number;
  /** T. */
  readonly steps: number;
  /** N. */
  readonly batch: number;
  readonly bias: boolean;
  /** PyTorch only, down to `states`. */
  readonly batchFirst: boolean;
  readonly bidirectional: boolean;
  readonly projSize: number;
  readonly dropout: number;
  readonly input: (typeof INPUT_KINDS)[number];
  readonly states: (typeof STATES)[number];
  /** Keras only, from here. */
  readonly merge: (typeof MERGES)[number];
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  /** `return_sequences` of the lower layers. */
  readonly lowerSequences: boolean;
  readonly goBackwards: boolean;
  readonly unitForgetBias: boolean;
  readonly activation: KerasActivation;
  readonly recurrentActivation: KerasActivation;
  /** The axis that is explained. */
  readonly pick: Pick;
}

export const DEFAULTS: Settings = {
  framework: 'pytorch',
  inputSize: 6,
  hiddenSize: 8,
  numLayers: 2,
  steps: 5,
  batch: 3,
  bias: true,
  batchFirst: false,
  bidirectional: true,
  projSize: 0,
  dropout: 0,
  input: 'batched',
  states: 'none',
  merge: 'one',
  returnSequences: false,
  returnState: false,
  lowerSequences: true,
  goBackwards: false,
  unitForgetBias: true,
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  pick: 'output.0',
};

export const RANGES = {
  inputSize: { min: 1, max: 64, whole: true, log: false },
  hiddenSize: { min: 1, max: 64, whole: true, log: false },
  numLayers: { min: 1, max: 4, whole: true, log: false },
  steps: { min: 1, max: 32, whole: true, log: false },
  batch: { min: 1, max: 16, whole: true, log: false },
  projSize: { min: 0, max: 64, whole: true, log: false },
  dropout: { min: 0, max: 1, whole: false, log: false, step: 0.1 },
} as const satisfies Partial<Record<keyof Settings, NumberRange>>;

/** Seed of the weights and inputs of a run. */
export const SEED = 1;
