import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { softmaxCrossEntropy } from '#math/losses.ts';
import { createRng } from '#math/rng.ts';
import { CHAR_LM_TEXT } from '#tasks/char-lm-text.ts';
import { charLm, CHAR_LM_CHARACTERS } from '#tasks/char-lm.ts';
import { fitNGrams } from '#tasks/n-gram.ts';
import type { Batch } from '#model/batch.ts';

const text = readFileSync('public/data/moby-dick/chapters-82-91.txt', 'utf8');
const [trainText, heldOutText, testText] = [
  text.slice(0, Math.floor(0.8 * text.length)),
  text.slice(Math.floor(0.8 * text.length), Math.floor(0.9 * text.length)),
  text.slice(Math.floor(0.9 * text.length)),
];
const T = 48;
const create = (seed: number) => charLm.createStream({ seed, sequenceLength: T, batchSize: 32 });
const read = (numbers: Float32Array, { batchSize, sequenceLength }: Batch, b: number) =>
  Array.from(
    { length: sequenceLength },
    (_, t) => CHAR_LM_CHARACTERS[numbers[t * batchSize + b]!],
  ).join('');

beforeAll(() => charLm.load?.());

describe('the text', () => {
  it('is the same in the file and in the module, of 40 characters', () => {
    expect(CHAR_LM_TEXT).toBe(text);
    expect(text).toHaveLength(93_552);
    expect([...new Set(text)].sort().join('')).toBe(CHAR_LM_CHARACTERS);
    expect(charLm.vocabulary).toBe(40);
    expect(charLm.outputSize).toBe(40);
  });

  it('has to be loaded first', async () => {
    vi.resetModules();
    const fresh = await import('#tasks/char-lm.ts');
    const options = { seed: 1, sequenceLength: T, batchSize: 1 };
    expect(() => fresh.charLm.createStream(options)).toThrow('task char-lm must be loaded first');
    await fresh.charLm.load?.();
    expect(fresh.charLm.createStream(options).test).toEqual(create(1).test);
  });
});

describe('the language model task', () => {
  it('shows windows of the training text and asks for the next character', () => {
    const batch = create(1).batch(3);
    for (let b = 0; b < 32; b++) {
      const inputs = read(batch.inputs, batch, b);
      const targets = read(batch.targets, batch, b);
      expect(targets.slice(0, -1)).toBe(inputs.slice(1));
      expect(trainText).toContain(inputs + targets.slice(-1));
    }
  });

  it('tests on windows that cover the last tenth of the text', () => {
    const { test } = create(1);
    const windows = Array.from(
      { length: 512 },
      (_, b) => read(test.inputs, test, b) + read(test.targets, test, b).slice(-1),
    );
    expect(testText.startsWith(windows[0]!)).toBe(true);
    expect(testText.endsWith(windows[511]!)).toBe(true);
    let covered = 0;
    for (const window of windows) {
      const start = testText.indexOf(window);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(covered);
      covered = start + T;
    }
  });

  it('is scored in bits a character', () => {
    const { test, score } = create(1);
    expect(score(new Float32Array(512 * T * 40))).toBeCloseTo(Math.log2(40), 9);
    const rng = createRng(3);
    const logits = Float32Array.from({ length: 512 * T * 40 }, () => 30 * rng.normal());
    const { loss } = softmaxCrossEntropy(logits, test.targets, 40);
    expect(score(logits)).toBeCloseTo(loss / Math.LN2, 9);
    expect(score(logits.fill(NaN, 7, 8))).toBeNaN();
  });
});

/** The smoothed n-gram once more, with strings: p(next | before), for weights κ of each order. */
function naiveNGram(kappas: readonly number[]) {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let k = 0; k < trainText.length; k++)
    for (let length = 0; length < 3 && length <= k; length++) {
      add(`${trainText.slice(k - length, k)}→${trainText[k]}`);
      add(`${trainText.slice(k - length, k)}→`);
    }
  const count = (key: string) => counts.get(key) ?? 0;
  return (before: string, next: string): number =>
    kappas.reduce((below, kappa, length) => {
      if (before.length < length) return below;
      const context = before.slice(before.length - length);
      return (count(`${context}→${next}`) + kappa * below) / (count(`${context}→`) + kappa);
    }, 1 / 40);
}

describe('n-grams', () => {
  const tokens = (part: string) => Array.from(part, (c) => CHAR_LM_CHARACTERS.indexOf(c));
  const models = fitNGrams(tokens(trainText), tokens(heldOutText), 40, 3);

  it('are distributions, whatever stands before', () => {
    for (const before of ['wha', 'qzx', '((—', 't'])
      for (const model of models) {
        const sum = Array.from(CHAR_LM_CHARACTERS, (next) =>
          model(tokens(before + next), before.length, before.length),
        ).reduce((a, b) => a + b);
        expect(sum).toBeCloseTo(1, 12);
      }
  });

  it('score on the windows of the test what an independent count gives', () => {
    const { baselines, test } = create(1);
    expect(baselines.map(({ id }) => id)).toEqual(['unigram', 'bigram', 'trigram']);
    const scoreOf = (
      kappas: readonly number[],
      each: (use: (b: string, n: string) => void) => void,
    ) => {
      const p = naiveNGram(kappas);
      let [bits, n] = [0, 0];
      each((before, next) => {
        bits -= Math.log2(p(before, next));
        n++;
      });
      return bits / n;
    };
    const heldOut = (use: (b: string, n: string) => void) => {
      for (let k = 0; k < heldOutText.length; k++)
        use(heldOutText.slice(Math.max(0, k - 2), k), heldOutText[k]!);
    };
    const tested = (use: (b: string, n: string) => void) => {
      for (let b = 0; b < 512; b++) {
        const [inputs, targets] = [read(test.inputs, test, b), read(test.targets, test, b)];
        for (let t = 0; t < T; t++) use(inputs.slice(Math.max(0, t - 1), t + 1), targets[t]!);
      }
    };
    const kappas: number[] = [];
    for (const { score } of baselines) {
      const trials = [1 / 16, 1 / 4, 1, 2, 4, 8, 16, 32, 1024].map((kappa) => ({
        kappa,
        bits: scoreOf([...kappas, kappa], heldOut),
      }));
      kappas.push(trials.reduce((a, b) => (b.bits < a.bits ? b : a)).kappa);
      expect(Math.abs(scoreOf(kappas, tested) - score)).toBeLessThan(1e-9);
    }
  });

  it('get better with their order, and cost about 4.4, 3.5 and 3.0 bits', () => {
    const scores = create(1).baselines.map(({ score }) => score);
    expect(scores[0]).toBeCloseTo(4.37, 1);
    expect(scores[1]).toBeCloseTo(3.54, 1);
    expect(scores[2]).toBeCloseTo(3.05, 1);
  });
});
