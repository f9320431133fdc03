/** The Brown sample as the tagger reads it: tags, split, features, baseline, and the reader's text. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batchOf, epochOf } from '#tasks/tagging/batches.ts';
import { CORPUS_FILES, parseCorpus, partOf } from '#tasks/tagging/corpus.ts';
import { createVocabulary, FEATURES, featuresOf, hash } from '#tasks/tagging/features.ts';
import { baselineScores, mostFrequentTag, scoreTags } from '#tasks/tagging/scores.ts';
import { parseTagMap, TAGS } from '#tasks/tagging/tags.ts';
import { TEXT_LIMITS, tokenise } from '#tasks/tagging/tokenise.ts';

const read = (file: string): string => readFileSync(`public/${file}`, 'utf8');
const corpus = parseCorpus(read(CORPUS_FILES.sentences), read(CORPUS_FILES.tags));
const vocabulary = createVocabulary(corpus.train);

describe('tags', () => {
  const map = parseTagMap(read(CORPUS_FILES.tags));
  test('every tag of the corpus has one of the twelve', () => {
    expect(map.size).toBe(251);
    expect(new Set(map.values())).toEqual(new Set(TAGS));
  });
  test('endings, negation and the second part of a contraction change nothing', () => {
    for (const [tag, coarse] of map) {
      if (tag.startsWith('fw-')) expect(coarse, tag).toBe('X');
      const plain = tag.replace(/(-(tl|hl|nc))+$/, '').split('+')[0] ?? '';
      const base = plain === '*' ? plain : plain.replace(/\*$/, '');
      if (map.has(base)) expect(map.get(base), tag).toBe(coarse);
    }
  });
  test('known ones', () => {
    const known = { nn: 'NOUN', 'np-tl': 'NOUN', 'bedz*': 'VERB', 'pps+bez': 'PRON', at: 'DET' };
    for (const [tag, coarse] of Object.entries(known)) expect(map.get(tag)).toBe(coarse);
  });
  test('a bad line is named', () => {
    expect(() => parseTagMap('nn NOUN\nvb WORD')).toThrow(/got vb WORD/);
    expect(() => parseCorpus('ca01\tdog/zz', 'nn NOUN')).toThrow(/got dog\/zz/);
  });
});

describe('split', () => {
  test('is by text, with no text in two parts', () => {
    expect(corpus.texts).toEqual({ train: 346, 'held-out': 50, test: 99 });
    expect([corpus.train, corpus['held-out'], corpus.test].map((part) => part.length)).toEqual([
      3107, 481, 922,
    ]);
    expect([0, 2, 4, 9, 14].map(partOf)).toEqual(['train', 'held-out', 'test', 'test', 'test']);
  });
});

test('features of unseen words are those of their parts', () => {
  expect(hash('')).toBe(0x811c9dc5);
  expect(hash('a')).toBe(0xe40c292c);
  const [blick = [], brick = []] = [
    ['the', 'blick'],
    ['the', 'brick'],
  ].map((words) => [...featuresOf(vocabulary, words).subarray(FEATURES)]);
  expect(blick[0]).toBe(0);
  expect(blick.slice(1, 4)).toEqual(brick.slice(1, 4));
  expect(blick.slice(4, 6)).not.toEqual(brick.slice(4, 6));
  expect(Math.max(...blick)).toBeLessThan(vocabulary.rows);
});

test('the baseline beats always saying noun, and takes the commoner tag', () => {
  const scores = baselineScores(corpus.train, corpus.test, vocabulary);
  expect(scores.words).toBe(9556);
  expect(scores.all).toBeCloseTo(0.888, 3);
  expect(scores.unseen).toBeCloseTo(0.616, 3);
  const nouns = scoreTags(
    corpus.test,
    corpus.test.map(({ tags }) => tags.map(() => 0)),
    vocabulary,
  );
  expect(nouns.all).toBeLessThan(0.35);
  const tagOf = mostFrequentTag([{ words: ['can', 'Can', 'can'], tags: [0, 1, 1] }]);
  expect([tagOf('CAN'), tagOf('zzz')]).toEqual([1, 0]);
});

test('batches are padded, seeded, and drop rare words more often', () => {
  const batch = batchOf(vocabulary, [
    { words: ['a', 'b', 'c'], tags: [1, 2, 3] },
    { words: ['d'] },
  ]);
  expect([batch.sequenceLength, ...batch.lengths]).toEqual([3, 3, 1]);
  expect([...batch.targets]).toEqual([1, 0, 2, 0, 3, 0]);
  const few = corpus.train.slice(0, 40);
  const epochs = [3, 3, 4].map((seed) => [...epochOf(vocabulary, few, seed, 0)]);
  expect(epochs[0]).toEqual(epochs[1]);
  expect(epochs[0]).not.toEqual(epochs[2]);
  expect(epochs[0]?.map(({ batchSize }) => batchSize)).toEqual([32, 8]);
});

describe("the reader's text", () => {
  const sentences = (text: string) => {
    const tokens = tokenise(text);
    return tokens.ok ? tokens.sentences.map((words) => words.join(' ')) : tokens.problem;
  };
  test.each([
    ['It wasn’t Mr. Smith’s car, was it?', ["It wasn't Mr. Smith's car , was it ?"]],
    ['“Stop!” he said. 3,000 ran.', ["`` Stop ! ''", 'he said .', '3,000 ran .']],
    ['well—known', ['well -- known']],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
  test.each([
    ['', { kind: 'empty' }],
    [' \n ', { kind: 'empty' }],
    ['a'.repeat(1001), { kind: 'too-long', characters: 1001 }],
    ['a '.repeat(101), { kind: 'too-many-words', words: 101 }],
    ['x'.repeat(41), { kind: 'long-word', word: `${'x'.repeat(12)}…`, letters: 41 }],
    ['ab\ud800c', { kind: 'broken', place: 3 }],
    ['🐟🐟', { kind: 'no-english', text: '🐟🐟' }],
    ['老人与船', { kind: 'no-english', text: '老人与船' }],
  ])('%j is refused', (text, problem) => {
    expect(sentences(text)).toEqual(problem);
  });
  test('nothing throws', () => {
    for (const text of [
      '\0',
      '"',
      "''",
      '.',
      '!!!',
      'a\ufeffb',
      '()[]',
      'é'.repeat(TEXT_LIMITS.letters),
    ])
      expect(() => tokenise(text)).not.toThrow();
  });
});
