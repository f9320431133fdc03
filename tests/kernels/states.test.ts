/** States, padding and saved runs on the WebAssembly engine: what must come out the same in two ways. */
import { describe, expect, test } from 'vitest';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import {
  above,
  BASE,
  errorsOfGradients,
  errorsOfPrediction,
  randomBatch,
  randomParameters,
  readKernels,
  referenceTrainerOf,
  relativeError,
  trainerOf,
} from './setup.ts';

const ALL: ModelSpecification = {
  ...BASE,
  numLayers: 3,
  vocabulary: 12,
  bidirectional: true,
  residual: true,
  dropout: 0.25,
  head: 'every',
  loss: 'softmax',
  outputSize: 12,
};
const batchesOf = (spec: ModelSpecification, count: number): Batch[] =>
  Array.from({ length: count }, (_, k) =>
    randomBatch(spec, 6, 5, 50 + k, { lengths: true, states: true }),
  );

describe.each(['plain', 'relaxed'] as const)('%s', (variant) => {
  test('one step at a time gives what whole sequences give', async () => {
    const spec = { ...ALL, bidirectional: false };
    const T = 9;
    const trainer = await trainerOf(variant, spec, randomParameters(spec, 1));
    const whole = randomBatch(spec, T, 1, 2, { states: true });
    const expected = await trainer.predict(whole);
    let state = whole.initialState;
    for (let t = 0; t < T; t++) {
      const { outputs, finalState } = await trainer.predict({
        batchSize: 1,
        sequenceLength: 1,
        inputs: whole.inputs.subarray(t, t + 1),
        targets: new Float32Array(),
        ...(state && { initialState: state }),
      });
      expect(outputs).toEqual(expected.outputs.slice(t * 12, (t + 1) * 12));
      state = finalState;
      // Something else in between uses the same memory.
      if (t === 4) await trainer.differentiate(randomBatch(spec, 5, 3, 3));
    }
    expect(state).toEqual(expected.finalState);
  });

  test('a batch in pieces takes lengths and states along', async () => {
    const trainer = await trainerOf(variant, ALL, randomParameters(ALL, 1));
    const batch = randomBatch(ALL, 4, 70, 5, { lengths: true, states: true });
    const reference = await referenceTrainerOf(ALL, randomParameters(ALL, 1));
    const errors = errorsOfPrediction(await trainer.predict(batch), await reference.predict(batch));
    expect(above(errors, 1e-5)).toEqual([]);
  });

  test.each(['last', 'every'] as const)('head %s: padding does not count', async (head) => {
    const spec: ModelSpecification = { ...BASE, bidirectional: true, head, residual: true };
    const trainer = await trainerOf(variant, spec, randomParameters(spec, 1));
    const clean = randomBatch(spec, 8, 6, 2, { lengths: true });
    const dirty = { ...clean, inputs: clean.inputs.slice() };
    const I = spec.inputSize;
    for (const [b, length] of (clean.lengths ?? []).entries())
      for (let t = length; t < 8; t++) dirty.inputs.fill(NaN, (t * 6 + b) * I, (t * 6 + b + 1) * I);
    expect(dirty.inputs.some(Number.isNaN)).toBe(true);
    expect(await trainer.predict(dirty)).toEqual(await trainer.predict(clean));
    expect(await trainer.differentiate(dirty)).toEqual(await trainer.differentiate(clean));
  });

  test('lengths that are all full are the same as none, bit by bit', async () => {
    const trainer = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const batch = randomBatch(BASE, 8, 6, 2);
    const full = { ...batch, lengths: new Int32Array(6).fill(8) };
    expect(await trainer.differentiate(full)).toEqual(await trainer.differentiate(batch));
  });

  test.each([
    ['Adam', {}],
    ["Keras' Adam", { epsilonPlacement: 'keras', epsilon: 1e-7 }],
    ['plain descent', { kind: 'sgd' }],
  ] as const)('a restored run goes on with the same bits, %s', async (_, changes) => {
    const batches = batchesOf(ALL, 12);
    const parameters = randomParameters(ALL, 1);
    const straight = await trainerOf(variant, ALL, parameters, changes, 9);
    await straight.step(batches.slice(0, 7));
    const saved = await straight.save();
    expect(saved.updates).toBe(7);
    expect(saved.m.length).toBe('kind' in changes ? 0 : parameters.length);
    const losses = await straight.step(batches.slice(7));

    const resumed = await trainerOf(variant, ALL, new Float32Array(parameters.length), changes, 9);
    await resumed.restore(saved);
    expect(await resumed.save()).toEqual(saved);
    expect(await resumed.step(batches.slice(7))).toEqual(losses);
    expect(await resumed.save()).toEqual(await straight.save());

    // Masks depend on the seed and on the update.
    const other = await trainerOf(variant, ALL, parameters, changes, 10);
    await other.restore(saved);
    expect(await other.step(batches.slice(7, 8))).not.toEqual(losses.slice(0, 1));
    await other.restore({ ...saved, updates: 8 });
    const [batch] = batches;
    if (batch === undefined) throw new Error('there are twelve batches');
    const reference = await referenceTrainerOf(ALL, parameters, changes, 10);
    await reference.restore({ ...saved, updates: 8 });
    const errors = errorsOfGradients(
      ALL,
      await other.differentiate(batch),
      await reference.differentiate(batch),
    );
    expect(above(errors, 2e-5)).toEqual([]);
  });

  test('the largest heads and vocabularies', async () => {
    const spec: ModelSpecification = {
      ...BASE,
      numLayers: 1,
      vocabulary: 8192,
      outputSize: 8192,
      loss: 'softmax',
    };
    const parameters = randomParameters(spec, 1);
    const batch = randomBatch(spec, 3, 5, 2);
    batch.inputs[0] = 8191;
    batch.targets[1] = 8191;
    const trainer = await trainerOf(variant, spec, parameters);
    const reference = await referenceTrainerOf(spec, parameters);
    const errors = errorsOfGradients(
      spec,
      await trainer.differentiate(batch),
      await reference.differentiate(batch),
    );
    expect(above(errors, 1e-5)).toEqual([]);
  });

  test('memory stays constant, whatever is asked in turn', async () => {
    const trainer = await trainerOf(variant, ALL, randomParameters(ALL, 1));
    const [batch, ...others] = batchesOf(ALL, 16);
    if (batch === undefined) throw new Error('there are sixteen batches');
    const round = async () => {
      await trainer.step([batch, ...others]);
      await trainer.predict(batch);
      await trainer.differentiate(batch);
      await trainer.inspect(batch, 2);
      await trainer.restore(await trainer.save());
    };
    await round();
    const bytes = trainer.memoryBytes;
    for (let again = 0; again < 30; again++) await round();
    expect(trainer.memoryBytes).toBe(bytes);
  });
});

test('a group trains its members as if they were alone', async () => {
  const backend = await createWasmBackend({ relaxed: false, source: readKernels });
  const optionsOf = (seed: number) => ({
    spec: ALL,
    parameters: randomParameters(ALL, seed),
    optimizer: DEFAULT_OPTIMIZER,
    seed,
  });
  const group = await backend.createGroup([1, 2, 3].map(optionsOf));
  const batches = [batchesOf(ALL, 4), batchesOf(ALL, 4).toReversed(), batchesOf(ALL, 4)];
  const losses = await group.step(batches);
  for (const [k, seed] of [1, 2, 3].entries()) {
    const alone = await backend.createTrainer(optionsOf(seed));
    expect(await alone.step(batches[k] ?? [])).toEqual(losses[k]);
    expect(await group.members[k]?.parameters()).toEqual(await alone.parameters());
  }
  expect(relativeError(losses[0] ?? [], losses[2] ?? [])).toBeGreaterThan(0);
  group.dispose();
  await expect(group.members[0]?.parameters()).rejects.toThrow('disposed of');
});
