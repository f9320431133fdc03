/** The cell stepper: its presets do what their words say, its formulas add up, its address gives everything back. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/cell-stepper/address.ts';
import {
  change,
  changedWeights,
  DEFAULTS,
  isPristine,
  linesOf,
  type Readings,
  readingsOf,
  runStack,
  type Settings,
  settingsOf,
} from '#components/demos/cell-stepper/demo.ts';
import { formatValue, formatWeight } from '#components/demos/cell-stepper/numbers.ts';
import {
  PRESET_IDS,
  type PresetId,
  PRESETS,
  SEED,
  STEPS,
} from '#components/demos/cell-stepper/presets.ts';
import { equationLines, stepperCsv } from '#components/demos/cell-stepper/save.ts';
import { STRINGS } from '#components/demos/cell-stepper/strings.ts';
import {
  countWeights,
  layersOf,
  PLACES,
  sourcesOf,
  WEIGHT_RANGE,
} from '#components/demos/cell-stepper/weights.ts';
import { halfLife } from '#components/prose/half-life.ts';
import { createRng } from '#math/rng.ts';

/** One quantity at a step, counted from 1. */
const readingsAt = (preset: PresetId, layer = 1, unit = 1): Readings =>
  readingsOf(runStack(settingsOf(preset)), layer, unit);
const at = (values: readonly number[], step: number): number => values[step - 1] ?? NaN;
/** How much a series goes up and down in all. */
const variation = (values: readonly number[]): number =>
  values.slice(1).reduce((sum, value, index) => sum + Math.abs(value - (values[index] ?? 0)), 0);
const swing = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

