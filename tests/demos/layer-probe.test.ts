import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/layer-probe/address.ts';
import {
  change,
  DEFAULTS,
  defaultsFor,
  LENGTH,
  MODEL_FOLDERS,
  PROBE_IDS,
  SAMPLES,
} from '#components/demos/layer-probe/demo.ts';
import {
  closers,
  featureOf,
  FEATURES,
  firstMisfit,
} from '#components/demos/layer-probe/features.ts';
import { createLook } from '#components/demos/layer-probe/look.ts';
import type { Manifest } from '#components/demos/layer-probe/model-file.ts';
import { rankUnits, readSequence } from '#components/demos/layer-probe/reading.ts';
import { recordedProbe } from '#components/demos/layer-probe/recorded.ts';
import { readTyped, SYMBOLS } from '#components/demos/layer-probe/typed.ts';
import { parametersFrom } from '#formats/published.ts';
import { parameterLayout } from '#model/parameters.ts';
import { CHAR_LM_CHARACTERS } from '#tasks/char-lm.ts';
import { DYCK_2_SYMBOLS } from '#tasks/dyck-2.ts';

const load = (id: 'dyck-2' | 'char-lm') => {
  const folder = `public/models/${MODEL_FOLDERS[id]}`;
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Manifest;
  const file = new Uint8Array(readFileSync(`${folder}/weights.safetensors`));
  return { manifest, file, parameters: parametersFrom(manifest.spec, file) };
};

describe.each(PROBE_IDS)('the shipped model %s', (id) => {
  const { manifest, file, parameters } = load(id);

  test('is what its manifest says', () => {
    expect(createHash('sha256').update(file).digest('hex')).toBe(manifest.sha256);
    expect(manifest.tensors).toEqual(
      Object.fromEntries(parameterLayout(manifest.spec).map(({ name, shape }) => [name, shape])),
    );
    expect(manifest.task).toBe(id);
  });

  test('knows the symbols of its task in their order', () => {
    expect(SYMBOLS[id].join('')).toBe(
      id === 'dyck-2' ? DYCK_2_SYMBOLS.join('') : CHAR_LM_CHARACTERS,
    );
  });

  test('its sample is readable and every feature has a best unit', () => {
    expect(readTyped(id, SAMPLES[id])).toEqual({ ok: true, text: SAMPLES[id] });
    const look = createLook(id, manifest, parameters);
    for (const feature of FEATURES[id]) {
      const { ranking } = look({ text: SAMPLES[id], feature, value: 'h' });
      expect(ranking).toHaveLength(48);
      const strengths = ranking.map(({ r }) => Math.abs(r));
      expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
    }
  });
});

test('the bracket model closes the sample as it should', () => {
  const { manifest, parameters } = load('dyck-2');
  const { expected } = readSequence('dyck-2', { spec: manifest.spec, parameters }, '([()])');
  const names = ['none', ')', ']'];
  const answers = expected.map((shares) => names[shares.indexOf(Math.max(...shares))]);
  expect(answers).toEqual(closers([...'([()])']));
  for (const shares of expected) expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
});

test('the server’s figure is the computation, to three digits', () => {
  const { manifest, parameters } = load('dyck-2');
  const view = createLook('dyck-2', manifest, parameters)(DEFAULTS);
  const recorded = recordedProbe();
  expect(recorded.view.ranking.map(({ unit }) => unit)).toEqual(
    view.ranking.map(({ unit }) => unit),
  );
  view.reading.h.forEach((units, layer) => {
    units.forEach((values, unit) => {
      values.forEach((value, t) => {
        expect(recorded.view.reading.h[layer]?.[unit]?.[t]).toBeCloseTo(value, 3);
      });
    });
  });
});

test('the article prints the correlations on unseen sequences', () => {
  const article = readFileSync('content/en/depth/time-scales.mdx', 'utf8');
  const best = (id: 'dyck-2' | 'char-lm', state: 'trained' | 'untrained', feature: string) => {
    const scores = (load(id).manifest.unseen[state] as Record<string, (number | null)[]>)[feature];
    return Math.max(...(scores ?? []).map((r) => Math.abs(r ?? 0))).toFixed(2);
  };
  expect(best('dyck-2', 'trained', 'depth')).toBe('0.55');
  expect(best('dyck-2', 'untrained', 'depth')).toBe('0.66');
  expect(best('dyck-2', 'trained', 'kind')).toBe('0.96');
  expect(best('dyck-2', 'untrained', 'kind')).toBe('0.50');
  expect(best('char-lm', 'trained', 'vowel')).toBe('0.82');
  expect(best('char-lm', 'untrained', 'vowel')).toBe('0.35');
  expect(best('char-lm', 'trained', 'position')).toBe('0.06');
  expect(best('char-lm', 'untrained', 'position')).toBe('0.41');
  for (const number of ['0.55', '0.66', '0.96', '0.50', '0.82', '0.35', '0.06', '0.41'])
    expect(article).toContain(number);
});

