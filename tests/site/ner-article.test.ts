/** The article on named entities: its worked example, its table of recorded trainings, and numbers that its text repeats. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Baseline, BASELINES } from '#components/demos/ner-tagger/recorded.ts';
import {
  NER_COLUMNS,
  nerAgreement,
  type NerResultFile,
  nerSpread,
  nerTable,
} from '#components/prose/ner-results.ts';
import {
  EXAMPLE_CRF,
  EXAMPLE_EMISSIONS,
  EXAMPLE_TAGS,
  SIZE,
  viterbiExample,
} from '#components/prose/viterbi-example.ts';
import { FORBIDDEN, isForbidden, pathScore } from '#math/crf.ts';
import { LOCALES } from '#site/locales.ts';
import {
  NER_LANGUAGES,
  NER_VARIANTS,
  type NerLanguage,
  type NerVariant,
} from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';

const SLUG = 'applications/ner-bilstm-cnn-crf';
const article = (locale: string): string => readFileSync(`content/${locale}/${SLUG}.mdx`, 'utf8');
const printed = (block: string): string =>
  readFileSync(`content/code/${SLUG}/${block}.keras.out`, 'utf8');

describe('the worked example', () => {
  const { lattice, nodes, edges } = viterbiExample();
  const paths = Array.from({ length: 27 }, (_, k) => [
    Math.floor(k / 9),
    Math.floor(k / 3) % 3,
    k % 3,
  ]);
  const scores = paths.map((path) => pathScore(EXAMPLE_CRF, EXAMPLE_EMISSIONS, path));

  test('has the best of all 27 paths, and no other is as good', () => {
    const best = paths[scores.indexOf(Math.max(...scores))];
    expect([...lattice.path]).toEqual(best);
    expect(best?.map((k) => EXAMPLE_TAGS[k])).toEqual(['O', 'B-PER', 'I-PER']);
    expect(lattice.score).toBeCloseTo(5.8, 10);
    expect(scores.filter((score) => score > 5.75)).toHaveLength(1);
  });

  test('is one in which the largest emissions make a forbidden path', () => {
    const greedy = [0, 1, 2].map((t) => [0, 1, 2].find((k) => nodes[3 * t + k]?.greedy));
    expect(greedy.map((k) => EXAMPLE_TAGS[k!])).toEqual(['O', 'O', 'I-PER']);
    expect(pathScore(EXAMPLE_CRF, EXAMPLE_EMISSIONS, greedy as number[])).toBeLessThan(
      FORBIDDEN / 2,
    );
  });

  test('is told in the text and to those who do not see it with the numbers that are drawn', () => {
    const best = nodes.map((node) => node.best?.toFixed(1));
    expect(best).toEqual(['2.0', '0.1', undefined, '3.7', '3.2', '1.4', '4.4', '4.3', '5.8']);
    const component = readFileSync('components/prose/ViterbiExample.astro', 'utf8');
    expect(component.match(/2\.0, 0\.1, none; 3\.7, 3\.2, 1\.4; 4\.4, 4\.3, 5\.8/g)).toHaveLength(
      1,
    );
    expect(component.match(/2\.0、0\.1、无；3\.7、3\.2、1\.4；4\.4、4\.3、5\.8/g)).toHaveLength(1);
    for (const locale of LOCALES)
      for (const sum of ['2.0 + 0.2 + 1.0 = 3.2', '0.1 − 1.0 + 1.0 = 0.1', '3.2 + 1.0 + 1.6 = 5.8'])
        expect(article(locale)).toContain(sum);
    // From O and from B-PER to B-PER of the second token.
    const toB = [0, 1].map(
      (i) => lattice.best[i]! + EXAMPLE_CRF.transitions[3 * i + 1]! + EXAMPLE_EMISSIONS[4],
    );
    expect(toB.map((score) => score.toFixed(1))).toEqual(['3.2', '0.1']);
  });

  test('draws every step once, within the picture', () => {
    expect(edges).toHaveLength(18);
    expect(edges.filter(({ kind }) => kind === 'path')).toHaveLength(2);
    // O to I-PER twice, and whatever would follow I-PER at the start.
    expect(edges.filter(({ kind }) => kind === 'forbidden')).toHaveLength(5);
    for (const { x, y } of nodes) {
      expect(x).toBeLessThan(SIZE.width - 19);
      expect(y).toBeLessThan(SIZE.height - 40);
    }
    expect(isForbidden(EXAMPLE_CRF.start[2]!)).toBe(true);
  });
});

describe('the table of recorded trainings', () => {
  const scoresOf = (f1: number): NerScores => {
    const one = { right: 0, given: 0, gold: 0, precision: 0, recall: 0, f1 };
    const set = { ...one, sentences: 0, types: { PER: one, LOC: one, ORG: one } };
    return {
      knownNames: set,
      newNames: { ...set, f1: f1 / 2 },
      annotated: { ...set, seen: one, unseen: { ...one, f1: f1 / 4 }, interval: [0, 1] },
    };
  };
  const runs: NerResultFile[] = NER_LANGUAGES.flatMap((language) =>
    NER_VARIANTS.flatMap((variant, v) =>
      [1, 2, 3].map((seed): NerResultFile => ({
        date: `2026-01-0${seed}`,
        config: { kind: 'run', plan: { language, variant, seed } },
        result: { test: scoresOf((language === 'en' ? 0.8 : 0.4) + 0.01 * seed - 0.1 * v) },
      })),
    ),
  );
  const files: NerResultFile[] = [
    ...runs,
    ...NER_LANGUAGES.map((language): NerResultFile => ({
      date: '2026-02-01',
      config: { kind: 'baselines', language },
      result: { longestMatch: scoresOf(0.2), mostFrequentTag: scoresOf(0.1) },
    })),
    {
      date: '2026-02-01',
      config: { kind: 'agreement', language: 'zh' },
      result: { entities: scoresOf(0.9).annotated, kappa: 0.8 },
    },
  ];

  test('has the median, the least and the largest F1 of the right seeds, and the baselines', () => {
    const { rows, date } = nerTable(files);
    expect(date).toBe('2026-01-03');
    expect(rows.map(({ id }) => id)).toEqual([...NER_VARIANTS, ...BASELINES]);
    const column = NER_COLUMNS.findIndex(
      ({ language, cell }) => language === 'zh' && cell === 'annotated',
    );
    const { middle, low, high, seeds } = rows[1]!.cells[column]!;
    expect([middle, low, high]).toEqual(
      [0.32, 0.31, 0.33].map((f1) => expect.closeTo(f1, 10) as number),
    );
    expect(seeds).toBe(3);
    expect(rows.at(-2)!.cells[column]).toEqual({ middle: 0.2, low: 0.2, high: 0.2, seeds: 0 });
    expect(nerSpread(files, 'en', 'full', 'unseen').middle).toBeCloseTo(0.205, 10);
    expect(nerAgreement(files, 'zh')).toEqual({ f1: 0.9, kappa: 0.8 });
  });

  test('leaves out trials of the tuning and names what is missing', () => {
    const tuning = runs.map((file): NerResultFile => ({
      ...file,
      config: { ...file.config, kind: 'tuning' },
    }));
    expect(() => nerTable(tuning)).toThrow('en/full must be recorded');
    expect(() => nerTable(runs)).toThrow('en/longestMatch must be recorded');
    expect(() => nerAgreement(files, 'en')).toThrow('agreement in en must be recorded');
  });
});

/** The printed table; undefined where BIO forbids the step. */
function transitions(): { rows: (number | undefined)[][]; names: string[] } {
  const [head = '', ...lines] = printed('08-transitions').trim().split('\n');
  return {
    names: head.split(/\s+/).slice(3),
    rows: lines.map((line) =>
      line
        .split(/\s+/)
        .slice(1)
        .map((score) => (score === '-' ? undefined : Number(score))),
    ),
  };
}

