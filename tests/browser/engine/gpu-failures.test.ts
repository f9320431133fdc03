/** Everything that goes wrong with a GPU, in Chromium with a software adapter. */
import { backend as currentBackend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createWebgpuBackend } from '#engine/tfjs/webgpu.ts';
import { initialParameters } from '#model/initialise.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { FromWorker } from '#train/protocol.ts';
import { TrainingSession } from '#train/session.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const spec: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 3,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};
const batch = {
  batchSize: 2,
  sequenceLength: 3,
  inputs: new Float32Array(12).fill(0.5),
  targets: new Float32Array(2),
};
const model = { spec, parameters: initialParameters(spec, 1), optimizer: DEFAULT_OPTIMIZER };

const deviceInUse = (): GPUDevice => (currentBackend() as WebGPUBackend).device as GPUDevice;

describe('requestGpu', () => {
  it('finds the software adapter when that is allowed', async () => {
    const { device, name } = await requestGpu(true);
    expect(name).toMatch(/swiftshader/);
    device.destroy();
  });

  it('refuses it otherwise', async () => {
    await expect(requestGpu(false)).rejects.toMatchObject({ reason: 'software-adapter' });
  });

  it('says so when the browser has no WebGPU', async () => {
    vi.stubGlobal('navigator', {});
    await expect(requestGpu(true)).rejects.toMatchObject({ reason: 'no-webgpu' });
  });

  it('says so when there is no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(requestGpu(true)).rejects.toMatchObject({ reason: 'no-adapter' });
  });

  it('says so when the adapter gives no device', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (adapter === null) throw new Error('this test needs an adapter');
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(adapter);
    vi.spyOn(adapter, 'requestDevice').mockRejectedValue(new DOMException('consumed'));
    await expect(requestGpu(true)).rejects.toMatchObject({ reason: 'failed', message: 'consumed' });
  });
});

describe('a WebGPU backend', () => {
  it('names its device', async () => {
    const backend = await createWebgpuBackend(await requestGpu(true));
    expect(backend.device).toMatch(/swiftshader/);
    backend.dispose();
  });

  it('fails when its device is lost, and so does the work under way', async () => {
    const backend = await createWebgpuBackend(await requestGpu(true));
    const trainer = await backend.createTrainer(model);
    await trainer.step([batch]);
    const work = trainer.step([batch]);
    deviceInUse().destroy();
    await expect(work).rejects.toThrow();
    expect(await backend.failed).toMatch(/^device lost \(destroyed\)/);
    backend.dispose();
  });

  it('fails when the device reports an error that nobody caught', async () => {
    const backend = await createWebgpuBackend(await requestGpu(true));
    const device = deviceInUse();
    const size = device.limits.maxBufferSize + 4;
    device.createBuffer({ size, usage: GPUBufferUsage.STORAGE });
    device.queue.submit([]);
    expect(await backend.failed).toMatch(/^device error: /);
    backend.dispose();
  });

  it('does not count its own end as failure', async () => {
    const backend = await createWebgpuBackend(await requestGpu(true));
    const device = deviceInUse();
    backend.dispose();
    await device.lost;
    const winner = await Promise.race([
      backend.failed,
      new Promise<string>((resolve) => setTimeout(resolve, 100, 'nothing')),
    ]);
    expect(winner).toBe('nothing');
  });
});

describe('a session whose GPU is lost', () => {
  it('moves to the next backend and finishes there', async () => {
    const messages: FromWorker[] = [];
    const session = new TrainingSession(
      (message) => {
        messages.push(message);
        if (message.type === 'report' && message.points.length > 0 && deviceIsGpu())
          deviceInUse().destroy();
      },
      { only: ['tfjs-webgpu', 'reference'], loaders: BACKEND_LOADERS },
    );
    const deviceIsGpu = (): boolean =>
      messages.findLast((message) => message.type === 'chosen')?.backend === 'tfjs-webgpu';
    session.start(
      {
        task: 'adding',
        sequenceLength: 10,
        batchSize: 4,
        learningRate: 0.01,
        steps: 6,
        seeds: [1],
        arms: [{ id: 'one', spec }],
        evaluateEvery: 2,
      },
      'tfjs-webgpu',
    );
    await session.ended;
    expect(messages.filter((m) => m.type === 'chosen').map((m) => m.backend)).toEqual([
      'tfjs-webgpu',
      'reference',
    ]);
    expect(messages.find((m) => m.type === 'moved')?.probe).toMatchObject({
      backend: 'tfjs-webgpu',
      reason: 'device-lost',
    });
    expect(messages.at(-1)).toMatchObject({ type: 'report', state: 'finished', done: 6 });
    const points = messages.flatMap((m) => (m.type === 'report' ? m.points : []));
    expect(points.map(({ step }) => step)).toEqual([0, 2, 4, 6]);
  });
});
