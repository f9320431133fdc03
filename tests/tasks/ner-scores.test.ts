/** Scores of entities, baselines, and the agreement of two annotations. */
import { describe, expect, test } from 'vitest';
import { agreementOf } from '#tasks/ner/agreement.ts';
import { longestMatch, mostFrequentTags } from '#tasks/ner/baselines.ts';
import { type Marked, parseAnnotated, parseNerCorpus } from '#tasks/ner/corpus.ts';
import { scoreAnnotated, scoreEntities, textOf } from '#tasks/ner/scores.ts';
import type { Entity } from '#tasks/ner/tags.ts';
import { tokensOf } from '#tasks/ner/tokenise.ts';

const corpus = parseNerCorpus('en', {
  templates: 'train\t{PER} slept.',
  names: [
    'PER\ttrain\tBo',
    'LOC\ttrain\tYork',
    'LOC\ttrain\tNew York',
    'ORG\ttrain\tRed Star',
  ].join('\n'),
  annotated: '',
});
const words = (text: string) => tokensOf('en', text).map((token) => token.text);

describe('scores', () => {
  const gold: Entity[] = [
    { type: 'PER', start: 0, end: 2 },
    { type: 'LOC', start: 3, end: 5 },
  ];
  const tokens = words('Ada Byron left New York .');
  const score = (given: Entity[]) => scoreEntities([{ tokens, gold, given }]);

  test('count an entity only with its type and both borders', () => {
    const { right, precision, recall, f1, types } = score([
      gold[0]!,
      { type: 'LOC', start: 4, end: 5 },
      { type: 'ORG', start: 3, end: 5 },
    ]);
    expect([right, precision, recall]).toEqual([1, 1 / 3, 1 / 2]);
    expect(f1).toBeCloseTo(0.4, 12);
    expect(types.PER.f1).toBe(1);
    expect([types.LOC.gold, types.LOC.given, types.LOC.f1]).toEqual([1, 1, 0]);
    expect(score([...gold]).f1).toBe(1);
    expect(score([]).f1).toBe(0);
  });

  test('part the annotated entities by whether training named them', () => {
    const scored = [
      { tokens, gold, given: gold },
      { tokens, gold, given: [gold[1]!] },
    ];
    const { seen, unseen, interval, f1 } = scoreAnnotated(scored, new Set(['New York']));
    expect([seen.gold, seen.f1, unseen.gold, unseen.recall]).toEqual([2, 1, 2, 0.5]);
    expect(interval[0]).toBeLessThanOrEqual(f1);
    expect(interval[1]).toBe(1);
  });

  test('of baselines: the longest training name; each token by itself', () => {
    const text = [words('Bo and New York met Red Star')];
    const found = longestMatch(corpus)(text)[0]!;
    expect(found.map((entity) => [entity.type, textOf(entity, text[0]!)])).toEqual([
      ['PER', 'Bo'],
      ['LOC', 'New York'],
      ['ORG', 'Red Star'],
    ]);
    const train: Marked[] = [
      { tokens: ['York'], entities: [{ type: 'LOC', start: 0, end: 1 }] },
      { tokens: ['York'], entities: [{ type: 'LOC', start: 0, end: 1 }] },
      { tokens: ['York', 'slept'], entities: [{ type: 'ORG', start: 0, end: 1 }] },
    ];
    expect(mostFrequentTags(train)([['York', 'slept', 'Oslo']])).toEqual([
      [{ type: 'LOC', start: 0, end: 1 }],
    ]);
  });
});

describe('agreement', () => {
  const sentence = (marked: string) => parseAnnotated('en', 'a.txt', marked);

  test('is 1 with oneself, and κ takes chance out', () => {
    const first = sentence('[PER Bo] and [PER Cy] ran home');
    expect(agreementOf(first, first).kappa).toBe(1);
    // Tags: B O B O O and B O O O O. Same 4 of 5; chance (2·1 + 3·4) / 25.
    const { kappa, same, tokens, entities } = agreementOf(
      first,
      sentence('[PER Bo] and Cy ran home'),
    );
    expect([same, tokens]).toEqual([4, 5]);
    expect(kappa).toBeCloseTo((0.8 - 14 / 25) / (1 - 14 / 25), 12);
    expect(entities.f1).toBeCloseTo(2 / 3, 12);
    expect(agreementOf(sentence('no name'), sentence('no name')).kappa).toBe(1);
  });

  test('of other sentences is refused', () => {
    expect(() => agreementOf(sentence('a'), [])).toThrow('1 sentences, got 0');
    expect(() => agreementOf(sentence('a'), sentence('b'))).toThrow(
      'sentence 1 must read a, got b',
    );
  });
});
