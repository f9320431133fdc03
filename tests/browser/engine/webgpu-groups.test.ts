/** Models side by side on the WebGPU engine, runs that are resumed or repeated, limits, and a device that is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend, Trainer } from '#engine/backend.ts';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createWebgpuBackend } from '#engine/webgpu/backend.ts';
import type { Batch } from '#model/batch.ts';
import { optionsOf, randomBatch, small } from './webgpu-models.ts';

const spec = { ...small, numLayers: 2, dropout: 0.3 } as const;
const seeds = [1, 2, 3, 4, 5];
const batchesOf = (seed: number, count = 4): Batch[] =>
  Array.from({ length: count }, (_, k) => randomBatch(spec, 100 * seed + k));

let backend: Backend;
let failure: string | undefined;

beforeAll(async () => {
  backend = createWebgpuBackend(await requestGpu(true));
  void backend.failed.then((reason) => (failure = reason));
});

afterAll(() => {
  expect(failure).toBeUndefined();
  backend.dispose();
});

/** Losses and weights after training each seed's model by itself. */
const alone = async () => {
  const found = [];
  for (const seed of seeds) {
    const trainer = await backend.createTrainer(optionsOf(spec, seed));
    const losses = await trainer.step(batchesOf(seed));
    found.push({ losses, parameters: await trainer.parameters() });
    trainer.dispose();
  }
  return found;
};

describe('a group', () => {
  it('learns what its models learn alone, each with its own data and dropout', async () => {
    const group = await backend.createGroup(seeds.map((seed) => optionsOf(spec, seed)));
    const losses = await group.step(seeds.map((seed) => batchesOf(seed)));
    for (const [k, expected] of (await alone()).entries()) {
      expect(losses[k]).toEqual(expected.losses);
      expect(await group.members[k]!.parameters()).toEqual(expected.parameters);
    }
    group.dispose();
  });

  it('runs in sub-groups where a binding would be too large', async () => {
    const gpu = await requestGpu(true);
    // The gradients of a model take 2048 bytes: two models fit.
    const limits = { maxStorageBufferBindingSize: 5000 };
    const narrow = createWebgpuBackend(gpu, { limits });
    const group = await narrow.createGroup(seeds.map((seed) => optionsOf(spec, seed)));
    const losses = await group.step(seeds.map((seed) => batchesOf(seed)));
    for (const [k, expected] of (await alone()).entries())
      expect(losses[k]).toEqual(expected.losses);
    narrow.dispose();
  });

  it('lets its members train, be restored and be disposed of one by one', async () => {
    const group = await backend.createGroup([1, 2].map((seed) => optionsOf(spec, seed)));
    const [first, second] = group.members as [Trainer, Trainer];
    const before = await second.parameters();
    const losses = await first.step(batchesOf(1));
    expect(await second.parameters()).toEqual(before);
    await second.restore(await first.save());
    expect(await second.parameters()).toEqual(await first.parameters());
    first.dispose();
    await expect(first.step(batchesOf(1))).rejects.toThrow('disposed');
    expect(await second.step(batchesOf(2))).toHaveLength(4);
    expect(losses[0]).toBeGreaterThan(0);
    second.dispose();
    await expect(group.step([[], []])).rejects.toThrow('disposed');
  });
});

