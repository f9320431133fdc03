/** The layer probe as data: its two models, its settings, and what may be typed. */
import { FEATURES, type FeatureId, type ProbeId } from './features.ts';

export const DEMO_ID = 'layer-probe';

export const PROBE_IDS = ['dyck-2', 'char-lm'] as const satisfies readonly ProbeId[];

/** Folder of a model below `public/models/`. */
export const MODEL_FOLDERS: Readonly<Record<ProbeId, string>> = {
  'dyck-2': 'dyck-2-2x24',
  'char-lm': 'char-lm-2x24',
};

/** Layers and units a layer of both models. */
export const SHAPE = { numLayers: 2, hiddenSize: 24 } as const;

/** `h`: hidden state; `c`: tanh of the cell state. Both lie between −1 and 1. */
export const VALUES = ['h', 'c'] as const;

/** Symbols a sequence may have. */
export const LENGTH = { min: 2, max: 64 } as const;

/** What a probe begins with. */
export const SAMPLES: Readonly<Record<ProbeId, string>> = {
  'dyck-2': '([()][[]])(([]))[([()])][]((([[]])))[]',
  'char-lm': 'the old man said, "call all hands on deck," and went below.',
};

export interface Settings {
  readonly model: ProbeId;
  readonly text: string;
  readonly feature: FeatureId;
  readonly value: (typeof VALUES)[number];
  /** The unit whose row is marked, `layer.unit`, both from 1; `best`: the one that tracks the feature best. */
  readonly unit: string;
  /** From 1. */
  readonly step: number;
}

/** The settings with which a model begins. */
export const defaultsFor = (model: ProbeId): Settings => ({
  model,
  text: SAMPLES[model],
  feature: FEATURES[model][0],
  value: 'h',
  unit: 'best',
  step: 12,
});

export const DEFAULTS: Settings = defaultsFor('dyck-2');

/** All names that `unit` may have. */
export const UNITS: readonly string[] = [
  'best',
  ...Array.from({ length: SHAPE.numLayers }, (_, layer) =>
    Array.from({ length: SHAPE.hiddenSize }, (_unit, unit) => `${layer + 1}.${unit + 1}`),
  ).flat(),
];

/** The settings after a change: a new model brings its text and features along; the step stays inside the text. */
export function change(settings: Settings, part: Partial<Settings>): Settings {
  const { model } = part;
  const base = model === undefined || model === settings.model ? settings : defaultsFor(model);
  const next = { ...base, ...part };
  const fits = (FEATURES[next.model] as readonly string[]).includes(next.feature);
  return {
    ...next,
    feature: fits ? next.feature : FEATURES[next.model][0],
    step: Math.min(Math.max(1, next.step), Math.max(1, next.text.length)),
  };
}
