/** Stock TensorFlow.js on WebGPU (a software adapter), WASM and CPU against the float64 reference, in Chromium. */
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { requestGpu } from '#engine/tfjs/adapter.ts';
import { createCpuBackend } from '#engine/tfjs/cpu.ts';
import { createWasmBackend } from '#engine/tfjs/wasm.ts';
import { createWebgpuBackend } from '#engine/tfjs/webgpu.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** Without an adapter this throws, and the test fails: a GPU test must not pass unseen. */
const createGpuBackend = async () => createWebgpuBackend(await requestGpu(true));

const BACKENDS: [string, () => Promise<Backend>][] = [
  ['tfjs-webgpu', createGpuBackend],
  ['tfjs-wasm', createWasmBackend],
  ['tfjs-cpu', createCpuBackend],
];

const base = { inputSize: 3, hiddenSize: 5, outputSize: 2, forgetBias: 1 } as const;
const SPECS: ModelSpecification[] = [
  { ...base, numLayers: 1, head: 'last', loss: 'mse' },
  { ...base, numLayers: 2, head: 'last', loss: 'softmax' },
  { ...base, numLayers: 1, head: 'every', loss: 'softmax' },
  { ...base, numLayers: 2, head: 'every', loss: 'mse' },
];
const SEED = 20;

function specAt(index: number): ModelSpecification {
  const spec = SPECS[index];
  if (spec === undefined) throw new RangeError(`index must be 0…3, got ${index}`);
  return spec;
}

function randomBatch(spec: ModelSpecification, seed: number): Batch {
  const rng = createRng(seed);
  const [batchSize, sequenceLength] = [4, 3];
  const predictions = spec.head === 'every' ? sequenceLength * batchSize : batchSize;
  return {
    batchSize,
    sequenceLength,
    inputs: Float32Array.from({ length: sequenceLength * batchSize * spec.inputSize }, () =>
      rng.normal(),
    ),
    targets:
      spec.loss === 'mse'
        ? Float32Array.from({ length: predictions * spec.outputSize }, () => 3 * rng.normal())
        : Float32Array.from({ length: predictions }, () => rng.int(0, spec.outputSize - 1)),
  };
}

/** Five updates, one by one and then several at a time, a change of the learning rate, and predictions. */
async function train(backend: Backend, spec: ModelSpecification, optimizer: OptimizerOptions) {
  const trainer = await backend.createTrainer({
    spec,
    parameters: initialParameters(spec, SEED),
    optimizer,
  });
  const batches = Array.from({ length: 5 }, (_, step) => randomBatch(spec, SEED + step));
  const losses = [...(await trainer.step(batches.slice(0, 2)))];
  trainer.configure({ learningRate: optimizer.learningRate / 2 });
  losses.push(...(await trainer.step(batches.slice(2, 3))));
  losses.push(...(await trainer.step(batches.slice(3))));
  const { outputs } = await trainer.predict(randomBatch(spec, 99));
  const parameters = await trainer.parameters();
  trainer.dispose();
  return { losses, outputs, parameters };
}

/** Largest difference, relative to the largest expected value. */
function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return (
    Math.max(...Array.from(expected, (value, i) => Math.abs(value - (actual[i] ?? NaN)))) / scale
  );
}

/** A large ε: otherwise Adam hardly sees the scale of its gradients, and clipping could be missing unnoticed. */
const clipped = { ...DEFAULT_OPTIMIZER, learningRate: 0.05, epsilon: 0.05, clipNorm: 0.05 };
const free = { ...clipped, clipNorm: Infinity };

