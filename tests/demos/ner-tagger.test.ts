/** The name tagger: settings, what is said of a sentence, the reader's text, and the recorded numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Analysis,
  analyse,
  deltaOf,
  readingOf,
} from '#components/demos/ner-tagger/analysis.ts';
import {
  canSwitch,
  defaultsFor,
  EXAMPLES,
  queryWith,
  readSettings,
  variantOf,
} from '#components/demos/ner-tagger/demo.ts';
import { arrowTo, nodeSizes, scoreText, shareText } from '#components/demos/ner-tagger/look.ts';
import { matrixOf, usedCell } from '#components/demos/ner-tagger/matrix.ts';
import { hasTokens, piecesOf } from '#components/demos/ner-tagger/pieces.ts';
import { problemText } from '#components/demos/ner-tagger/problem-text.ts';
import { GROUPS, type NerFile, packed, recordOf } from '#components/demos/ner-tagger/recorded.ts';
import { latticeCsv, scoresCsv } from '#components/demos/ner-tagger/save.ts';
import { cellInputs, scoreRows, spreadOf } from '#components/demos/ner-tagger/scores.ts';
import { STRINGS } from '#components/demos/ner-tagger/strings.ts';
import { readTyped } from '#components/demos/ner-tagger/typed.ts';
import { isForbidden, pathScore } from '#math/crf.ts';
import { createRng } from '#math/rng.ts';
import { median } from '#math/statistics.ts';
import { NER_LANGUAGES, NER_VARIANTS } from '#tasks/ner/languages.ts';
import { BIO, entitiesOf, TAGS } from '#tasks/ner/tags.ts';
import type { NerManifest } from '#train/ner-file.ts';

const K = TAGS.length;

/** A sentence of n tokens with seeded scores. */
function sample(n: number, linked = true): Analysis {
  const rng = createRng(7);
  const draw = (count: number): number[] => Array.from({ length: count }, () => rng.uniform(-2, 2));
  return analyse({
    tokens: Array.from({ length: n }, (_, t) => `w${t}`),
    known: Array<boolean>(n).fill(true),
    emissions: draw(n * K),
    crf: linked
      ? {
          transitions: draw(K * K).map((score, k) => score + (BIO.transitions[k] ?? 0)),
          start: draw(K).map((score, k) => score + (BIO.start[k] ?? 0)),
          end: draw(K),
        }
      : undefined,
  });
}

/** All sequences of n tags. */
const paths = (n: number): number[][] =>
  n === 0 ? [[]] : paths(n - 1).flatMap((path) => TAGS.map((_, k) => [...path, k]));

describe('settings', () => {
  const base = defaultsFor('en');

  test('are read, kept in range, and written where they differ from those of the page', () => {
    expect(base.model).toBe('en');
    expect(defaultsFor('zh-cn').model).toBe('zh');
    const set = readSettings('en', 'crf:no,seed:1000;token:3;node:marginal', base);
    expect(set).toEqual({ ...base, crf: false, seed: 99, token: 3, node: 'marginal' });
    expect(queryWith('en', '', set)).toBe('?ner-tagger=crf:no;seed:99;node:marginal;token:3');
    expect(queryWith('zh-cn', '', base)).toBe('?ner-tagger=model:en');
  });

  test('every variant is one combination of parts; the three others cannot be chosen', () => {
    const all = [true, false].flatMap((cnn) =>
      [true, false].flatMap((lstm) => [true, false].map((crf) => ({ cnn, lstm, crf }))),
    );
    expect(new Set(all.map(variantOf))).toEqual(new Set([...NER_VARIANTS, undefined]));
    expect(all.filter((parts) => variantOf(parts) === undefined)).toHaveLength(3);
    expect(readSettings('en', 'cnn:no;lstm:no;crf:no', base)).toEqual(base);
    expect(readSettings('en', 'cnn:no;lstm:no;seed:4', base)).toEqual({ ...base, seed: 4 });
    expect((['cnn', 'lstm', 'crf'] as const).filter((part) => canSwitch(base, part))).toHaveLength(
      3,
    );
    const noLstm = { ...base, lstm: false };
    expect([canSwitch(noLstm, 'cnn'), canSwitch(noLstm, 'lstm')]).toEqual([false, true]);
  });
});

