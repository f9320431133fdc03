/**
 * The probe's settings as text, `model:char-lm;feature:vowel;text:…`: in the page's address and in the articles' links.
 * In the text a blank is `_`; what separates settings or sentences of an address is written `~` and a letter.
 */
import { type Fields, formatState, parseState } from '#run/url-state.ts';
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

/** Longest text that is read as settings, in characters. */
const LONGEST = 400;

const ESCAPES: readonly (readonly [symbol: string, written: string])[] = [
  [';', '~s'],
  [':', '~c'],
  [',', '~k'],
  ['\n', '~n'],
  ['—', '~d'],
  ['"', '~q'],
  [' ', '_'],
];

const escaped = (text: string): string =>
  ESCAPES.reduce((all, [symbol, written]) => all.replaceAll(symbol, written), text);
const unescaped = (text: string): string =>
  ESCAPES.reduce((all, [symbol, written]) => all.replaceAll(written, symbol), text);

const featuresOf = (model: ProbeId): readonly FeatureId[] => FEATURES[model];

const fieldsFrom = (base: Settings) =>
  ({
    model: { kind: 'choice', options: PROBE_IDS, default: base.model },
    feature: { kind: 'choice', options: featuresOf(base.model), default: base.feature },
    value: { kind: 'choice', options: VALUES, default: base.value },
    unit: { kind: 'choice', options: UNITS, default: base.unit },
    step: { kind: 'number', min: 1, max: LENGTH.max, step: 1, default: base.step },
  }) as const satisfies Fields;

/** The text that is meant, or undefined where there is none or the model cannot read it. */
function textIn(plain: string, model: ProbeId): string | undefined {
  const part = plain.split(';').find((each) => each.startsWith('text:'));
  if (part === undefined) return undefined;
  const typed = readTyped(model, unescaped(part.slice('text:'.length)));
  return typed.ok ? typed.text : undefined;
}

/** Applies a text to settings. A new model brings its own along; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const plain = text.slice(0, LONGEST).replaceAll(',', ';');
  const { model } = parseState(plain, fieldsFrom(base));
  const start = change(base, { model });
  const values = parseState(plain, fieldsFrom(start));
  return change(start, { ...values, text: textIn(plain, model) ?? start.text });
}

/** The query of the page's address with what differs from the model's defaults; other parameters stay. */
export function queryWith(search: string, settings: Settings): string {
  const initial = defaultsFor(settings.model);
  const fields = fieldsFrom(initial);
  const { text, ...values } = settings;
  const parts = [
    formatState(values, { ...fields, model: { ...fields.model, default: DEFAULTS.model } }),
    text === initial.text ? '' : `text:${escaped(text)}`,
  ].filter((part) => part !== '');
  const parameters = new URLSearchParams(search);
  if (parts.length === 0) parameters.delete(DEMO_ID);
  else parameters.set(DEMO_ID, parts.join(';'));
  // These are legal in a query, and an address is to be read.
  const query = ['%3A', '%3B', '%28', '%29', '%7E', '%21', '%27'].reduce(
    (all, code) => all.replaceAll(code, decodeURIComponent(code)),
    parameters.toString(),
  );
  return query === '' ? '' : `?${query}`;
}
