/** The dropout masks as data: the settings, their ranges, and how they are written in the page's address. */
import type { NumberRange } from '#components/controls/number-field.ts';
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';

export const DEMO_ID = 'dropout-masks';

/** What is drawn of each place: time steps, and units; every layer reads as many numbers as it has units. */
export const SHAPE = { steps: 24, units: 12 } as const;
export const MOST_LAYERS = 4;
export const MOST_SEED = 99;
export const MOST_UPDATES = 99;

/** Range of p. */
export const RATE: NumberRange & { readonly step: number } = {
  min: 0,
  max: 0.9,
  whole: false,
  log: false,
  step: 0.05,
};

/** `argument` is the one of Keras' two that PyTorch's `dropout` is held against. */
export const FIELDS = {
  argument: { kind: 'choice', options: ['dropout', 'recurrent'], default: 'dropout' },
  p: { kind: 'number', min: RATE.min, max: RATE.max, default: 0.5 },
  layers: { kind: 'number', min: 1, max: MOST_LAYERS, step: 1, default: 2 },
  mode: { kind: 'choice', options: ['training', 'evaluation'], default: 'training' },
  seed: { kind: 'number', min: 1, max: MOST_SEED, step: 1, default: 1 },
  update: { kind: 'number', min: 1, max: MOST_UPDATES, step: 1, default: 1 },
  step: { kind: 'number', min: 1, max: SHAPE.steps, step: 1, default: 8 },
} as const satisfies Fields;

export type Settings = Values<typeof FIELDS>;
export const DEFAULTS: Settings = defaultValues(FIELDS);

/** Applies a text, `p:0.3;layers:1`, to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** A page's query with what differs from the defaults. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS);