test('the text says what the code printed', () => {
  const { rows, names } = transitions();
  // No score is further from 0 than 0.6; I goes on to O, B-PER to I-PER; a name is hardly followed by the next.
  expect(Math.max(...rows.flat().map((score) => Math.abs(score ?? 0)))).toBe(0.6);
  const best = rows.map((row) => names[row.indexOf(Math.max(...row.map((score) => score ?? -9)))]);
  expect([best[1], best[2], best[4], best[6]]).toEqual(['I-PER', 'O', 'O', 'O']);
  const next = rows.slice(1).flatMap((row) => [row[1], row[3], row[5]].map(Number));
  expect(Math.max(...next)).toBeLessThan(-0.3);
  const accuracy = printed('12-accuracy');
  const found = [
    ...accuracy.matchAll(/only O: accuracy ([\d.]+%), with padding ([\d.]+%), F1 0\.0%/g),
  ];
  expect(found).toHaveLength(2);
  for (const locale of LOCALES)
    for (const [, plain, padded] of found) {
      expect(article(locale)).toContain(plain);
      expect(article(locale)).toContain(padded);
    }
  const counts = ['en', 'zh'].map((language) =>
    readFileSync(`public/data/ner-${language}/annotated.txt`, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  const entities = counts.map((lines) => lines.join('\n').match(/\[(?:PER|LOC|ORG) /g)?.length);
  for (const locale of LOCALES) {
    expect(counts.map((lines) => lines.length)).toEqual([240, 240]);
    for (const number of entities) expect(article(locale)).toContain(` ${number} `);
  }
});

/** What the text concludes from the recorded trainings, on the annotated sentences. */
test('the text concludes what was recorded', () => {
  const files = readdirSync('content/recorded/ner', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map(
      (name) => JSON.parse(readFileSync(`content/recorded/ner/${name}`, 'utf8')) as NerResultFile,
    );
  const f1 = (language: NerLanguage, of: NerVariant | Baseline): number =>
    nerSpread(files, language, of, 'annotated').middle;
  // The CRF helps in both languages, the CNN in English alone, the BiLSTM on new English names; a list beats the Chinese model.
  for (const language of NER_LANGUAGES) {
    expect(f1(language, 'full') - f1(language, 'no-crf')).toBeGreaterThan(0.03);
    expect(f1(language, 'full') - f1(language, 'no-lstm')).toBeLessThan(0.01);
    expect(nerSpread(files, language, 'longestMatch', 'unseen').middle).toBe(0);
  }
  expect(f1('en', 'full') - f1('en', 'no-cnn')).toBeGreaterThan(0.03);
  expect(f1('zh', 'full') - f1('zh', 'no-cnn')).toBeLessThan(0.01);
  const onNew = (of: NerVariant): number => nerSpread(files, 'en', of, 'newNames').middle;
  expect(onNew('full') - onNew('no-lstm')).toBeGreaterThan(0.03);
  expect(f1('zh', 'longestMatch')).toBeGreaterThan(f1('zh', 'full'));
});