describe('features', () => {
  test('of brackets, by hand', () => {
    const symbols = [...'([])('];
    expect(featureOf('depth', symbols)).toEqual([1, 2, 1, 0, 1]);
    expect(featureOf('kind', symbols)).toEqual([1, -1, 1, 0, 1]);
    expect(featureOf('closed', symbols)).toEqual([0, 0, 0, 1, 0]);
    expect(featureOf('opens', symbols)).toEqual([1, 1, 0, 0, 1]);
    expect(closers(symbols)).toEqual([')', ']', ')', 'none', ')']);
  });

  test('have no value after a bracket that closes nothing', () => {
    expect(firstMisfit([...'()(]('])).toBe(4);
    expect(featureOf('depth', [...'()(]('])).toEqual([1, 0, 1, NaN, NaN]);
    expect(firstMisfit([...'()('])).toBeUndefined();
  });

  test('of text, by hand', () => {
    const symbols = [...'a "no".'];
    expect(featureOf('space', symbols)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(featureOf('vowel', symbols)).toEqual([1, 0, 0, 0, 1, 0, 0]);
    expect(featureOf('word-position', symbols)).toEqual([1, 0, 0, 1, 2, 0, 0]);
    expect(featureOf('quoted', symbols)).toEqual([0, 0, 1, 1, 1, 0, 0]);
    expect(featureOf('position', symbols)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('a unit that is the feature is found first, of either sign; one that never changes is last', () => {
    const feature = [1, 2, 3, NaN, 2];
    const ranking = rankUnits(
      [
        [
          [0, 0, 0, 9, 0],
          [0.1, 0.3, 0.2, 0, 0.1],
          [-1, -2, -3, 7, -2],
        ],
      ],
      feature,
    );
    expect(ranking.map(({ unit }) => unit)).toEqual(['1.3', '1.2', '1.1']);
    expect(ranking[0]?.r).toBeCloseTo(-1, 12);
  });
});

describe('what is typed', () => {
  test('may come from a Chinese keyboard, with blanks and capitals', () => {
    expect(readTyped('dyck-2', '（ 【】 ）')).toEqual({ ok: true, text: '([])' });
    expect(readTyped('char-lm', '“Call me”')).toEqual({ ok: true, text: '"call me"' });
  });

  test('is refused with the symbols named, at most five, and never throws', () => {
    expect(readTyped('dyck-2', '(a)🐳')).toEqual({
      ok: false,
      reason: 'unknown',
      symbols: ['a', '🐳'],
    });
    expect(readTyped('char-lm', '0123456789')).toMatchObject({
      symbols: ['0', '1', '2', '3', '4'],
    });
    expect(readTyped('dyck-2', '(')).toEqual({ ok: false, reason: 'short', length: 1 });
    expect(readTyped('dyck-2', '()'.repeat(40))).toEqual({ ok: false, reason: 'long', length: 80 });
    expect(readTyped('char-lm', '<script>'.repeat(1e5)).ok).toBe(false);
    expect(readTyped('char-lm', '\ud800\u0000').ok).toBe(false);
  });
});

describe('settings', () => {
  test('survive the address, the sequence included', () => {
    const settings = {
      ...defaultsFor('char-lm'),
      text: 'so; "he said": no, — (never)',
      feature: 'vowel',
      unit: '2.7',
      step: 3,
    } as const;
    const query = queryWith('?x=1', settings);
    const text = new URLSearchParams(query).get('layer-probe') ?? '';
    expect(readSettings(text, DEFAULTS)).toEqual(settings);
    expect(queryWith(query, DEFAULTS)).toBe('?x=1');
  });

  test('from strangers are checked: unknown symbols and too long texts leave the sample', () => {
    for (const text of [
      'text:<b>',
      `text:${'()'.repeat(LENGTH.max)}`,
      'feature:vowel',
      'unit:3.1',
      'step:NaN',
      'x'.repeat(1e5),
    ])
      expect(readSettings(text, DEFAULTS)).toEqual(DEFAULTS);
    expect(readSettings('step:99', DEFAULTS).step).toBe(SAMPLES['dyck-2'].length);
  });

  test('a new model brings its sample and a feature of its own', () => {
    expect(change({ ...DEFAULTS, unit: '1.1' }, { model: 'char-lm' })).toEqual(
      defaultsFor('char-lm'),
    );
  });
});