describe('what the words say of the presets', () => {
  test('remember: f is 0.99, and nine steps later 94% of the cell state is left', () => {
    const { f, c } = readingsAt('remember');
    expect(f.every((value) => value.toFixed(2) === '0.99')).toBe(true);
    expect(at(c, 12) / at(c, 3)).toBeCloseTo(0.94, 2);
  });

  test('leak: f is 0.73, half is lost in 2.2 steps, less than a tenth is left at step 12', () => {
    const { f, c } = readingsAt('leak');
    expect(f.every((value) => value.toFixed(2) === '0.73')).toBe(true);
    expect(halfLife(at(f, 4)).toFixed(1)).toBe('2.2');
    expect(at(c, 5) / at(c, 3)).toBeCloseTo(at(f, 4) ** 2, 10);
    expect(at(c, 12) / at(c, 3)).toBeLessThan(0.1);
  });

  test('reset: the negative input closes the forget gate and empties the cell', () => {
    const { f, c } = readingsAt('reset');
    expect(at(c, 6)).toBeGreaterThan(0.9);
    expect(at(f, 7)).toBeLessThan(0.05);
    expect(Math.abs(at(c, 7))).toBeLessThan(0.05);
    expect(at(c, 10)).toBeGreaterThan(0.9);
  });

  test('hide: c holds from step 3 on, h stays near 0 until step 10', () => {
    const { c, h } = readingsAt('hide');
    for (let step = 3; step <= 10; step++) expect(at(c, step)).toBeGreaterThan(0.85);
    for (let step = 1; step <= 9; step++) expect(Math.abs(at(h, step))).toBeLessThan(0.02);
    expect(at(h, 10)).toBeGreaterThan(0.65);
  });

  test('count: c counts to 5; h is past 0.95 at the third pulse and moves by less than 0.03 after', () => {
    const { c, h } = readingsAt('count');
    [2, 4, 5, 8, 11].forEach((step, index) => {
      expect(at(c, step)).toBeCloseTo(index + 1, 1);
    });
    expect(at(c, 12).toFixed(1)).toBe('5.0');
    expect(Math.max(...h)).toBeLessThan(1);
    expect(Math.abs(at(h, 12) - at(h, 5))).toBeLessThan(0.03);
  });

  test('units: 0.73, 0.88 and 0.95 in both layers; what was read fades at that rate', () => {
    for (const layer of [1, 2])
      for (const [index, gate] of ['0.73', '0.88', '0.95'].entries()) {
        const { f, c } = readingsAt('units', layer, index + 1);
        expect(f.every((value) => value.toFixed(2) === gate)).toBe(true);
        if (layer === 1) expect(at(c, 7) / at(c, 4)).toBeCloseTo(at(f, 5) ** 3, 10);
      }
  });

  test('smooth: the forget gate of layer 2 is 0.82; h jumps less than half as much, and later', () => {
    const [below, above] = [readingsAt('smooth', 1), readingsAt('smooth', 2)];
    expect(at(above.f, 5).toFixed(2)).toBe('0.82');
    expect(variation(above.h)).toBeLessThan(variation(below.h) / 2);
    // The inputs turn positive at step 7; layer 1 follows at once, layer 2 is only then back at zero.
    expect(at(below.h, 7)).toBeGreaterThan(0.5);
    expect(Math.abs(at(above.h, 7))).toBeLessThan(0.02);
    expect(at(above.h, 9)).toBeGreaterThan(0.1);
  });

  test('random: the swing of h shrinks from layer to layer', () => {
    const swings = [1, 2, 3].map((layer) => {
      const all = [1, 2, 3].map((unit) => swing(readingsAt('random', layer, unit).h));
      return all.reduce((sum, value) => sum + value, 0) / 3;
    });
    expect(swings[0]).toBeGreaterThan(3 * (swings[1] ?? NaN));
    expect(swings[1]).toBeGreaterThan(3 * (swings[2] ?? NaN));
  });

  test('random: that is usual for such weights, not a choice of the seed', () => {
    let shrinking = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const rng = createRng(seed);
      const bound = 1 / Math.sqrt(3);
      const weights = Object.fromEntries(
        Object.keys(DEFAULTS.weights).map((name) => [
          name,
          Math.round(10 * rng.uniform(-bound, bound)) / 10 + 0,
        ]),
      );
      for (const name of Object.keys(weights)) if (name.endsWith('b')) weights[name] = 0;
      const trace = runStack({ ...settingsOf('random'), weights });
      const [one = 0, two = 0, three = 0] = [1, 2, 3].map((layer) =>
        [1, 2, 3].reduce((sum, unit) => sum + swing(readingsOf(trace, layer, unit).h), 0),
      );
      if (seed === SEED) expect(weights).toEqual(PRESETS.random.weights);
      if (one > two && two > three) shrinking++;
    }
    expect(shrinking).toBe(200);
  });
});

describe('the formulas', () => {
  const everywhere = (settings: Settings, check: (settings: Settings) => void): void => {
    for (let layer = 1; layer <= settings.layers; layer++)
      for (let unit = 1; unit <= settings.units; unit++)
        for (const step of [1, 2, 7, STEPS]) check({ ...settings, layer, unit, step });
  };

  test.each(PRESET_IDS)('%s: every line equals the reference, from the numbers in it', (preset) => {
    const settings = settingsOf(preset);
    const trace = runStack(settings);
    everywhere(settings, (place) => {
      const { gates, before, c, h } = linesOf(place, trace);
      const [i = NaN, f = NaN, g = NaN, o = NaN] = gates.map(({ gate, terms, value }) => {
        const z = terms.reduce((sum, term) => sum + term.weight * term.value, 0);
        expect(gate === 'g' ? Math.tanh(z) : 1 / (1 + Math.exp(-z))).toBeCloseTo(value, 12);
        return value;
      });
      expect(f * before.c + i * g).toBeCloseTo(c, 12);
      expect(o * Math.tanh(c)).toBeCloseTo(h, 12);
      if (place.step === 1) expect(before).toEqual({ c: 0, h: 0 });
    });
  });

  test('as text they read like the page', () => {
    const settings = settingsOf('remember');
    expect(equationLines(linesOf({ ...settings, step: 3 }, runStack(settings)))).toEqual([
      'i = σ(8.0·1.00 + 0.0·0.00 − 4.0) = σ(4.00) = 0.98',
      'f = σ(0.0·1.00 + 0.0·0.00 + 5.0) = σ(5.00) = 0.99',
      'g = tanh(2.0·1.00 + 0.0·0.00 + 0.0) = tanh(2.00) = 0.96',
      'o = σ(0.0·1.00 + 0.0·0.00 + 2.0) = σ(2.00) = 0.88',
      'c = 0.99·0.00 + 0.98·0.96 = 0.95',
      'h = 0.88·tanh(0.95) = 0.65',
    ]);
  });

  test('the CSV holds every quantity with all digits', () => {
    const settings = settingsOf('smooth');
    const rows = stepperCsv(settings, runStack(settings)).trim().split('\r\n');
    expect(rows).toHaveLength(1 + 2 * STEPS);
    expect(rows[0]).toBe('layer,unit,step,input,i,f,g,o,c,h');
    expect(rows[1 + STEPS + 8]?.split(',').at(-1)).toBe(String(at(readingsAt('smooth', 2).h, 9)));
  });
});

