/**
 * The probe's settings as text, `model:char-lm;feature:vowel;text:…`: in the page's address and in the articles' links.
 * In the text a blank is `_`; what separates settings or sentences of an address is written `~` and a letter.
 */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import {
  change,
  DEFAULTS,
  defaultsFor,
  DEMO_ID,
  LENGTH,
  PROBE_IDS,
  type Settings,
  UNITS,
  VALUES,
} from './demo.ts';
import { FEATURES, type FeatureId, type ProbeId } from './features.ts';
import { readTyped } from './typed.ts';

const ESCAPES: readonly (readonly [symbol: string, written: string])[] = [
  [';', '~s'],
  [':', '~c'],
  [',', '~k'],
  ['\n', '~n'],
  ['—', '~d'],
  ['"', '~q'],
  [' ', '_'],
];

const featuresOf = (model: ProbeId): readonly FeatureId[] => FEATURES[model];

const fieldsFrom = (base: Settings) =>
  ({
    model: { kind: 'choice', options: PROBE_IDS, default: base.model },
    feature: { kind: 'choice', options: featuresOf(base.model), default: base.feature },
    value: { kind: 'choice', options: VALUES, default: base.value },
    unit: { kind: 'choice', options: UNITS, default: base.unit },
    step: { kind: 'number', min: 1, max: LENGTH.max, step: 1, default: base.step },
    text: { kind: 'text', escapes: ESCAPES, default: base.text },
  }) as const satisfies Fields;

/** Applies a text to settings. A new model brings its own along; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const { model } = applyState(text, fieldsFrom(base));
  const start = change(base, { model });
  const values = applyState(text, fieldsFrom(start));
  const typed = readTyped(model, values.text);
  return change(start, { ...values, text: typed.ok ? typed.text : start.text });
}

/** The query of the page's address with what differs from the model's defaults; other parameters stay. */
export function queryWith(search: string, settings: Settings): string {
  const fields = fieldsFrom(defaultsFor(settings.model));
  const model = { ...fields.model, default: DEFAULTS.model };
  return writeState(search, DEMO_ID, { ...settings }, { ...fields, model });
}
