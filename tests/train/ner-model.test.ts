/** The tagger of names in TensorFlow.js: gradients, padding, memory, parts. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { NerModel } from '#engine/tfjs-ner/model.ts';
import { createRng } from '#math/rng.ts';
import { initialNerWeights, type NerBatch, nerLayout, type NerSpec } from '#model/ner.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { NER_VARIANTS, partsOf } from '#tasks/ner/languages.ts';
import { BIO, TAGS } from '#tasks/ner/tags.ts';
import { tfjsWasm } from '../../src/experiments/node-tfjs.ts';

beforeAll(tfjsWasm);

const OPTIONS = { rules: BIO, optimizer: { ...DEFAULT_OPTIMIZER, clipNorm: 5 }, dropout: 0.5 };
const K = TAGS.length;

const TINY: NerSpec = {
  words: 7,
  wordSize: 4,
  cnn: 'letters',
  letters: 6,
  letterSize: 3,
  window: 3,
  filters: 3,
  hiddenSize: 3,
  tags: K,
  crf: true,
};

/** Sentences of 4, 2 and 1 tokens; the first word's letters repeat, so that two places have the same maximum. */
const BATCH: NerBatch = {
  batchSize: 3,
  sequenceLength: 4,
  words: Int32Array.of(2, 3, 4, 5, 6, 0, 1, 0, 0, 2, 0, 0),
  tags: Int32Array.of(1, 0, 3, 2, 5, 0, 0, 0, 0, 3, 0, 0),
  lengths: Int32Array.of(4, 2, 1),
  spellings: {
    count: 5,
    length: 6,
    letters: Int32Array.from(
      [
        [2, 3, 2, 3, 2, 3],
        [4, 0, 0, 0, 0, 0],
        [5, 1, 2, 0, 0, 0],
        [3, 3, 3, 3, 0, 0],
        [2, 4, 0, 0, 0, 0],
      ].flat(),
    ),
    of: Int32Array.of(0, 1, 2, 3, 4, 0, 1, 0, 0, 0, 0, 0),
  },
};

const cut = (spec: NerSpec, parts: ReturnType<typeof partsOf>): NerSpec => ({
  ...spec,
  cnn: parts.cnn ? spec.cnn : 'none',
  hiddenSize: parts.lstm ? spec.hiddenSize : 0,
  crf: parts.crf,
});

/** Weights away from their beginnings, so that no gradient is small by chance. */
function weightsOf(spec: NerSpec): Map<string, Float32Array> {
  const rng = createRng(5);
  return new Map(
    [...initialNerWeights(spec, 3)].map(([name, values]) => [
      name,
      values.map((value) => value + 0.3 * rng.normal()),
    ]),
  );
}

function lossOf(spec: NerSpec, weights: ReadonlyMap<string, Float32Array>): number {
  const model = new NerModel(spec, weights, OPTIONS);
  const { loss } = model.differentiate(BATCH);
  model.dispose();
  return loss;
}

/** Neighbours only where a CNN reads them; the rest is the same. */
const CASES = [
  ...NER_VARIANTS.map((variant) => [variant, 'letters'] as const),
  ...(['full', 'no-lstm'] as const).map((variant) => [variant, 'neighbours'] as const),
].map(([variant, cnn]) => [variant, cnn, cut({ ...TINY, cnn }, partsOf(variant))] as const);

test.each(CASES)('gradients of %s (%s) are finite differences', (_, __, spec) => {
  const weights = weightsOf(spec);
  const model = new NerModel(spec, weights, OPTIONS);
  const { gradients } = model.differentiate(BATCH);
  model.dispose();
  const step = 2 ** -8;
  const sizes: number[] = [];
  for (const { name } of nerLayout(spec)) {
    const values = weights.get(name)!;
    // Some places of each block, spread over it.
    const places = new Set([1, 2, 3].map((k) => Math.floor((k * (values.length - 1)) / 3)));
    for (const place of places) {
      const value = values[place]!;
      values[place] = value + step;
      const above = lossOf(spec, weights);
      values[place] = value - step;
      const below = lossOf(spec, weights);
      values[place] = value;
      const found = gradients.get(name)![place]!;
      sizes.push(Math.abs(found));
      expect(Math.abs((above - below) / (2 * step) - found), `${name}[${place}]`).toBeLessThan(
        5e-4,
      );
    }
  }
});

describe.each(CASES)('%s (%s)', (_, __, spec) => {
  test('learns a batch, keeps no tensor and nothing when disposed of', () => {
    const before = tf.memory().numTensors;
    const model = new NerModel(spec, initialNerWeights(spec, 1), { ...OPTIONS, dropout: 0.1 });
    const rng = createRng(1);
    const first = model.step(BATCH, 0.02, rng);
    const held = tf.memory().numTensors;
    for (let k = 0; k < 40; k++) {
      model.step(BATCH, 0.02, rng);
      expect(tf.memory().numTensors).toBe(held);
    }
    expect(model.differentiate(BATCH).loss).toBeLessThan(first / 2);
    model.emissions(BATCH);
    model.chain();
    expect(tf.memory().numTensors).toBe(held);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('says of a sentence the same beside a longer one', () => {
    const model = new NerModel(spec, weightsOf(spec), OPTIONS);
    const all = model.emissions(BATCH);
    const alone = model.emissions({
      ...BATCH,
      batchSize: 1,
      sequenceLength: 2,
      words: Int32Array.of(3, 6),
      tags: new Int32Array(2),
      lengths: Int32Array.of(2),
      spellings: { ...BATCH.spellings!, of: Int32Array.of(1, 4) },
    });
    model.dispose();
    for (let t = 0; t < 2; t++)
      for (let j = 0; j < K; j++)
        expect(alone[t * K + j]).toBeCloseTo(all[(t * 3 + 1) * K + j]!, 5);
  });
});

test('weights that do not fit, and letters that are not there, are refused', () => {
  const weights = weightsOf(TINY);
  expect(() => new NerModel({ ...TINY, filters: 4 }, weights, OPTIONS)).toThrow(
    'cnn.kernel must hold 36 numbers, got 27',
  );
  const model = new NerModel(TINY, weights, OPTIONS);
  const { spellings, ...rest } = BATCH;
  expect(spellings).toBeDefined();
  expect(() => model.emissions(rest)).toThrow('spellings must be given');
  model.dispose();
});