describe('the weights', () => {
  test('all presets lie within the range and have a number for every place', () => {
    for (const { weights, series, layers, units, step } of Object.values(PRESETS)) {
      expect(Object.keys(weights)).toHaveLength(PLACES.length);
      for (const value of Object.values(weights)) {
        expect(Math.abs(value)).toBeLessThanOrEqual(WEIGHT_RANGE.max);
        expect(Object.is(value, -0)).toBe(false);
      }
      expect(series).toHaveLength(STEPS);
      expect(series.every((value) => Math.abs(value) <= 1)).toBe(true);
      expect(Math.max(layers, units)).toBeLessThanOrEqual(3);
      expect(step).toBeLessThanOrEqual(STEPS);
    }
  });

  test('the count on the page is that of the arrays, and of the formula', () => {
    for (const layers of [1, 2, 3])
      for (const units of [1, 2, 3]) {
        const arrays = layersOf(DEFAULTS.weights, layers, units);
        const total = arrays.reduce(
          (sum, { kernel, recurrent, bias }) =>
            sum + kernel.length + recurrent.length + bias.length,
          0,
        );
        expect(countWeights(layers, units)).toBe(total);
        expect(4 * units * sourcesOf(1, units).length).toBe(
          arrays[0]!.kernel.length + arrays[0]!.recurrent.length + arrays[0]!.bias.length,
        );
      }
  });

  test('a unit that is added changes nothing for those that were there', () => {
    const before = readingsAt('remember');
    const grown = change(settingsOf('remember'), { units: 3, layers: 2 });
    expect(readingsOf(runStack(grown), 1, 1)).toEqual(before);
    expect(swing(readingsOf(runStack(grown), 2, 2).h)).toBeGreaterThan(0.01);
  });
});

