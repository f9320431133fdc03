import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSpecification } from '#model/check-specification.ts';
import { checkBatch } from '#model/check-batch.ts';
import { countParameters, equalParameterWidth } from '#model/parameters.ts';
import { TASKS } from '#tasks/registry.ts';

const tasks = Object.entries(TASKS);
const streamOf = (id: string, seed: number, change = {}) => {
  const task = TASKS[id as keyof typeof TASKS];
  return task.createStream({ ...task.defaults, seed, ...change });
};

/** Widths that were chosen for two layers only; the recorded duels are of this width. */
const TWO_LAYERS_ONLY = ['temporal-order'];
/** Text cannot be drawn, so its test part is one for all seeds. */
const ONE_TEST_SET = ['char-lm'];

describe.each(tasks)('%s', (id, task) => {
  beforeAll(() => task.load?.());

  const { inputSize, vocabulary, outputSize, head, loss, defaults } = task;
  const spec = {
    inputSize,
    ...(vocabulary === undefined ? {} : { vocabulary }),
    outputSize,
    head,
    loss,
    hiddenSize: defaults.hiddenSize,
    numLayers: 1,
    forgetBias: 1,
  };

  it('is filed under its own name and makes batches that fit its model', () => {
    expect(task.id).toBe(id);
    expect(() => checkSpecification(spec)).not.toThrow();
    const stream = streamOf(id, 1);
    expect(stream.batch(0).batchSize).toBe(defaults.batchSize);
    expect(stream.test.batchSize).toBe(512);
    for (const batch of [stream.batch(0), stream.batch(defaults.steps), stream.test]) {
      const isTest = batch === stream.test;
      expect(batch.sequenceLength).toBe(isTest && id === 'dyck-2' ? 60 : defaults.sequenceLength);
      expect(() => checkBatch(spec, batch)).not.toThrow();
      expect(batch.inputs.every(Number.isFinite)).toBe(true);
    }
  });

  it('gives the same batch for the same seed and step, in any order', () => {
    const [a, b] = [streamOf(id, 3), streamOf(id, 3)];
    const later = a.batch(7);
    a.batch(1);
    expect(b.batch(1)).toEqual(a.batch(1));
    expect(a.batch(7)).toEqual(later);
    expect(b.batch(7)).toEqual(later);
    expect(b.test).toEqual(a.test);
    expect(b.baselines).toEqual(a.baselines);
  });

  it('gives other data for other steps and other seeds', () => {
    const [a, b] = [streamOf(id, 3), streamOf(id, 4)];
    expect(a.batch(1).inputs).not.toEqual(a.batch(0).inputs);
    expect(b.batch(0).inputs).not.toEqual(a.batch(0).inputs);
    if (ONE_TEST_SET.includes(id)) expect(b.test).toEqual(a.test);
    else expect(b.test.inputs).not.toEqual(a.test.inputs);
  });

  it('has a default width that two and three layers can match within 2 % of the parameters', () => {
    const target = countParameters(spec).total;
    for (const numLayers of TWO_LAYERS_ONLY.includes(id) ? [2] : [2, 3]) {
      const hiddenSize = equalParameterWidth(spec, numLayers);
      const { total } = countParameters({ ...spec, numLayers, hiddenSize });
      expect(Math.abs(total / target - 1)).toBeLessThanOrEqual(0.02);
    }
  });

  it('names a paper that the articles can cite', () => {
    const references = readFileSync('content/references.bib', 'utf8');
    expect(references).toContain(`{${task.citation},`);
  });

  it('works at both ends of its range of lengths', () => {
    for (const sequenceLength of task.sequenceLengths) {
      const stream = streamOf(id, 0, { sequenceLength, batchSize: 3 });
      expect(() => checkBatch(spec, stream.batch(0))).not.toThrow();
      for (const { score } of stream.baselines) expect(score).toBeGreaterThan(0);
    }
  });

  it('refuses options and steps that are out of range, naming them', () => {
    const [shortest, longest] = task.sequenceLengths;
    expect(() => streamOf(id, 1, { sequenceLength: 3 })).toThrow(
      new RangeError(`sequenceLength must be ${shortest}…${longest}, got 3`),
    );
    expect(() => streamOf(id, 1, { sequenceLength: longest + 1 })).toThrow(RangeError);
    expect(() => streamOf(id, 1, { sequenceLength: 20.5 })).toThrow('got 20.5');
    expect(() => streamOf(id, 1, { batchSize: 0 })).toThrow('batchSize must be 1…1024, got 0');
    expect(() => streamOf(id, -1)).toThrow('seed must be 0…9007199254740991, got -1');
    expect(() => streamOf(id, 1).batch(-1)).toThrow('step must be');
  });

  it('refuses to score the wrong number of outputs', () => {
    expect(() => streamOf(id, 1).score(new Float32Array(5))).toThrow(RangeError);
  });
});
