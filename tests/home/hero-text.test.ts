/** What the home page's models are trained on. */
import { describe, expect, test } from 'vitest';
import { createRng } from '#math/rng.ts';
import {
  encode,
  englishCorpus,
  quatrainCorpus,
  sentence,
} from '../../src/experiments/hero-text.ts';

const options = { rows: 60, heldRows: 10, length: 56, unseen: ['the dog near the cats is tired.'] };
const corpus = (seed: number) => {
  const rng = createRng(seed);
  return englishCorpus(() => rng.uniform(), options);
};

describe('English sentences', () => {
  test('the verb agrees with the first noun', () => {
    const rng = createRng(7);
    for (let k = 0; k < 500; k++) {
      const made = sentence(() => rng.uniform());
      const [, noun, verb] = /^the (\w+)(?: .*)? (is|are) \w+\.$/.exec(made) ?? [];
      expect(verb, made).toBe(noun?.endsWith('s') ? 'are' : 'is');
    }
  });

  test('rows have one length, the same seed gives the same rows, another seed others', () => {
    const { train, held } = corpus(3);
    expect([train.length, held.length]).toEqual([60, 10]);
    expect(train.concat(held).every((row) => row.length === 56)).toBe(true);
    expect(corpus(3)).toEqual(corpus(3));
    expect(corpus(4).train).not.toEqual(corpus(3).train);
  });

  test('no complete sentence of the held-out rows is trained on', () => {
    const { symbols, train, held } = corpus(5);
    const text = (row: readonly number[]) => row.map((s) => symbols[s]).join('');
    const trained = new Set(train.flatMap((row) => text(row).match(/the [^.]*\./g) ?? []));
    const unseen = held.flatMap((row) => text(row).match(/the [^.]*\./g) ?? []);
    expect(unseen.length).toBeGreaterThan(10);
    expect(unseen.filter((one) => trained.has(one))).toEqual([]);
  });
});

test('quatrains are 24 symbols each and nothing is held out', () => {
  const { symbols, train, held } = quatrainCorpus();
  expect(train.length).toBeGreaterThan(25);
  expect(held).toEqual([]);
  expect(train.every((row) => row.length === 24 && row.every((s) => s < symbols.length))).toBe(
    true,
  );
});

test('a symbol outside the alphabet is refused by name', () => {
  expect(() => encode('ab', ['a'])).toThrow('“b” is not among the 1 symbols');
});