describe('settings', () => {
  test('a preset brings everything along; the cell stays one that exists', () => {
    const deep = change(DEFAULTS, { preset: 'random' });
    expect([deep.layers, deep.units, deep.layer]).toEqual([3, 3, 1]);
    expect(change({ ...deep, layer: 3, unit: 3 }, { layers: 1, units: 2 })).toMatchObject({
      layer: 1,
      unit: 2,
    });
    expect(change(DEFAULTS, { step: 99, layer: 0 })).toMatchObject({ step: 12, layer: 1 });
    expect(isPristine(deep)).toBe(true);
  });

  test('weights outside the stack do not count as changed', () => {
    const weights = { ...DEFAULTS.weights, '1f1b': 2, '3f1b': 2 };
    expect(changedWeights({ ...DEFAULTS, weights })).toEqual(['1f1b']);
    expect(isPristine({ ...DEFAULTS, weights })).toBe(false);
    expect(isPristine({ ...DEFAULTS, step: 9 })).toBe(true);
  });

  test('a page that opens with another example leaves that one out of the address', () => {
    expect(queryWith('', settingsOf('units'), 'units')).toBe('');
    expect(queryWith('', DEFAULTS, 'units')).toBe('?cell-stepper=preset:remember');
  });

  const address = (settings: Settings): string =>
    new URLSearchParams(queryWith('', settings)).get('cell-stepper') ?? '';

  test('the address gives everything back and says nothing of defaults', () => {
    expect(queryWith('?other=1', DEFAULTS)).toBe('?other=1');
    const start = settingsOf('smooth');
    const changed: Settings = {
      ...start,
      units: 2,
      unit: 2,
      step: 4,
      series: start.series.map((value, index) => (index === 2 ? -0.35 : value)),
      weights: { ...start.weights, '2f1h2': -1.25 },
    };
    expect(address(changed)).toBe('preset:smooth;units:2;unit:2;step:4;x3:-0.35;2f1h2:-1.25');
    expect(readSettings(address(changed), DEFAULTS)).toEqual(changed);
  });

  test('links in the text set what they name, from the preset they name', () => {
    expect(readSettings('preset:leak,step:9', settingsOf('random'))).toEqual({
      ...settingsOf('leak'),
      step: 9,
    });
    expect(readSettings('1f1b:0', DEFAULTS).weights['1f1b']).toBe(0);
  });

  test('hostile addresses do no harm', () => {
    const text = 'preset:<script>;layers:1e9;units:-3;x1:NaN;x2:77;1f1b:1e999;__proto__:x;step:0.4';
    const read = readSettings(text, DEFAULTS);
    expect(read).toMatchObject({ preset: 'remember', layers: 3, units: 1, step: 1 });
    expect(read.series.slice(0, 2)).toEqual([0, 1]);
    expect(read.weights).toEqual(DEFAULTS.weights);
  });
});

test('numbers are printed with a true minus and without a minus before zero', () => {
  expect([0.7311, -0.0449, -0.001, 4.988].map(formatValue)).toEqual([
    '0.73',
    '−0.04',
    '0.00',
    '4.99',
  ]);
  expect([8, -4, 0.25, -0.01, 0].map(formatWeight)).toEqual([
    '8.0',
    '−4.0',
    '0.25',
    '−0.01',
    '0.0',
  ]);
});

test('both languages have a sentence for every preset', () => {
  for (const words of Object.values(STRINGS))
    for (const preset of PRESET_IDS) expect(words.look[preset].length).toBeGreaterThan(20);
});

describe.each(['en', 'zh-cn'])('what the article prints, %s', (locale) => {
  const article = readFileSync(`content/${locale}/inside/lstm-cell.mdx`, 'utf8');

  test('the half-lives are those of the biases', () => {
    const rows = [...article.matchAll(/^\| +([\d.]+) \| +([\d.]+) \| +([\d.]+) \|$/gm)];
    expect(rows).toHaveLength(5);
    for (const [, gate = '', bias = '', steps = ''] of rows) {
      const forget = 1 / (1 + Math.exp(-Number(bias)));
      const digits = (text: string): number => text.split('.')[1]?.length ?? 0;
      expect(forget.toFixed(digits(gate))).toBe(gate);
      expect(halfLife(forget).toFixed(digits(steps))).toBe(steps);
    }
  });
});

test('PyTorch and Keras printed c and h after step 5 as the demo has them', () => {
  const { c, h } = readingsAt('remember');
  const [last, cell] = [h, c].map((values) => at(values, 5).toFixed(4));
  const printed = (library: string): string =>
    readFileSync(`content/code/inside/lstm-cell/01-five-steps.${library}.out`, 'utf8');
  expect(printed('pytorch')).toContain(`h = ${last}   c = ${cell}`);
  expect(printed('keras')).toContain(`${last} ${cell}`);
});