describe('a run', () => {
  it('is the same twenty times of twenty', async () => {
    const runs = [];
    for (let run = 0; run < 20; run++) {
      const trainer = await backend.createTrainer(optionsOf(spec, 1));
      runs.push([...(await trainer.step(batchesOf(1))), ...(await trainer.parameters())]);
      trainer.dispose();
    }
    for (const run of runs) expect(run).toEqual(runs[0]);
  });

  it.each(['adam', 'sgd'] as const)('resumes bit by bit with %s', async (kind) => {
    const options = optionsOf(spec, 4, { kind });
    const trainer = await backend.createTrainer(options);
    await trainer.step(batchesOf(1));
    trainer.configure({ learningRate: 0.02 });
    const state = structuredClone(await trainer.save());
    const resumed = await backend.createTrainer({
      ...options,
      parameters: new Float32Array(options.parameters.length),
    });
    await resumed.restore(state);
    resumed.configure({ learningRate: 0.02 });
    expect(await resumed.step(batchesOf(2))).toEqual(await trainer.step(batchesOf(2)));
    expect(await resumed.save()).toEqual(await trainer.save());
    expect(state.updates).toBe(4);
    await expect(resumed.restore({ ...state, updates: -1 })).rejects.toThrow('got -1');
    await expect(resumed.restore({ ...state, parameters: new Float32Array(3) })).rejects.toThrow(
      'got 3',
    );
  });

  it('takes batches of changing shapes in order', async () => {
    const batches = [3, 3, 6, 2, 6].map((sequenceLength, k) =>
      randomBatch(spec, k, { sequenceLength }),
    );
    const [together, single] = await Promise.all(
      [0, 1].map(() => backend.createTrainer(optionsOf(spec, 1))),
    );
    const losses = await together!.step(batches);
    for (const [k, batch] of batches.entries())
      expect((await single!.step([batch]))[0]).toBe(losses[k]);
    expect(await together!.parameters()).toEqual(await single!.parameters());
  });

  it('ends when its trainer is disposed of', async () => {
    const trainer = await backend.createTrainer(optionsOf(spec, 1));
    await trainer.step(batchesOf(1));
    const step = trainer.step(batchesOf(1));
    const next = trainer.step(batchesOf(1));
    trainer.dispose();
    await expect(step).rejects.toThrow('disposed');
    await expect(next).rejects.toThrow('disposed');
  });

  it('reports a diverging model in its losses and does not fail', async () => {
    const trainer = await backend.createTrainer(
      optionsOf(spec, 1, { kind: 'sgd', learningRate: 10, clipNorm: 1e30 }),
    );
    const losses = await trainer.step(Array.from({ length: 30 }, () => randomBatch(spec, 1)));
    expect(losses).toHaveLength(30);
    expect(
      Math.max(...losses.map((loss) => (Number.isFinite(loss) ? loss : Infinity))),
    ).toBeGreaterThan(100);
  });
});

describe('limits', () => {
  it('refuses a batch that is too large for the device and names the bytes', async () => {
    const gpu = await requestGpu(true);
    const narrow = createWebgpuBackend(gpu, { limits: { maxStorageBufferBindingSize: 1000 } });
    const trainer = await narrow.createTrainer(optionsOf(spec, 1));
    await expect(trainer.step(batchesOf(1, 1))).rejects.toThrow(
      /at most 1000 bytes on this device, got \d+/,
    );
    narrow.dispose();
  });

  it('refuses models, seeds and batches that do not fit', async () => {
    await expect(
      backend.createTrainer({ ...optionsOf(spec, 1), spec: { ...spec, hiddenSize: 257 } }),
    ).rejects.toThrow('hiddenSize must be 1…256, got 257');
    await expect(backend.createTrainer({ ...optionsOf(spec, 1), seed: -1 })).rejects.toThrow(
      'seed must be 0…4294967295, got -1',
    );
    await expect(backend.createGroup([])).rejects.toThrow('at least 1 model');
    const group = await backend.createGroup([1, 2].map((seed) => optionsOf(spec, seed)));
    await expect(
      group.step([[randomBatch(spec, 1)], [randomBatch(spec, 1, { batchSize: 3 })]]),
    ).rejects.toThrow('batches of one step must share a shape, got 6×4 and 6×3');
    await expect(group.members[0]!.inspect(randomBatch(spec, 1), 4)).rejects.toThrow(
      'row must be 0…3, got 4',
    );
  });
});

describe('a device', () => {
  it('that is lost fails the backend and what was under way', async () => {
    const gpu = await requestGpu(true);
    const lost = createWebgpuBackend(gpu);
    const trainer = await lost.createTrainer(optionsOf(small, 1));
    await trainer.step([randomBatch(small, 1)]);
    const step = trainer.step([randomBatch(small, 2)]);
    gpu.device.destroy();
    await expect(step).rejects.toThrow();
    expect(await lost.failed).toMatch(/device lost/);
  });

  it('that is destroyed with its backend has not failed', async () => {
    const gone = createWebgpuBackend(await requestGpu(true));
    let reason: string | undefined;
    void gone.failed.then((text) => (reason = text));
    gone.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reason).toBeUndefined();
    await expect(gone.createTrainer(optionsOf(small, 1))).rejects.toThrow('disposed');
  });
});
