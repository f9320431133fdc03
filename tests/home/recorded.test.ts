/** The recordings are what the page says they are. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RECORDINGS } from '#components/site/home/recorded.ts';
import { countParameters, equalParameterWidth } from '#model/parameters.ts';
import { LOCALES } from '#site/locales.ts';

describe.each(LOCALES)('%s', (locale) => {
  const recording = RECORDINGS[locale];
  const { one, two } = recording.models;
  const steps = recording.sequence.length;
  const spec = {
    inputSize: recording.corpus.symbols,
    hiddenSize: one.hiddenSize,
    numLayers: 1,
    outputSize: recording.corpus.symbols,
    head: 'every',
    loss: 'softmax',
    forgetBias: 1,
  } as const;

  test('the two models have the parameters they claim, nearly as many as each other', () => {
    expect(one.parameters).toBe(countParameters(spec).total);
    expect(two.hiddenSize).toBe(equalParameterWidth(spec, 2));
    const wide = { ...spec, numLayers: 2, hiddenSize: two.hiddenSize };
    expect(two.parameters).toBe(countParameters(wide).total);
    expect(Math.abs(two.parameters / one.parameters - 1)).toBeLessThan(0.03);
  });

  test.each([one, two])('$numLayers×$hiddenSize has every state in (−1, 1)', (model) => {
    expect(model.layers).toHaveLength(model.numLayers);
    for (const units of model.layers) {
      expect(units).toHaveLength(model.hiddenSize);
      for (const states of units) {
        expect(states).toHaveLength(steps);
        expect(states.every((h) => h >= -1 && h <= 1)).toBe(true);
        // A unit that never moves was not recorded from a model that reads.
        expect(new Set(states).size).toBeGreaterThan(steps / 4);
      }
    }
  });

  test.each([one, two])('$numLayers×$hiddenSize learned more than frequencies', (model) => {
    expect(model.guesses).toHaveLength(steps);
    expect(model.confidence.every((p) => p > 1 / recording.corpus.symbols && p <= 1)).toBe(true);
    expect(model.loss).toBeLessThan(recording.unigram / 2);
    const right = recording.sequence.slice(1).filter((s, t) => model.guesses[t] === s);
    expect(right.length / (steps - 1)).toBeGreaterThan(0.5);
  });
});

test('the Chinese sequence is one of the quatrains in public/data', () => {
  const quatrains = readFileSync('public/data/tang-quatrains/quatrains.txt', 'utf8');
  expect(quatrains).toContain(`\t${RECORDINGS['zh-cn'].sequence.join('')}\n`);
  expect(quatrains.trim().split('\n')).toHaveLength(RECORDINGS['zh-cn'].corpus.rows);
});

test('in English both models expect the verb of the first noun, as the caption says', () => {
  const { sequence, models } = RECORDINGS.en;
  expect(sequence.join('')).toMatch(/^the dog near the cats is /);
  const before = sequence.join('').indexOf(' is ');
  expect([models.two.guesses[before], models.one.guesses[before]]).toEqual(['i', 'i']);
});