describe('a sentence', () => {
  const n = 4;
  const analysis = sample(n);

  test('the confidence of a name is the share of all paths that have exactly this name', () => {
    expect(analysis.entities.length).toBeGreaterThan(0);
    const weights = paths(n).map((path) => ({
      names: entitiesOf(path),
      weight: Math.exp(pathScore(analysis.scores, analysis.emissions, path)),
    }));
    const total = weights.reduce((sum, { weight }) => sum + weight, 0);
    for (const { type, start, end, confidence } of analysis.entities) {
      const own = weights.filter(({ names }) =>
        names.some((one) => one.type === type && one.start === start && one.end === end),
      );
      const share = own.reduce((sum, { weight }) => sum + weight, 0) / total;
      expect(confidence).toBeCloseTo(share, 10);
    }
  });

  test('δ is the score of the best path to its node, and its terms add up', () => {
    for (let t = 0; t < n; t++)
      for (let j = 0; j < K; j++) {
        const delta = deltaOf(analysis, t, j);
        const { transitions, start } = analysis.scores;
        const sums = paths(t + 1)
          .filter((path) => path.at(-1) === j)
          .map((path) =>
            path.reduce(
              (sum, tag, k) =>
                sum +
                (analysis.emissions[k * K + tag] ?? NaN) +
                ((k === 0 ? start[tag] : transitions[(path[k - 1] ?? 0) * K + tag]) ?? NaN),
              0,
            ),
          );
        expect(delta.value).toBeCloseTo(Math.max(...sums), 8);
        expect(delta.emission + (delta.best?.sum ?? delta.start ?? NaN)).toBeCloseTo(
          delta.value,
          8,
        );
        expect(delta.unreachable).toBe(t === 0 && TAGS[j]?.startsWith('I'));
      }
  });

  test('without a CRF tags do not hang on each other, and marginals are a softmax', () => {
    const alone = sample(3, false);
    expect([...alone.lattice.path]).toEqual(alone.greedy);
    const own = alone.emissions.slice(K, 2 * K).map(Math.exp);
    const total = own.reduce((sum, value) => sum + value, 0);
    expect(alone.marginals[K]).toBeCloseTo((own[0] ?? NaN) / total, 12);
    expect(nodeSizes(alone, 'emission').every((size) => size >= 0 && size <= 1)).toBe(true);
  });

  test('the matrix holds start and end, and marks the step that the node came by', () => {
    const { scores, largest } = matrixOf(analysis.scores);
    expect(scores).toHaveLength(K + 1);
    expect(scores[K]?.[K]).toBeUndefined();
    expect(scores.flat().filter((score) => score !== undefined && isForbidden(score))).toHaveLength(
      3 * 5 + 3,
    );
    expect(largest).toBeLessThanOrEqual(2);
    expect(usedCell(deltaOf(analysis, 0, 1), K)).toEqual({ row: K, column: 1 });
    expect(usedCell(deltaOf(analysis, 1, 1), K).row).toBe(analysis.lattice.back[K + 1]);
  });

  test('the CSV has a line for each token and tag', () => {
    const lines = latticeCsv([analysis]).trim().split('\r\n');
    expect(lines).toHaveLength(1 + n * K);
    expect(lines[0]).toBe(
      'sentence,token,text,tag,emission,marginal,best,before,path,largest_emission',
    );
  });

  test('keys lead from node to node and stop at the edges', () => {
    expect(arrowTo('ArrowRight', 0, 3, 5, K)).toEqual({ token: 1, tag: undefined });
    expect(arrowTo('ArrowRight', 4, 3, 5, K)?.token).toBe(4);
    expect(arrowTo('ArrowUp', 2, 0, 5, K)).toEqual({ token: 2, tag: 0 });
    expect(arrowTo('End', 0, 3, 5, K)?.token).toBe(4);
    expect(arrowTo('x', 0, 0, 5, K)).toBeUndefined();
    expect([scoreText(-1.234), scoreText(-0.001), shareText(0.004), shareText(0.996)]).toEqual([
      '−1.23',
      '0.00',
      '<1',
      '100',
    ]);
  });
});

describe('the reader’s text', () => {
  test('is shown as it was written, whatever the spaces', () => {
    const text = '  Ada  Lovelace’s “Notes”\n went to 北京.';
    const typed = readTyped('en', text);
    const tokens = typed.ok ? typed.sentences.flat() : [];
    expect(hasTokens('en', text, tokens)).toBe(true);
    expect(hasTokens('en', 'Ada', tokens)).toBe(false);
    const entity = { type: 'PER', start: 0, end: 2, confidence: 1 } as const;
    const pieces = piecesOf('en', text, [entity]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.find((piece) => piece.entity)?.text).toBe('Ada  Lovelace');
  });

  test('every sentence to try can be read', () => {
    for (const language of NER_LANGUAGES)
      for (const text of EXAMPLES[language]) expect(readTyped(language, text).ok).toBe(true);
  });

  test.each(['en', 'zh-cn'] as const)('%s: the message names the value and the range', (locale) => {
    const words = STRINGS[locale].problems;
    const said = (language: 'en' | 'zh', text: string): string => {
      const typed = readTyped(language, text);
      return typed.ok ? '' : problemText(typed.problem, words, language);
    };
    expect(said('en', ' \n')).toContain('1');
    expect(said('en', 'a'.repeat(1001))).toMatch(/1,001.*1,000/);
    expect(said('zh', '中'.repeat(201))).toMatch(/201.*200/);
    expect(said('en', `x ${'y'.repeat(41)}`)).toMatch(/41.*40/);
    expect(said('en', 'ab\ud800')).toContain('3');
    expect(said('en', '🐟🐟')).toContain('🐟');
    expect(said('en', '老人与海')).toContain('老人与海');
    expect(said('zh', 'The old man')).toContain('The old man');
    expect(said('en', 'Ada 🐟 in 北京')).toBe('');
  });
});

