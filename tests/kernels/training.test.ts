/** Whole training runs on the WebAssembly engine. */
import { describe, expect, test } from 'vitest';
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import {
  BASE,
  randomBatch,
  randomParameters,
  referenceTrainerOf,
  relativeError,
  trainerOf,
} from './setup.ts';

const STEPS = 20;
const batchesOf = (spec: ModelSpecification, count = STEPS) =>
  Array.from({ length: count }, (_, step) => randomBatch(spec, 10, 6, 100 + step));

async function referenceRun(spec: ModelSpecification, changes: Partial<OptimizerOptions>) {
  const trainer = await referenceTrainerOf(spec, randomParameters(spec, 1), changes, 5);
  const losses = await trainer.step(batchesOf(spec));
  return { losses, parameters: await trainer.parameters() };
}

describe.each(['plain', 'relaxed'] as const)('%s', (variant) => {
  test.each([
    ['clipped', { clipNorm: 0.05 }],
    ['not clipped', { clipNorm: Infinity }],
    ['other exponents', { beta1: 0.8, beta2: 0.95, epsilon: 1e-3, learningRate: 0.05 }],
    ["Keras' epsilon", { epsilon: 1e-3, epsilonPlacement: 'keras' }],
    ['plain descent', { kind: 'sgd', learningRate: 0.5, clipNorm: 0.3 }],
    ['plain descent, not clipped', { kind: 'sgd', learningRate: 0.2, clipNorm: Infinity }],
  ] as const)('twenty updates, %s', async (_, changes) => {
    const specs: readonly ModelSpecification[] = [
      BASE,
      { ...BASE, head: 'every', loss: 'softmax' },
      { ...BASE, numLayers: 3, dropout: 0.4, bidirectional: true, residual: true, vocabulary: 30 },
    ];
    for (const spec of specs) {
      const expected = await referenceRun(spec, changes);
      const trainer = await trainerOf(variant, spec, randomParameters(spec, 1), changes, 5);
      expect(relativeError(await trainer.step(batchesOf(spec)), expected.losses)).toBeLessThan(
        1e-5,
      );
      const parameters = await trainer.parameters();
      expect(relativeError(parameters, expected.parameters)).toBeLessThan(1e-4);
    }
  });

  test('clipping makes a difference where the norm is above', async () => {
    const free = await trainerOf(variant, BASE, randomParameters(BASE, 1), { clipNorm: Infinity });
    const bound = await trainerOf(variant, BASE, randomParameters(BASE, 1), {
      clipNorm: 0.01,
      epsilon: 0.1,
    });
    const loose = await trainerOf(variant, BASE, randomParameters(BASE, 1), {
      clipNorm: 1e6,
      epsilon: 0.1,
    });
    for (const trainer of [free, bound, loose]) await trainer.step(batchesOf(BASE));
    expect(relativeError(await bound.parameters(), await loose.parameters())).toBeGreaterThan(0.01);
    expect(relativeError(await free.parameters(), await loose.parameters())).toBeGreaterThan(0.01);
  });

  test('a new learning rate counts from the next update on', async () => {
    const [first, second] = batchesOf(BASE, 2);
    if (first === undefined || second === undefined) throw new Error('two batches were asked for');
    const parameters = randomParameters(BASE, 1);
    const reference = await referenceTrainerOf(BASE, parameters);
    const trainer = await trainerOf(variant, BASE, parameters);
    for (const one of [reference, trainer]) {
      await one.step([first]);
      one.configure({ learningRate: 0.3 });
      await one.step([second]);
    }
    expect(relativeError(await trainer.parameters(), await reference.parameters())).toBeLessThan(
      1e-4,
    );
  });

  test('many updates in one call are the same as one by one, also when shapes change', async () => {
    const batches = [
      ...batchesOf(BASE, 40),
      randomBatch(BASE, 3, 5, 1),
      randomBatch(BASE, 3, 5, 2),
      randomBatch(BASE, 17, 2, 3),
      randomBatch(BASE, 17, 2, 4, { lengths: true }),
      randomBatch(BASE, 17, 2, 5, { states: true }),
      randomBatch(BASE, 17, 2, 6, { lengths: true, states: true }),
      ...batchesOf(BASE, 3),
    ];
    const together = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const single = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const losses = await together.step(batches);
    for (const [index, batch] of batches.entries()) {
      expect(await single.step([batch])).toEqual(losses.subarray(index, index + 1));
      // Predicting in between uses the same memory and must leave no trace.
      if (index % 10 === 0) await single.predict(randomBatch(BASE, 23, 70, index));
    }
    expect(await single.parameters()).toEqual(await together.parameters());
  });

  test('predictions do not depend on how many rows are asked for at once', async () => {
    const spec = { ...BASE, head: 'every' } as const;
    const trainer = await trainerOf(variant, spec, randomParameters(spec, 1));
    const batch = randomBatch(spec, 4, 70, 5);
    const { outputs: all } = await trainer.predict(batch);
    for (const row of [0, 31, 32, 69]) {
      const inputs = Float32Array.from({ length: 4 * spec.inputSize }, (_, k) => {
        const t = Math.floor(k / spec.inputSize);
        return batch.inputs[(t * 70 + row) * spec.inputSize + (k % spec.inputSize)] ?? NaN;
      });
      const { outputs: one } = await trainer.predict({ ...batch, batchSize: 1, inputs });
      const expected = [0, 1, 2, 3].flatMap((t) => [
        ...all.slice((t * 70 + row) * 2, (t * 70 + row + 1) * 2),
      ]);
      expect(relativeError(one, expected)).toBeLessThan(1e-6);
    }
  });

  test('two trainers do not disturb each other', async () => {
    const other = { ...BASE, hiddenSize: 20, numLayers: 1 };
    const alone = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const losses = await alone.step(batchesOf(BASE));
    const a = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const b = await trainerOf(variant, other, randomParameters(other, 2));
    const otherBatches = batchesOf(other);
    for (const [index, batch] of batchesOf(BASE).entries()) {
      const [loss] = await a.step([batch]);
      await b.step(otherBatches.slice(index, index + 1));
      expect(loss).toBe(losses[index]);
    }
    b.dispose();
    expect(await a.parameters()).toEqual(await alone.parameters());
  });

  test('weights come back as they went in', async () => {
    const parameters = randomParameters(BASE, 9);
    const trainer = await trainerOf(variant, BASE, parameters);
    expect(await trainer.parameters()).toEqual(parameters);
    await trainer.differentiate(randomBatch(BASE, 5, 5, 1));
    expect(await trainer.parameters()).toEqual(parameters);
  });

  test('memory stays constant over 1,000 updates', async () => {
    const trainer = await trainerOf(variant, BASE, randomParameters(BASE, 1));
    const batch = randomBatch(BASE, 10, 8, 1);
    await trainer.step(Array.from({ length: 16 }, () => batch));
    await trainer.predict(batch);
    const bytes = trainer.memoryBytes;
    for (let call = 0; call < 100; call++) {
      await trainer.step(Array.from({ length: 10 }, () => batch));
      await trainer.predict(batch);
    }
    expect(trainer.memoryBytes).toBe(bytes);
    expect(bytes).toBeLessThan(2 ** 20);
    trainer.dispose();
    expect(trainer.memoryBytes).toBe(0);
  });
});

