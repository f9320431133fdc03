/**
 * The gradient grid as data: settings, what is measured for them, and what is drawn of it. Untrained stacks are measured
 * with a random direction of the last output; while a model trains, the loss of one sequence takes its place, and
 * lengths are relative to that of the gradient at the top layer's last hidden state.
 */
import type { NumberRange } from '#components/controls/number-field.ts';
import { FIT, type GradientMap, type GradientProbe } from '#model/gradient-map.ts';
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';
import { FACTS } from '#tasks/facts.ts';
import type { Plan } from '#train/protocol.ts';
import { gateRate, pathGuide, type GridInput } from '#viz/gradient-grid.ts';

export const DEMO_ID = 'gradient-grid';

/** Range of the forget bias. */
export const BIAS: NumberRange & { readonly step: number } = {
  min: -1,
  max: 5,
  whole: false,
  log: false,
  step: 0.5,
};
export const MOST_LAYERS = 8;
export const MOST_SEEDS = 5;

/** The settings, and how they are written in the page's address: `layers:8;bias:1`. */
export const FIELDS = {
  state: { kind: 'choice', options: ['untrained', 'training'], default: 'untrained' },
  layers: { kind: 'number', min: 1, max: MOST_LAYERS, step: 1, default: 4 },
  weights: { kind: 'choice', options: ['pytorch', 'keras'], default: 'pytorch' },
  bias: { kind: 'number', min: BIAS.min, max: BIAS.max, default: 1 },
  links: { kind: 'choice', options: ['plain', 'residual'], default: 'plain' },
  seeds: { kind: 'number', min: 1, max: MOST_SEEDS, step: 1, default: MOST_SEEDS },
  of: { kind: 'choice', options: ['h', 'c'], default: 'h' },
  guides: { kind: 'choice', options: ['on', 'off'], default: 'on' },
} as const satisfies Fields;

export type Settings = Values<typeof FIELDS>;
export const DEFAULTS: Settings = defaultValues(FIELDS);

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** A page's query with what differs from the defaults. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS);

/** The stack that the settings ask for. */
export const probeOf = ({ layers, weights, bias, links }: Settings): GradientProbe => ({
  numLayers: layers,
  initialisation: weights,
  forgetBias: bias,
  residual: links === 'residual',
});

/** What is measured: the stack, and one layer to compare it with. */
export const probesOf = (settings: Settings): GradientProbe[] =>
  settings.layers === 1
    ? [probeOf(settings)]
    : [probeOf(settings), { ...probeOf(settings), numLayers: 1 }];

export const seedsOf = ({ seeds }: Settings): number[] =>
  Array.from({ length: seeds }, (_, index) => index + 1);

/** Do two settings ask for the same measurement? */
export const sameProbe = (a: Settings, b: Settings): boolean =>
  (['layers', 'weights', 'bias', 'links', 'seeds'] as const).every((name) => a[name] === b[name]);

/** Updates of the model that trains, and after how many the map is drawn anew. */
export const TRAINING = { steps: 600, every: 5, hiddenSize: 32 } as const;

/** The training run: the adding problem at its usual length, seed 1. */
export function planOf(settings: Settings): Plan {
  const { inputSize, outputSize, head, loss, defaults } = FACTS.adding;
  return {
    task: 'adding',
    sequenceLength: defaults.sequenceLength,
    batchSize: 32,
    learningRate: defaults.learningRate,
    steps: TRAINING.steps,
    seeds: [1],
    arms: [
      {
        id: 'stack',
        spec: {
          inputSize,
          outputSize,
          head,
          loss,
          hiddenSize: TRAINING.hiddenSize,
          ...probeOf(settings),
        },
      },
    ],
    evaluateEvery: 20,
  };
}

/** What the figure shows. */
export interface Shown {
  readonly source: 'live' | 'recorded' | 'none';
  readonly settings: Settings;
  readonly map: GradientMap;
  /** One layer with the same settings; only beside untrained stacks of several. */
  readonly single: GradientMap | undefined;
  /** Updates of the model so far; undefined for untrained stacks, which are measured by a random direction. */
  readonly updates: number | undefined;
  /** Mean forget gate of each layer over the sequence; only of models in training. */
  readonly gates: readonly number[];
}

/** Nothing, for stacks that have not been measured. */
export const emptyMap = (layers: number): GradientMap => ({
  input: [],
  h: Array.from({ length: layers }, () => []),
  c: Array.from({ length: layers }, () => []),
  weights: [],
  slopes: [],
});

/** What to draw of it. */
export function gridInput(
  { map, single, settings, updates }: Shown,
  of: 'h' | 'c',
  guides: boolean,
): GridInput {
  const layers = map[of].length > 0 ? map[of] : map.h;
  const rows = layers.map((values, layer) => ({ id: String(layer + 1), values }));
  const input = updates === undefined ? [{ id: 'input', values: map.input }] : [];
  const [bottom = [], top = []] = [layers[0], layers.at(-1)];
  const training = [
    { id: 'stack' as const, values: bottom },
    ...(layers.length > 1 ? [{ id: 'top' as const, values: top }] : []),
  ];
  const one = single?.input ?? map.input;
  const untrained = [
    ...(guides ? [{ id: 'rate' as const, values: gateRate(one, settings.bias) }] : []),
    ...(guides && single
      ? [{ id: 'guide' as const, values: pathGuide(one, map.input, settings.layers) }]
      : []),
    ...(single ? [{ id: 'single' as const, values: one }] : []),
    { id: 'stack' as const, values: map.input },
  ];
  const lags = Math.max(...rows.map(({ values }) => values.length));
  return {
    rows: [...input, ...rows],
    curves: updates === undefined ? untrained : training,
    fit: lags > FIT[0] + 10 ? [FIT[0], Math.min(FIT[1], lags - 1)] : undefined,
  };
}
