/** The files that a trained model is taken along as. What PyTorch and Keras make of them: `npm run check:export`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lstmNumbers, modelFileName, modelScript, weightsFile } from '#formats/model-files.ts';
import { SCRIPT_LANGUAGES } from '#formats/model-words.ts';
import { readSafetensors } from '#formats/safetensors.ts';
import { weightTensors } from '#model/framework-weights.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { handedModels, originOfHanded } from './handed-models.ts';
import { originOf, shapesOfModels } from './model-shapes.ts';

const SCRIPTS = ['pytorch', 'keras', 'ipynb'] as const;
const shapes = shapesOfModels();
const handed = await handedModels();

/** Parameters 0, 1, 2, … and a test piece of two sequences of three steps. */
function fileOf(spec: ModelSpecification) {
  const parameters = Float32Array.from(
    { length: parameterLayout(spec).reduce((sum, { size }) => sum + size, 0) },
    (_, index) => index,
  );
  const [B, T] = [2, 3];
  const width = spec.vocabulary === undefined ? spec.inputSize : 1;
  const steps = spec.head === 'every' ? T : 1;
  const rising = (length: number) => Float32Array.from({ length }, (_, index) => index);
  const test = {
    batchSize: B,
    sequenceLength: T,
    inputs: rising(T * B * width),
    outputs: rising(steps * B * spec.outputSize),
  };
  const origin = originOf({ key: 'x', task: 'adding', spec });
  const bytes = weightsFile(origin, lstmNumbers(spec, parameters, 7, test));
  return { ...readSafetensors(bytes), parameters };
}

describe.each(shapes)('$key', ({ spec }) => {
  test('weights have the names and shapes that PyTorch gives them', () => {
    const { tensors } = fileOf(spec);
    const { inputSize, hiddenSize, numLayers, vocabulary = 0, outputSize, bidirectional } = spec;
    const stack = { inputSize, hiddenSize, numLayers, vocabulary, outputSize };
    const wanted = weightTensors(
      { ...stack, bidirectional: bidirectional ?? false, bias: true, projection: 0 },
      'pytorch',
    ).map(({ name, kind, layer, shape }) => {
      const end = spec.residual ? name.replace(/_l\d+/, '_l0') : name;
      const module =
        kind === 'head' || kind === 'embedding'
          ? kind
          : spec.residual
            ? `layers.${layer - 1}`
            : 'lstm';
      return [`${module}.${end}`, shape] as const;
    });
    const weights = [...tensors].filter(([name]) => !name.startsWith('test.'));
    expect(Object.fromEntries(weights.map(([name, { shape }]) => [name, shape]))).toEqual(
      Object.fromEntries(wanted),
    );
  });

  test.each(SCRIPT_LANGUAGES)('%s: scripts name every tensor they read', (language) => {
    const origin = originOf({ key: 'x', task: 'adding', spec });
    for (const script of SCRIPTS) {
      const text = modelScript(origin, script, language);
      expect(text).toContain('x.safetensors');
      expect(text).toContain('largest difference');
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-cn');
    }
  });
});

test('numbers are turned, the second bias is zero, and sequences come first', () => {
  const spec = { inputSize: 2, hiddenSize: 1, numLayers: 1, outputSize: 1 } as const;
  const { tensors, metadata } = fileOf({ ...spec, head: 'every', loss: 'mse' });
  const of = (name: string): number[] => [...(tensors.get(name)?.data ?? [])];
  // Ours are [inputs, gates]: 0 1 2 3 / 4 5 6 7.
  expect(of('lstm.weight_ih_l0')).toEqual([0, 4, 1, 5, 2, 6, 3, 7]);
  expect(of('lstm.bias_ih_l0')).toEqual([12, 13, 14, 15]);
  expect(of('lstm.bias_hh_l0')).toEqual([0, 0, 0, 0]);
  expect(of('test.inputs')).toEqual([0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11]);
  expect(tensors.get('test.outputs')?.shape).toEqual([2, 3, 1]);
  expect(of('test.outputs')).toEqual([0, 2, 4, 1, 3, 5]);
  expect(Object.fromEntries(metadata)).toMatchObject({
    format: 'pt',
    task: 'adding',
    seed: '1',
    step: '7',
    'spec.hiddenSize': '1',
  });
});

