import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/poem/address.ts';
import { changed, defaultsFor, SAMPLES } from '#components/demos/poem/demo.ts';
import { setLines, sourceText } from '#components/demos/poem/lines.ts';
import { type RecordedPoem, recordStep, showRecorded } from '#components/demos/poem/recorded.ts';
import { STRINGS } from '#components/demos/poem/strings.ts';
import { heatClass } from '#viz/heat-map.ts';
import { layoutStateMaps, stateStepAt } from '#viz/state-maps.ts';

const QUATRAINS = defaultsFor('quatrains');

test('a source is quoted with the marks of its lines, and without one at the end', () => {
  expect(sourceText('quatrains', '白日依山尽黄河入海流欲穷千里目更上一层楼')).toBe(
    '白日依山尽，黄河入海流。欲穷千里目，更上一层楼',
  );
  expect(sourceText('psalms', 'I will give thanks unto thee for ever.')).toBe(
    'I will give thanks unto thee for ever',
  );
});

describe('settings and address', () => {
  test('an address brings everything back, another verse too', () => {
    const settings = changed(QUATRAINS, {
      mode: 'acrostic',
      text: '春江花月',
      form: '7',
      seed: 12,
    });
    const query = queryWith('?other=1', settings, QUATRAINS);
    expect(query).toContain('other=1');
    const read = (text: string) =>
      readSettings(new URLSearchParams(text).get('poem') ?? '', QUATRAINS);
    expect(read(query)).toEqual(settings);
    const psalm = changed(QUATRAINS, { verse: 'psalms', mode: 'opening', text: 'The river of' });
    expect(read(queryWith('', psalm, QUATRAINS))).toEqual(psalm);
  });

  test('nonsense changes nothing and does not throw', () => {
    for (const text of ['verse:sonnets;form:9;seed:1e99', 'text:\ud83d', ';;::', 'x'.repeat(9999)])
      expect(readSettings(text, QUATRAINS).verse).toBe('quatrains');
  });

  test('a mode brings its sample, a verse its defaults', () => {
    const acrostic = changed(QUATRAINS, { mode: 'acrostic' });
    expect(acrostic.text).toBe(SAMPLES.quatrains.acrostic);
    expect(changed(acrostic, { verse: 'psalms' })).toEqual(defaultsFor('psalms'));
  });
});

test('a recorded state has the colour that it had when it was recorded', () => {
  const h = [Float32Array.of(-1, -0.4, 0, 0.37, 1)];
  const step = { symbol: '春', given: false, p: 0.5, candidates: [], h };
  const [back] = showRecorded(recordStep(step)).h;
  expect(back?.map(heatClass)).toEqual(Array.from(h[0]!, heatClass));
});

test('the recorded poem is set in four lines, with tones, and the copied run is what it says', () => {
  const sample = JSON.parse(
    readFileSync('content/recorded/poem/quatrains/sample.json', 'utf8'),
  ) as RecordedPoem;
  const { copy, tones } = sample;
  const steps = sample.steps.map(showRecorded);
  const lines = setLines({ verse: 'quatrains', steps, tones, copy, ran: undefined });
  expect(lines.map(({ text }) => text.length)).toEqual([5, 5, 5, 5]);
  const marked = lines.flatMap(({ characters }) => characters.filter(({ copied }) => copied));
  expect(marked.map(({ symbol }) => symbol).join('')).toBe(copy.text);
  expect(lines.every(({ alternates }) => alternates !== undefined)).toBe(true);
});

test('a press on the maps chooses the step under it', () => {
  const layout = layoutStateMaps(480, 24, 2, 96);
  expect(layout.maps.map(({ layer }) => layer)).toEqual([2, 1]);
  expect(stateStepAt(layout.column * 3.5, layout, 24)).toBe(3);
  expect(stateStepAt(-5, layout, 24)).toBe(0);
  expect(stateStepAt(9999, layout, 24)).toBe(23);
});

test('refusals name the value and the range in both languages', () => {
  for (const strings of Object.values(STRINGS)) {
    const said = strings.refused('quatrains', { reason: 'too-long', length: 9, most: 5 });
    expect(said).toContain('9');
    expect(said).toContain('5');
    expect(strings.refused('psalms', { reason: 'unknown', symbols: ['é'] })).toContain('é');
  }
});
