/** Stock TensorFlow.js on WebGPU and WebGL (software adapters), WASM and CPU against the float64 reference, in Chromium. */
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createCpuBackend } from '#engine/tfjs/cpu.ts';
import { createWasmBackend } from '#engine/tfjs/wasm.ts';
import { createWebglBackend } from '#engine/tfjs/webgl.ts';
import { createWebgpuBackend } from '#engine/tfjs/webgpu.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** Without an adapter this throws, and the test fails: a GPU test must not pass unseen. */
const createGpuBackend = async () => createWebgpuBackend(await requestGpu(true));

const BACKENDS: [string, () => Promise<Backend>][] = [
  ['tfjs-webgpu', createGpuBackend],
  ['tfjs-webgl', createWebglBackend],
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
/** Software GPUs compile shaders for seconds for every model: the two of two layers have both heads and both losses. */
const specsOf = (id: string) =>
  id === 'tfjs-wasm' || id === 'tfjs-cpu' ? SPECS : SPECS.filter((spec) => spec.numLayers === 2);
const SEED = 20;

/** A batch with initial states of all layers. */
function withState(spec: ModelSpecification, batch: Batch): Batch {
  const rng = createRng(7);
  const size = spec.numLayers * batch.batchSize * spec.hiddenSize;
  const [h, c] = [0, 1].map(() => Float32Array.from({ length: size }, () => rng.normal() / 2));
  return { ...batch, initialState: { h: h!, c: c! } };
}

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
  const { outputs, finalState } = await trainer.predict(withState(spec, randomBatch(spec, 99)));
  const parameters = await trainer.parameters();
  trainer.dispose();
  return { losses, outputs, h: finalState.h, c: finalState.c, parameters };
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

  it.each(specsOf(id))('equals the reference: $numLayers × LSTM, $head, $loss', async (spec) => {
    expect(backend.id).toBe(id);
    const reference = createReferenceBackend();
    // Clipping must have an effect, or it would not be tested.
    const [optimizer, other] = spec.head === 'last' ? [clipped, free] : [free, clipped];
    const expected = await train(reference, spec, optimizer);
    const without = await train(reference, spec, other);
    expect(relativeError(expected.losses, without.losses)).toBeGreaterThan(1e-3);
    const actual = await train(backend, spec, optimizer);
    for (const name of ['losses', 'outputs', 'h', 'c', 'parameters'] as const)
      expect(relativeError(actual[name], expected[name]), name).toBeLessThan(1e-4);
  });

  it.each([SPECS[1]!, SPECS[3]!])(
    'looks inside as the reference does: $head, $loss',
    async (spec) => {
      const options = { spec, parameters: initialParameters(spec, SEED), optimizer: clipped };
      const batch = withState(spec, randomBatch(spec, 3));
      const look = async (each: Backend) => {
        const trainer = await each.createTrainer(options);
        const before = memory().numTensors;
        const gradients = await trainer.differentiate(batch);
        const inspection = await trainer.inspect(batch, 2);
        expect(memory().numTensors).toBe(before);
        await expect(trainer.inspect(batch, 4)).rejects.toThrow('row must be 0…3, got 4');
        trainer.dispose();
        return { gradients, inspection };
      };
      const expected = await look(createReferenceBackend());
      const actual = await look(backend);
      const pairs = (a: typeof expected): [string, ArrayLike<number>][] => [
        ['loss', [a.gradients.loss, a.inspection.loss]],
        ['parameters', a.gradients.parameters],
        ['inputs', a.gradients.inputs],
        ['h0', a.gradients.initialState.h],
        ['c0', a.gradients.initialState.c],
        ...a.inspection.layers.flatMap(
          ({ gradientNorm, ...arrays }, layer): [string, ArrayLike<number>][] => [
            [`norm ${layer}`, [gradientNorm]],
            ...Object.entries(arrays).map(([name, values]): [string, ArrayLike<number>] => [
              `${name} ${layer}`,
              values,
            ]),
          ],
        ),
      ];
      const wanted = pairs(expected);
      expect(wanted).toHaveLength(5 + 6 * spec.numLayers);
      for (const [k, [name, values]] of pairs(actual).entries())
        expect(relativeError(values, wanted[k]![1]), name).toBeLessThan(1e-4);
    },
  );

  it.each(['adam', 'sgd'] as const)('resumes to the bit with %s', async (kind) => {
    const spec = specAt(0);
    const options = {
      spec,
      parameters: initialParameters(spec, SEED),
      optimizer: { ...clipped, kind },
    };
    const batches = [1, 2, 3, 4].map((seed) => randomBatch(spec, seed));
    const whole = await backend.createTrainer(options);
    await whole.step(batches.slice(0, 2));
    const state = await whole.save();
    expect(state.updates).toBe(2);
    expect(state.m).toHaveLength(kind === 'sgd' ? 0 : options.parameters.length);
    const resumed = await backend.createTrainer({
      ...options,
      parameters: new Float32Array(options.parameters.length),
    });
    await resumed.restore(state);
    const losses = await Promise.all([whole, resumed].map((each) => each.step(batches.slice(2))));
    expect(losses[1]).toEqual(losses[0]);
    expect(await resumed.save()).toEqual(await whole.save());
    await expect(resumed.restore({ ...state, m: new Float32Array(1) })).rejects.toThrow(
      /m must hold \d+ numbers, got 1/,
    );
    await expect(resumed.restore({ ...state, updates: -1 })).rejects.toThrow('updates must be');
    whole.dispose();
    resumed.dispose();
  });

  it('starts from a state without updates', async () => {
    const spec = specAt(0);
    const options = { spec, parameters: initialParameters(spec, SEED), optimizer: clipped };
    const trainer = await backend.createTrainer(options);
    const state = await trainer.save();
    const [first] = await trainer.step([randomBatch(spec, 1)]);
    await trainer.restore(state);
    expect((await trainer.step([randomBatch(spec, 1)]))[0]).toBe(first);
    trainer.dispose();
  });

  it('trains a group one after the other', async () => {
    const spec = specAt(0);
    const options = [1, 2].map((seed) => ({
      spec,
      parameters: initialParameters(spec, seed),
      optimizer: clipped,
    }));
    const group = await backend.createGroup(options);
    const losses = await group.step([[randomBatch(spec, 1)], [randomBatch(spec, 2)]]);
    const alone = await backend.createTrainer(options[1]!);
    expect(losses[1]).toEqual(await alone.step([randomBatch(spec, 2)]));
    group.dispose();
    alone.dispose();
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
      `parameters must hold ${parameters.length} numbers, got ${parameters.length - 1}`,
    );
    const two = specAt(1);
    for (const [field, change, optimizer] of [
      ['bidirectional', { bidirectional: true }, free],
      ['residual', { residual: true }, free],
      ['dropout', { dropout: 0.5 }, free],
      ['vocabulary', { vocabulary: 9 }, free],
      ['epsilonPlacement', {}, { ...free, epsilonPlacement: 'keras' as const }],
      ['learningRate', {}, { ...free, learningRate: 0 }],
    ] as const)
      await expect(
        backend.createTrainer({ spec: { ...two, ...change }, parameters, optimizer }),
      ).rejects.toThrow(new RegExp(`^${field} must be`));
    const trainer = await backend.createTrainer({ spec, parameters, optimizer: free });
    await expect(trainer.step([{ ...randomBatch(spec, 1), batchSize: 3 }])).rejects.toThrow(
      RangeError,
    );
    const lengths = Int32Array.of(3, 2, 3, 3);
    await expect(trainer.step([{ ...randomBatch(spec, 1), lengths }])).rejects.toThrow(
      'length must be 3, the sequence length, for stock TensorFlow.js, got 2',
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
