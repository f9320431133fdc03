/** The tagger demo: its settings, its table of mistakes, its words, and the article's numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, planOf, queryWith, readSettings } from '#components/demos/pos-tagger/demo.ts';
import { recordOf } from '#components/demos/pos-tagger/recorded.ts';
import { taggerCsv } from '#components/demos/pos-tagger/save.ts';
import { problemText, STRINGS } from '#components/demos/pos-tagger/strings.ts';
import { commonestMistake, confusionRows, taggedWords } from '#components/demos/pos-tagger/view.ts';
import { taggerTable, type TaggerFile } from '#components/prose/tagger-results.ts';
import { countParameters } from '#model/parameters.ts';
import { tokenise } from '#tasks/tagging/tokenise.ts';
import { taggerSpec } from '#train/tagger.ts';
import { accuracyBars } from '#viz/accuracy-bars.ts';

const record = recordOf(readFileSync('public/models/pos-tagger/manifest.json', 'utf8'));

test('settings are read, kept in range, and written where they differ', () => {
  const set = readSettings('layers:2,seed:7', DEFAULTS);
  expect(set).toEqual({ layers: '2', seed: 7 });
  expect(readSettings('layers:9;seed:1000', set)).toEqual({ layers: '2', seed: 99 });
  expect(queryWith('', set)).toBe('?pos-tagger=layers:2;seed:7');
  expect(planOf(set)).toEqual({ layers: 2, seed: 7, epochs: 6, learningRate: 0.01 });
});

test('the matrix holds every test word, and names the commonest mistake', () => {
  const rows = confusionRows(record.scores);
  const total = rows.flatMap(({ cells }) => cells).reduce((sum, { count }) => sum + count, 0);
  const marks = rows[10]?.cells.reduce((sum, { count }) => sum + count, 0) ?? 0;
  expect(total - marks).toBe(record.scores.words);
  const { is, given, count } = commonestMistake(record.scores);
  expect(is).not.toBe(given);
  expect(taggerCsv(record.scores)).toContain(String(count));
});

test('words carry their tag, a second one where it is likely, and whether they are new', () => {
  const words = taggedWords(record.example);
  expect(words.find(({ word }) => word === 'outstrumble')).toMatchObject({
    seen: false,
    tag: 'VERB',
  });
  expect(words.find(({ word }) => word === 'the')).toMatchObject({ seen: true, second: undefined });
  expect(words.at(-2)?.second).toBeDefined();
});

test('bars start at zero and their length is the share', () => {
  const { groups } = accuracyBars([[0.5, 1]], 390);
  const [half, whole] = groups[0]?.bars ?? [];
  expect(half?.width).toBeCloseTo((whole?.width ?? 0) / 2);
  expect(() => accuracyBars([[1.2]], 390)).toThrow('share must be 0…1, got 1.2');
});

describe.each(['en', 'zh-cn'] as const)('%s', (locale) => {
  const words = STRINGS[locale];
  test.each([
    ['', '1'],
    ['a'.repeat(1001), '1,001'],
    ['a '.repeat(101), '101'],
    ['x'.repeat(41), '41'],
    ['ab\ud800', '3'],
    ['🐟', '🐟'],
  ])('%j: the message names the value', (text, part) => {
    const tokens = tokenise(text);
    if (tokens.ok) throw new Error('a refusal was expected');
    expect(problemText(tokens.problem, words.problems)).toContain(part);
  });

  test('the article states the recorded numbers', () => {
    const files = import.meta.glob<TaggerFile>('/content/recorded/pos-tagger/**/*.json', {
      eager: true,
      import: 'default',
    });
    const { rows, evidence } = taggerTable(Object.values(files));
    const text = readFileSync(`content/${locale}/applications/pos-tagging.mdx`, 'utf8');
    const percent = (share = NaN): string => `${(100 * share).toFixed(1)}%`;
    const [baseline, one] = rows;
    for (const row of [baseline, one])
      for (const k of [0, 2]) expect(text).toContain(percent(row?.scores[k]?.middle));
    expect(evidence).toMatchObject({ verdict: 'first', wins: { first: 10, second: 0 } });
    expect(text).toContain(record.scores.unseenWords.toLocaleString('en'));
  });
});

test('both depths have nearly the same number of weights, those of the table', () => {
  const totals = ([1, 2] as const).map((layers) => countParameters(taggerSpec(layers)).total);
  expect(totals).toEqual([15372, 15972]);
  expect(taggerSpec(2).hiddenSize).toBe(19);
});