test('plain runs are identical bit by bit, 20 of 20', async () => {
  const spec = { ...BASE, hiddenSize: 33, head: 'every' } as const;
  const run = async () => {
    const trainer = await trainerOf('plain', spec, randomParameters(spec, 1));
    const losses = await trainer.step(batchesOf(spec));
    return [...losses, ...(await trainer.parameters())];
  };
  const first = await run();
  for (let again = 1; again < 20; again++) expect(await run()).toEqual(first);
});

test('a model learns: the error of a sum falls to a tenth', async () => {
  const spec: ModelSpecification = {
    ...BASE,
    inputSize: 1,
    hiddenSize: 16,
    numLayers: 1,
    outputSize: 1,
  };
  const sumsOf = (seed: number) => {
    const batch = randomBatch(spec, 8, 32, seed);
    const targets = Float32Array.from({ length: 32 }, (_, b) => {
      let sum = 0;
      for (let t = 0; t < 8; t++) sum += (batch.inputs[t * 32 + b] ?? NaN) / 4;
      return sum;
    });
    return { ...batch, targets };
  };
  const trainer = await trainerOf('plain', spec, randomParameters(spec, 1));
  const losses = await trainer.step(Array.from({ length: 300 }, (_, step) => sumsOf(step)));
  expect(losses[0]).toBeGreaterThan(0);
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
  // The gradient is that of a model that has learnt: the reference agrees on it too.
  const parameters = await trainer.parameters();
  const batch = sumsOf(999);
  const found = await trainer.differentiate(batch);
  const expected = await (await referenceTrainerOf(spec, parameters)).differentiate(batch);
  expect(relativeError(found.parameters, expected.parameters)).toBeLessThan(1e-4);
});
