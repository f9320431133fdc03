/**
 * The stepper's settings as text, `preset:leak;step:5;1f1b:2`: in the page's address, and in the articles' buttons.
 * `x3` is the third number of the series; weights go by the names of `weights.ts`.
 */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import { change, DEFAULTS, DEMO_ID, type Settings, settingsOf } from './demo.ts';
import { PRESET_IDS, type PresetId, STEPS } from './presets.ts';
import { MOST, WEIGHT_RANGE } from './weights.ts';

const count = (most: number, value: number) =>
  ({ kind: 'number', min: 1, max: most, step: 1, default: value }) as const;

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings) {
  const { min, max } = WEIGHT_RANGE;
  return {
    preset: { kind: 'choice', options: PRESET_IDS, default: base.preset },
    layers: count(MOST, base.layers),
    units: count(MOST, base.units),
    layer: count(MOST, base.layer),
    unit: count(MOST, base.unit),
    step: count(STEPS, base.step),
    ...Object.fromEntries(
      base.series.map((value, index) => [
        `x${index + 1}`,
        { kind: 'number', min: -1, max: 1, step: 0.01, default: value } as const,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(base.weights).map(([name, value]) => [
        name,
        { kind: 'number', min, max, step: 0.01, default: value } as const,
      ]),
    ),
  } as const satisfies Fields;
}

/** Applies a text to settings. A preset brings its own along; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const { preset } = applyState(text, {
    preset: { kind: 'choice', options: ['', ...PRESET_IDS], default: '' },
  });
  const start = preset === '' ? base : settingsOf(preset);
  const values: Readonly<Record<string, string | number>> = applyState(text, fieldsFrom(start));
  const number = (name: string): number => Number(values[name]);
  return change(start, {
    layers: number('layers'),
    units: number('units'),
    layer: number('layer'),
    unit: number('unit'),
    step: number('step'),
    series: start.series.map((_, index) => number(`x${index + 1}`)),
    weights: Object.fromEntries(Object.keys(start.weights).map((name) => [name, number(name)])),
  });
}

/**
 * The query of the page's address with what differs from the preset, and the preset where it is not `first`, the one
 * that the page opens with.
 */
export function queryWith(
  search: string,
  settings: Settings,
  first: PresetId = DEFAULTS.preset,
): string {
  const fields = fieldsFrom(settingsOf(settings.preset));
  const { series, weights, ...rest } = settings;
  const values = {
    ...rest,
    ...Object.fromEntries(series.map((value, index) => [`x${index + 1}`, value])),
    ...weights,
  };
  const preset = { ...fields.preset, default: first };
  return writeState(search, DEMO_ID, values, { ...fields, preset });
}
