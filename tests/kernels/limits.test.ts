/** What the WebAssembly engine refuses, and how its parts are put together. */
import { expect, test } from 'vitest';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { countParameters } from '#model/parameters.ts';
import { BASE, randomBatch, randomParameters, readKernels, trainerOf } from './setup.ts';

const optimizer = DEFAULT_OPTIMIZER;

test.each([
  [{ hiddenSize: 0 }, 'hiddenSize must be 1…256, got 0'],
  [{ hiddenSize: 257 }, 'hiddenSize must be 1…256, got 257'],
  [{ inputSize: 1025 }, 'inputSize must be 1…1024, got 1025'],
  [{ numLayers: 9 }, 'numLayers must be 1…8, got 9'],
  [{ outputSize: 1.5 }, 'outputSize must be 1…8192, got 1.5'],
])('a model of %j', async (change, message) => {
  const backend = await createWasmBackend({ relaxed: false, source: readKernels });
  const parameters = randomParameters(BASE, 1);
  const created = backend.createTrainer({ spec: { ...BASE, ...change }, parameters, optimizer });
  await expect(created).rejects.toThrow(new RangeError(message));
});

test.each([
  [{ learningRate: 0 }, 'learningRate must be above 0 and at most 10, got 0'],
  [{ learningRate: NaN }, 'learningRate must be above 0 and at most 10, got NaN'],
  [{ clipNorm: -1 }, 'clipNorm must be above 0, got -1'],
  [{ beta1: 1 }, 'beta1 must be at least 0 and below 1, got 1'],
  [{ beta2: -0.1 }, 'beta2 must be at least 0 and below 1, got -0.1'],
  [{ epsilon: 1e-50 }, 'epsilon must be at least 1e-37, got 1e-50'],
])('an optimizer with %j', async (change, message) => {
  const created = trainerOf('plain', BASE, randomParameters(BASE, 1), change);
  await expect(created).rejects.toThrow(new RangeError(message));
});

test('a wrong number of parameters, a wrong learning rate later on', async () => {
  const total = countParameters(BASE).total;
  await expect(trainerOf('plain', BASE, new Float32Array(5))).rejects.toThrow(
    new RangeError(`parameters must hold ${total} numbers, got 5`),
  );
  const trainer = await trainerOf('plain', BASE, new Float32Array(total));
  expect(() => {
    trainer.configure({ learningRate: 11 });
  }).toThrow(new RangeError('learningRate must be above 0 and at most 10, got 11'));
});

test('batches that do not fit change nothing', async () => {
  const parameters = randomParameters(BASE, 1);
  const trainer = await trainerOf('plain', BASE, parameters);
  const good = randomBatch(BASE, 4, 4, 1);
  const bad = { ...good, batchSize: 5 };
  await expect(trainer.step([good, bad])).rejects.toThrow('inputs must hold 4·5·3 numbers, got 48');
  await expect(trainer.predict(bad)).rejects.toThrow(RangeError);
  await expect(trainer.differentiate({ ...good, targets: good.inputs })).rejects.toThrow(
    'targets must hold 4·2 numbers, got 48',
  );
  expect(await trainer.parameters()).toEqual(parameters);
});

test('a batch that needs too much memory is refused, and the trainer goes on', async () => {
  const spec = { ...BASE, inputSize: 1, hiddenSize: 256, numLayers: 8, outputSize: 1 };
  const parameters = new Float32Array(countParameters(spec).total);
  const trainer = await trainerOf('plain', spec, parameters);
  const bytes = trainer.memoryBytes;
  await expect(trainer.step([randomBatch(spec, 1000, 64, 1)])).rejects.toThrow(
    /^a batch of 64 sequences of 1000 steps needs \d+ MiB of WebAssembly memory; there may be at most 1024$/,
  );
  expect(trainer.memoryBytes).toBe(bytes);
  const losses = await trainer.step([randomBatch(spec, 2, 2, 1)]);
  expect(losses[0]).toBeGreaterThan(0);
});

