/** The files that a trained model is taken along as. What PyTorch and Keras make of them: `npm run check:export`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modelFileName, modelScript, weightsFile } from '#formats/model-files.ts';
import { SCRIPT_LANGUAGES } from '#formats/model-words.ts';
import { readSafetensors } from '#formats/safetensors.ts';
import { parameterLayout, weightTensors } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { originOf, shapesOfModels } from './model-shapes.ts';

const SCRIPTS = ['pytorch', 'keras', 'ipynb'] as const;
const shapes = shapesOfModels();

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
  const origin = { ...originOf({ key: 'x', task: 'adding', spec }) };
  const bytes = weightsFile(origin, { parameters, step: 7, test });
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

test('PyTorch and Keras have run these very scripts, of every shape, and agree to 1e-5', () => {
  const record = JSON.parse(readFileSync('content/recorded/exports/differences.json', 'utf8')) as {
    worst: number;
    files: { name: string; sha256: string; differences: number[] }[];
  };
  const hashes = shapes.flatMap((shape) =>
    SCRIPTS.map((script) => {
      const origin = originOf(shape);
      const text = modelScript(origin, script, 'en');
      return [modelFileName(origin, script), createHash('sha256').update(text).digest('hex')];
    }),
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
    for (const number of [shapes.length, record.files.length, record.worst.toFixed(6)])
      expect(section).toContain(String(number));
  }
});
