/** The explorer's settings as text, `framework:keras;units:8`: in the page's address and in the articles' links. */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import {
  ACTIVATIONS,
  DEFAULTS,
  DEMO_ID,
  FRAMEWORKS,
  INPUT_KINDS,
  MERGES,
  PICKS,
  RANGES,
  type Settings,
  STATES,
} from './demo.ts';

/** The key of each setting in an address; it stays valid when names in the code change. */
const KEYS = {
  framework: 'framework',
  inputs: 'inputSize',
  units: 'hiddenSize',
  layers: 'numLayers',
  steps: 'steps',
  batch: 'batch',
  bias: 'bias',
  first: 'batchFirst',
  both: 'bidirectional',
  proj: 'projSize',
  dropout: 'dropout',
  input: 'input',
  states: 'states',
  merge: 'merge',
  sequences: 'returnSequences',
  state: 'returnState',
  lower: 'lowerSequences',
  backwards: 'goBackwards',
  forget: 'unitForgetBias',
  activation: 'activation',
  gates: 'recurrentActivation',
  at: 'pick',
} as const satisfies Record<string, keyof Settings>;

const CHOICES = {
  framework: FRAMEWORKS,
  input: INPUT_KINDS,
  states: STATES,
  merge: MERGES,
  activation: ACTIVATIONS,
  recurrentActivation: ACTIVATIONS,
  pick: PICKS,
} as const satisfies Partial<Record<keyof Settings, readonly string[]>>;

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings): Fields {
  const field = (name: keyof Settings): Fields[string] => {
    const value = base[name];
    if (typeof value === 'boolean') return { kind: 'boolean', default: value };
    if (typeof value === 'number') {
      const { min, max, ...rest } = RANGES[name as keyof typeof RANGES];
      return { kind: 'number', min, max, step: 'step' in rest ? rest.step : 1, default: value };
    }
    return { kind: 'choice', options: CHOICES[name as keyof typeof CHOICES], default: value };
  };
  return Object.fromEntries(Object.entries(KEYS).map(([key, name]) => [key, field(name)]));
}

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const values = applyState(text, fieldsFrom(base));
  const settings = Object.entries(KEYS).map(([key, name]) => [name, values[key]]);
  // Every field has one of its own values, so that together they are settings again.
  return Object.fromEntries(settings) as unknown as Settings;
}

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(
    search,
    DEMO_ID,
    Object.fromEntries(Object.entries(KEYS).map(([key, name]) => [key, settings[name]])),
    fieldsFrom(DEFAULTS),
  );