describe.each(BACKENDS)('%s', (id, create) => {
  // One for all tests: a GPU compiles its shaders anew for every device.
  let backend: Backend;
  let failure: string | undefined;
  beforeAll(async () => {
    backend = await create();
    void backend.failed.then((reason) => (failure = reason));
  });
  afterEach(() => {
    expect(failure).toBeUndefined();
  });
  afterAll(() => {
    backend.dispose();
  });

  it.each(SPECS)('equals the reference: $numLayers × LSTM, $head, $loss', async (spec) => {
    expect(backend.id).toBe(id);
    const reference = createReferenceBackend();
    // Clipping must have an effect, or it would not be tested.
    const [optimizer, other] = spec.head === 'last' ? [clipped, free] : [free, clipped];
    const expected = await train(reference, spec, optimizer);
    const without = await train(reference, spec, other);
    expect(relativeError(expected.losses, without.losses)).toBeGreaterThan(1e-3);
    const actual = await train(backend, spec, optimizer);
    expect(relativeError(actual.losses, expected.losses)).toBeLessThan(1e-4);
    expect(relativeError(actual.outputs, expected.outputs)).toBeLessThan(1e-4);
    expect(relativeError(actual.parameters, expected.parameters)).toBeLessThan(1e-4);
  });

  it('hands back the weights it was given', async () => {
    const spec = specAt(3);
    const parameters = initialParameters(spec, SEED);
    const trainer = await backend.createTrainer({ spec, parameters, optimizer: clipped });
    expect(await trainer.parameters()).toEqual(parameters);
    expect(await trainer.step([])).toEqual(new Float32Array(0));
  });

  it('leaks no tensor over updates and predictions, and none once disposed of', async () => {
    const before = memory().numTensors;
    const spec = specAt(0);
    const options = { spec, parameters: initialParameters(spec, SEED), optimizer: clipped };
    const trainer = await backend.createTrainer(options);
    // A second model alive at the same time.
    const other = await backend.createTrainer(options);
    const batches = [1, 2].map((seed) => randomBatch(spec, seed));
    await trainer.step(batches);
    await other.step(batches);
    const settled = memory().numTensors;
    expect(settled).toBeGreaterThan(before);
    for (let round = 0; round < 2; round++) {
      await Promise.all([trainer.step(batches), other.step(batches)]);
      await trainer.predict(batches[0] ?? randomBatch(spec, 1));
      await trainer.parameters();
      expect(memory().numTensors).toBe(settled);
    }
    expect(await trainer.parameters()).toEqual(await other.parameters());
    trainer.dispose();
    other.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('refuses what does not fit, and work after its end', async () => {
    const spec = specAt(0);
    const parameters = initialParameters(spec, SEED);
    await expect(
      backend.createTrainer({ spec: { ...spec, hiddenSize: 0 }, parameters, optimizer: free }),
    ).rejects.toThrow('hiddenSize must be 1…256, got 0');
    await expect(
      backend.createTrainer({ spec, parameters: parameters.slice(1), optimizer: free }),
    ).rejects.toThrow(
      `parameters must be ${parameters.length} numbers, got ${parameters.length - 1}`,
    );
    const trainer = await backend.createTrainer({ spec, parameters, optimizer: free });
    await expect(trainer.step([{ ...randomBatch(spec, 1), batchSize: 3 }])).rejects.toThrow(
      RangeError,
    );
    trainer.dispose();
    await expect(trainer.step([randomBatch(spec, 1)])).rejects.toThrow('disposed');
  });

  it('is alive only once, ends when disposed of, and can be started again', async () => {
    await expect(create()).rejects.toThrow(`${id} is in use already`);
    const spec = specAt(0);
    const parameters = initialParameters(spec, SEED);
    backend.dispose();
    await expect(backend.createTrainer({ spec, parameters, optimizer: free })).rejects.toThrow(
      'disposed',
    );
    backend = await create();
    const trainer = await backend.createTrainer({ spec, parameters, optimizer: free });
    expect(await trainer.parameters()).toEqual(parameters);
  });
});

describe('several flavours alive at once', () => {
  it('do not get into each other’s way', async () => {
    const backends = [await createWasmBackend(), await createCpuBackend()];
    const spec = specAt(0);
    const expected = await train(createReferenceBackend(), spec, clipped);
    const results = await Promise.all(backends.map((backend) => train(backend, spec, clipped)));
    for (const { losses } of results)
      expect(relativeError(losses, expected.losses)).toBeLessThan(1e-4);
    for (const backend of backends) backend.dispose();
  });
});