test('a bidirectional stack with residual paths is refused', () => {
  const spec = { ...shapes[0]!.spec, bidirectional: true, residual: true };
  expect(() => modelScript(originOf({ key: 'x', task: 'adding', spec }), 'keras', 'en')).toThrow(
    'residual must be false for a bidirectional model',
  );
});

/** The page's outputs and the weights of a model, as its file holds them. */
async function handedFile(name: string) {
  const model = handed.get(name);
  if (model === undefined) throw new Error(`no model ${name}`);
  return readSafetensors(weightsFile(originOfHanded(name, model), await model.numbers()));
}

test('a forecaster brings its scaler, windows of values, and both ways to forecast', async () => {
  const { tensors, metadata } = await handedFile('forecast-airline-2-layer');
  expect(Number(metadata.get('scaler.deviation'))).toBeGreaterThan(0);
  expect(tensors.get('test.inputs')?.shape).toEqual([4, 24]);
  expect(tensors.get('test.outputs')?.shape).toEqual([2, 4, 12]);
  // As the page draws them: the series' own values, in its own unit.
  const drawn = tensors.get('test.outputs')?.data ?? [];
  expect(Math.min(...drawn)).toBeGreaterThan(100);
  // One step told recursively is the first told directly.
  for (let row = 0; row < 4; row++)
    expect(drawn[(4 + row) * 12]).toBeCloseTo(drawn[row * 12] ?? NaN, 3);
});

test('a tagger brings the table that its vocabulary numbers, and one distribution a word', async () => {
  const { tensors, metadata } = await handedFile('tagger-2-layer');
  const page = handed.get('tagger-2-layer')?.origin.page;
  if (page?.kind !== 'tags') throw new Error('a tagger must be handed over with its tags');
  const [rows, vector] = tensors.get('embedding.weight')?.shape ?? [];
  expect([rows, vector]).toEqual([1 + page.words.length + page.buckets + 20, 24]);
  expect(metadata.get('step')).toBe('20');
  const { shape, data } = tensors.get('test.outputs') ?? { shape: [], data: [] };
  expect(shape[1]).toBe(12);
  for (let word = 0; word < (shape[0] ?? 0); word++) {
    const sum = [...data.slice(word * 12, word * 12 + 12)].reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 6);
  }
});