describe.each(NER_LANGUAGES)('the record of %s', (language) => {
  const manifest = JSON.parse(
    readFileSync(`public/models/ner-${language}/manifest.json`, 'utf8'),
  ) as NerManifest;
  const files = import.meta.glob<NerFile>('/content/recorded/ner/**/*.json', {
    eager: true,
    import: 'default',
  });
  const all = Object.entries(files).filter(([name]) => name.includes(`/ner/${language}/`));
  const record = recordOf(manifest, Object.values(files));

  test('the CSV of scores has every recorded training, the baselines, and last the one here', () => {
    const live = { variant: 'full', seed: 7, scores: record.baselines.longestMatch } as const;
    const lines = scoresCsv(record, live).trim().split('\r\n');
    expect(lines[0]).toBe(
      'source,model,seed,f1_known_names,f1_new_names,f1_annotated,f1_annotated_seen,f1_annotated_unseen',
    );
    expect(lines).toHaveLength(1 + record.runs.length + 2 + 1);
    const [run] = record.runs;
    expect(lines[1]?.split(',').slice(0, 4)).toEqual([
      'recorded',
      run?.variant,
      String(run?.seed),
      String(Number(run?.scores.knownNames.toFixed(4))),
    ]);
    expect(lines.at(-2)).toMatch(/^baseline,mostFrequentTag,,/);
    expect(lines.at(-1)).toMatch(/^live,full,7,/);
    expect(scoresCsv(record, undefined)).not.toContain('live');
  });

  test('the figure’s dots, medians and baselines are those of the data files', () => {
    for (const variant of NER_VARIANTS) {
      const scores = all
        .filter(([name]) => name.includes(`/${variant}/seed-`))
        .map(([, file]) => file.result.test?.annotated.f1 ?? NaN);
      expect(scores.length).toBeGreaterThanOrEqual(5);
      expect(spreadOf(record, variant, 'annotated')).toEqual({
        middle: median(scores),
        low: Math.min(...scores),
        high: Math.max(...scores),
        seeds: scores.length,
      });
      const [, , annotated] = cellInputs(record, undefined);
      const row = annotated?.rows.find(({ id }) => id === variant);
      expect(row?.scores.toSorted()).toEqual(scores.toSorted());
    }
    const rows = scoreRows(record, {
      variant: 'full',
      seed: 1,
      scores: record.baselines.longestMatch,
    });
    expect(rows.map(({ id }) => id)).toEqual([
      ...NER_VARIANTS,
      'longestMatch',
      'mostFrequentTag',
      'live',
    ]);
    const [known] = rows.find(({ id }) => id === 'longestMatch')?.cells ?? [];
    expect(known?.middle).toBe(manifest.baselines.longestMatch.knownNames.f1);
  });

  test('the page’s lattice is that of the published model', () => {
    const { chain, sentences } = manifest.example.reading;
    sentences.forEach((sentence, k) => {
      const read = record.reading.sentences[k];
      if (!read) throw new Error('a sentence is missing');
      const { lattice, marginals, entities } = analyse(readingOf(read, chain, true));
      expect([...lattice.path]).toEqual(sentence.path);
      expect(entities).toMatchObject(sentence.entities);
      sentence.marginals.flat().forEach((share, at) => {
        expect(Math.abs((marginals[at] ?? NaN) - share)).toBeLessThan(0.005);
      });
    });
    expect(
      hasTokens(
        language,
        record.text,
        sentences.flatMap(({ tokens }) => tokens),
      ),
    ).toBe(true);
  });

  test('the page carries no more digits than it shows', () => {
    const carried = JSON.parse(packed(record)) as typeof record;
    for (const [k, run] of carried.runs.entries())
      for (const group of GROUPS)
        expect(run.scores[group]).toBeCloseTo(record.runs[k]?.scores[group] ?? NaN, 4);
  });
});