test('no batches are no updates', async () => {
  const trainer = await trainerOf('plain', BASE, randomParameters(BASE, 1));
  expect(await trainer.step([])).toEqual(new Float32Array(0));
});

test('after dispose nothing computes, and disposing twice is harmless', async () => {
  const backend = await createWasmBackend({ relaxed: true, source: readKernels });
  expect([backend.id, backend.device]).toEqual(['wasm-relaxed', 'CPU, relaxed SIMD']);
  const options = { spec: BASE, parameters: randomParameters(BASE, 1), optimizer };
  const trainer = await backend.createTrainer(options);
  backend.dispose();
  trainer.dispose();
  backend.dispose();
  const batch = randomBatch(BASE, 2, 2, 1);
  for (const call of [
    () => trainer.step([batch]),
    () => trainer.step([]),
    () => trainer.predict(batch),
    () => trainer.differentiate(batch),
    () => trainer.inspect(batch, 0),
    () => trainer.save(),
    () => trainer.parameters(),
  ])
    await expect(call()).rejects.toThrow('the trainer has been disposed of');
  await expect(backend.createTrainer(options)).rejects.toThrow('disposed of');
});

test('bytes that are no module, and a source that fails, are errors', async () => {
  const nothing = { relaxed: false, source: async () => new Uint8Array([1, 2, 3]) };
  await expect(createWasmBackend(nothing)).rejects.toThrow('no WebAssembly with SIMD here');
  const failing = {
    relaxed: true,
    source: () => Promise.reject(new Error('relaxed.wasm did not load: status 404')),
  };
  await expect(createWasmBackend(failing)).rejects.toThrow('status 404');
});

test.each<Partial<ModelSpecification>>([
  { inputSize: 1, hiddenSize: 1, numLayers: 1, outputSize: 1 },
  { inputSize: 8, hiddenSize: 16, numLayers: 3, outputSize: 8 },
  { inputSize: 27, hiddenSize: 33, outputSize: 11, bidirectional: true },
  { inputSize: 9, vocabulary: 13, numLayers: 3, bidirectional: true },
])('every weight has a place of its own: %j', async (change) => {
  const spec = { ...BASE, ...change };
  const { total } = countParameters(spec);
  const numbers = (offset: number) => Float32Array.from({ length: total }, (_, k) => k + offset);
  const trainer = await trainerOf('plain', spec, numbers(0.5));
  const state = { parameters: numbers(0.5), m: numbers(1), v: numbers(2), updates: 3 };
  expect(await trainer.parameters()).toEqual(state.parameters);
  await trainer.restore(state);
  expect(await trainer.save()).toEqual(state);
});

test('states that do not fit', async () => {
  const trainer = await trainerOf('plain', BASE, randomParameters(BASE, 1));
  const state = await trainer.save();
  const { total } = countParameters(BASE);
  await expect(trainer.restore({ ...state, m: new Float32Array(3) })).rejects.toThrow(
    new RangeError(`m must hold ${total} numbers, got 3`),
  );
  await expect(trainer.restore({ ...state, updates: -1 })).rejects.toThrow(
    new RangeError('updates must be 0…4294967295, got -1'),
  );
  const descent = await trainerOf('plain', BASE, randomParameters(BASE, 1), { kind: 'sgd' });
  await expect(descent.restore(state)).rejects.toThrow(`m must hold 0 numbers, got ${total}`);
});

test.each([-1, 2, 0.5, NaN])('a look at row %d of two', async (row) => {
  const trainer = await trainerOf('plain', BASE, randomParameters(BASE, 1));
  await expect(trainer.inspect(randomBatch(BASE, 3, 2, 1), row)).rejects.toThrow(
    new RangeError(`row must be 0…1, got ${row}`),
  );
});

test.each([-1, 2 ** 32, 0.5])('seed %d', async (seed) => {
  await expect(trainerOf('plain', BASE, randomParameters(BASE, 1), {}, seed)).rejects.toThrow(
    new RangeError(`seed must be a whole number in 0…4294967295, got ${seed}`),
  );
});