test('a tagger of names brings its tables, its CRF, and what it says of the text', async () => {
  for (const [language, letters] of [
    ['en', true],
    ['zh', false],
  ] as const) {
    const name = `names-${language}-full-seed-1`;
    const { tensors, metadata } = await handedFile(name);
    const page = handed.get(name)?.origin.page;
    if (page?.kind !== 'names') throw new Error('it must be handed over with its words');
    const shapeOf = (tensor: string) => tensors.get(tensor)?.shape;
    expect(shapeOf('words.weight')).toEqual([2 + page.words.length, 32]);
    expect(shapeOf('letters.weight')).toEqual(letters ? [2 + page.letters.length, 16] : undefined);
    expect(shapeOf('cnn.weight')).toEqual([24, letters ? 16 : 32, 3]);
    expect(shapeOf('lstm.weight_hh_l0_reverse')).toEqual([192, 48]);
    // What stands for no word is nothing, as on the page.
    expect([...(tensors.get('words.weight')?.data.slice(0, 33) ?? [])].map(Boolean)).toEqual([
      ...Array<boolean>(32).fill(false),
      true,
    ]);
    expect(Number(metadata.get('step'))).toBe(5);
    const { shape, data } = tensors.get('test.outputs') ?? { shape: [], data: [] };
    const [, tokens = 0, K = 0] = shape;
    expect([shape[0], K]).toEqual([3, page.tags.length]);
    for (let row = tokens; row < 3 * tokens; row++)
      expect([...data.slice(row * K, row * K + K)].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  }
});

test('the decoding of a tagger of names is that of its variant', () => {
  const has = (variant: string) => {
    const model = handed.get(`names-en-${variant}-seed-1`);
    if (model === undefined) throw new Error(`no model ${variant}`);
    const text = modelScript(originOfHanded('x', model), 'pytorch', 'en');
    return [/Viterbi/, /Conv1d/, /nn\.LSTM/, /LETTERS/].map((part) => part.test(text));
  };
  expect(has('full')).toEqual([true, true, true, true]);
  expect(has('no-crf')).toEqual([false, true, true, true]);
  expect(has('no-cnn')).toEqual([true, false, true, false]);
  expect(has('no-lstm')).toEqual([true, true, false, true]);
  expect(has('lstm-only')).toEqual([false, false, true, false]);
});

test.each([
  ['words', ['two words'], 'words must have no blanks, got "two words"'],
  ['characters', ['二字'], 'words must be single characters, got "二字"'],
] as const)(
  'of a tagger of names, %s are refused that no list could hold',
  (tokens, words, text) => {
    const origin = handed.get('names-zh-full-seed-1')?.origin;
    if (origin?.page?.kind !== 'names') throw new Error('it must be handed over with its words');
    const model = { ...origin, url: 'x', page: { ...origin.page, tokens, words } };
    expect(() => modelScript(model, 'keras', 'en')).toThrow(text);
  },
);

test('lines that were learned change the weights, and say so', async () => {
  const [before, after] = [
    await handedFile('quatrains-published-5'),
    await handedFile('quatrains-own-lines'),
  ];
  expect([before, after].map(({ metadata }) => metadata.get('arm'))).toEqual([
    'published',
    'own-lines',
  ]);
  const of = ({ tensors }: typeof before) => [...(tensors.get('head.bias')?.data ?? [])];
  expect(of(after)).not.toEqual(of(before));
  const steps = [before, after].map(({ metadata }) => Number(metadata.get('step')));
  expect((steps[1] ?? 0) - (steps[0] ?? 0)).toBe(3);
});

test('the autoencoder has the shapes of PyTorch’s convolutions, and pixels in 0…1', async () => {
  const { tensors } = await handedFile('autoencoder');
  expect(tensors.get('conv1.weight')?.shape).toEqual([8, 1, 3, 3]);
  expect(tensors.get('conv6.bias')?.shape).toEqual([1]);
  const pixels = tensors.get('test.outputs')?.data ?? [];
  expect(pixels).toHaveLength(128 * 128);
  expect(Math.min(...pixels)).toBeGreaterThan(0);
  expect(Math.max(...pixels)).toBeLessThan(1);
});

test.each(SCRIPT_LANGUAGES)('%s: what is handed over is written with its own words', (language) => {
  for (const [name, model] of handed)
    for (const script of SCRIPTS) {
      const text = modelScript(originOfHanded(name, model), script, language);
      expect(text).toContain(`${name}.safetensors`);
      expect(text).toContain('largest difference');
      expect(/# .*\p{Script=Han}/u.test(text)).toBe(language === 'zh-cn');
    }
});

test('PyTorch and Keras have run these very scripts, of every model, and agree to 1e-5', () => {
  const record = JSON.parse(readFileSync('content/recorded/exports/differences.json', 'utf8')) as {
    worst: number;
    files: { name: string; sha256: string; differences: number[] }[];
  };
  const origins = [
    ...shapes.map(originOf),
    ...[...handed].map(([name, model]) => originOfHanded(name, model)),
  ];
  const hashes = origins.flatMap((origin) =>
    SCRIPT_LANGUAGES.flatMap((language) =>
      SCRIPTS.map((script) => {
        const text = modelScript(origin, script, language);
        const name = `${language}/${modelFileName(origin, script)}`;
        return [name, createHash('sha256').update(text).digest('hex')];
      }),
    ),
  );
  // A difference here: run `npm run check:export` after the scripts were changed.
  expect(Object.fromEntries(record.files.map(({ name, sha256 }) => [name, sha256]))).toEqual(
    Object.fromEntries(hashes),
  );
  for (const { name, differences } of record.files) {
    expect(differences).toHaveLength(name.endsWith('.ipynb') ? 2 : 1);
    expect(Math.max(...differences)).toBeLessThan(1e-5);
  }
  // The article on the demos repeats these numbers.
  for (const locale of SCRIPT_LANGUAGES) {
    const text = readFileSync(`content/${locale}/about/how-the-demos-work.mdx`, 'utf8');
    const section = /<h3 id="take-along">[\s\S]*?<h2/.exec(text)?.[0];
    for (const number of [origins.length, record.files.length, record.worst.toFixed(6)])
      expect(section).toContain(String(number));
  }
});
