/**
 * Cost calculator as data: a stack of LSTM layers, what surrounds it and what it is trained on, with the ranges of
 * each. All counts come from `#model`; nothing here is measured.
 */
import type { NumberRange } from '#components/controls/number-field.ts';
import type { TrainingShape } from '#model/cost.ts';
import {
  countWeights,
  equivalentStack,
  type Equivalent,
  type Framework,
  type StackShape,
} from '#model/framework-weights.ts';

export const DEMO_ID = 'cost-calculator';

export const FRAMEWORKS = ['pytorch', 'keras'] as const satisfies Framework[];
export const DIRECTIONS = ['one', 'two'] as const;
export const SURROUNDINGS = ['none', 'head', 'embedding'] as const;
export const READS = ['last', 'every'] as const;

export interface Settings {
  /** I. */
  readonly inputSize: number;
  /** H. */
  readonly hiddenSize: number;
  /** L. */
  readonly numLayers: number;
  /** T. */
  readonly sequenceLength: number;
  /** B. */
  readonly batchSize: number;
  /** Whose count the figure and the table of equal sizes use. */
  readonly framework: Framework;
  readonly directions: (typeof DIRECTIONS)[number];
  readonly bias: boolean;
  /** P, 0 for none. */
  readonly projection: number;
  /** Nothing, a dense head, or an embedding of width I and a head. */
  readonly around: (typeof SURROUNDINGS)[number];
  /** V, with an embedding. */
  readonly vocabulary: number;
  /** O, with a head. */
  readonly outputSize: number;
  /** Which steps the head answers after. */
  readonly reads: (typeof READS)[number];
}

export const DEFAULTS: Settings = {
  inputSize: 10,
  hiddenSize: 128,
  numLayers: 2,
  sequenceLength: 50,
  batchSize: 32,
  framework: 'keras',
  directions: 'one',
  bias: true,
  projection: 0,
  around: 'none',
  vocabulary: 10_000,
  outputSize: 10_000,
  reads: 'every',
};

export const MOST_LAYERS = 16;

/** What the number settings may be; a projection must be narrower than the layer. */
export function ranges({ hiddenSize }: Pick<Settings, 'hiddenSize'>) {
  return {
    inputSize: { min: 1, max: 8192, whole: true, log: true },
    hiddenSize: { min: 1, max: 8192, whole: true, log: true },
    numLayers: { min: 1, max: MOST_LAYERS, whole: true, log: false },
    sequenceLength: { min: 1, max: 10_000, whole: true, log: true },
    batchSize: { min: 1, max: 1024, whole: true, log: true },
    projection: { min: 0, max: hiddenSize - 1, whole: true, log: false },
    vocabulary: { min: 2, max: 1_000_000, whole: true, log: true },
    outputSize: { min: 1, max: 1_000_000, whole: true, log: true },
  } as const satisfies Partial<Record<keyof Settings, NumberRange>>;
}

/** The settings after a change; a projection that no longer fits becomes the widest that does. */
export function change(settings: Settings, part: Partial<Settings>): Settings {
  const next = { ...settings, ...part };
  return { ...next, projection: Math.min(next.projection, next.hiddenSize - 1) };
}

/** The settings as `#model` counts them. */
export function shapeOf(settings: Settings): TrainingShape {
  const { inputSize, hiddenSize, numLayers, bias, projection, around } = settings;
  const { sequenceLength, batchSize } = settings;
  return {
    inputSize,
    hiddenSize,
    numLayers,
    bias,
    projection,
    bidirectional: settings.directions === 'two',
    vocabulary: around === 'embedding' ? settings.vocabulary : 0,
    outputSize: around === 'none' ? 0 : settings.outputSize,
    sequenceLength,
    batchSize,
    everyStep: settings.reads === 'every',
  };
}

/** The framework whose count is shown: Keras cannot build a projection. */
export const countedIn = ({ framework, projection }: Settings): Framework =>
  projection > 0 ? 'pytorch' : framework;

/** One depth in the table of equal sizes. */
export interface DepthRow {
  readonly numLayers: number;
  /** Of L layers of width H. */
  readonly equalWidth: number;
  /** L layers with the parameters of one layer of width H. */
  readonly equalParameters: Equivalent;
  /** One layer with the parameters of L layers of width H. */
  readonly oneLayer: Equivalent;
}

/** Depths 1 to 4, and the depth that is set. */
export function depthRows(settings: Settings): DepthRow[] {
  const shape: StackShape = shapeOf(settings);
  const framework = countedIn(settings);
  const one = { ...shape, numLayers: 1 };
  const depths = [...new Set([1, 2, 3, 4, settings.numLayers])];
  return depths.map((numLayers) => {
    const deep = { ...shape, numLayers };
    return {
      numLayers,
      equalWidth: countWeights(deep, framework).total,
      equalParameters: equivalentStack(one, framework, numLayers),
      oneLayer: equivalentStack(deep, framework, 1),
    };
  });
}
