/** A real device that is destroyed, or reports an error, in the middle of a run on our own shaders. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import type { FromWorker, Plan } from '#train/protocol.ts';
import { TrainingSession } from '#train/session.ts';

const spec = {
  inputSize: 2,
  hiddenSize: 4,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
} as const;
const plan: Plan = {
  task: 'adding',
  sequenceLength: 10,
  batchSize: 4,
  learningRate: 0.01,
  steps: 12,
  seeds: [1, 2],
  arms: [{ id: 'one', spec }],
  evaluateEvery: 4,
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** Keeps hold of every device that is requested. */
function watchDevices(): GPUDevice[] {
  const devices: GPUDevice[] = [];
  const request = GPUAdapter.prototype.requestDevice;
  vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (
    this: GPUAdapter,
    ...descriptor
  ) {
    const device = await request.apply(this, descriptor);
    devices.push(device);
    return device;
  });
  return devices;
}

const uncaptured =
  (error: GPUError) =>
  (device: GPUDevice): void => {
    device.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  };
const destroy = (device: GPUDevice): void => {
  device.destroy();
};

describe('a run whose device', () => {
  it.each([
    ['is destroyed', 'device-lost', destroy],
    ['reports an error', 'device-error', uncaptured(new GPUValidationError('binding too small'))],
    ['has no memory left', 'out-of-memory', uncaptured(new GPUOutOfMemoryError('out of memory'))],
  ] as const)('%s goes on elsewhere, with all it had learned', async (_, reason, harm) => {
    const devices = watchDevices();
    const messages: FromWorker[] = [];
    const session = new TrainingSession((message) => messages.push(message), {
      only: ['webgpu', 'reference'],
      loaders: BACKEND_LOADERS,
    });
    const of = <T extends FromWorker['type']>(type: T) =>
      messages.filter((m): m is Extract<FromWorker, { type: T }> => m.type === type);
    session.start(plan, 'webgpu');
    session.pause();
    for (let step = 0; step < 6; step++) session.step();
    await vi.waitFor(
      () => {
        expect(
          of('checkpoint')
            .at(-1)
            ?.checkpoint.models.map(({ step }) => step),
        ).toEqual([6, 6]);
      },
      { timeout: 60_000 },
    );
    const device = devices.at(-1);
    if (device === undefined) throw new Error('no device was requested');
    harm(device);
    await vi.waitFor(() => expect(of('chosen')).toHaveLength(2), { timeout: 60_000 });
    session.resume();
    await session.ended;
    expect(of('moved').map(({ probe }) => probe)).toMatchObject([{ backend: 'webgpu', reason }]);
    expect(of('chosen').map(({ backend }) => backend)).toEqual(['webgpu', 'reference']);
    const after = messages.slice(messages.findIndex(({ type }) => type === 'moved'));
    const done = after.flatMap((message) => (message.type === 'report' ? [message.done] : []));
    expect(Math.min(...done)).toBe(12);
    expect(messages.at(-1)).toMatchObject({ state: 'finished', done: 24 });
    const points = of('report').flatMap((report) => report.points);
    expect(points.filter(({ seed }) => seed === 1).map(({ step }) => step)).toEqual([0, 4, 8, 12]);
  });

  it('cannot make a pipeline is left out, with the words for it', async () => {
    vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync').mockRejectedValue(
      new GPUPipelineError('lstm.wgsl:12:3 unresolved type', { reason: 'validation' }),
    );
    const messages: FromWorker[] = [];
    const session = new TrainingSession((message) => messages.push(message), {
      only: ['webgpu', 'reference'],
      loaders: BACKEND_LOADERS,
    });
    session.start(plan, 'webgpu');
    await session.ended;
    const chosen = messages.find((message) => message.type === 'chosen');
    expect(chosen?.backend).toBe('reference');
    expect(chosen?.probes[0]).toMatchObject({
      backend: 'webgpu',
      reason: 'failed',
      detail: expect.stringContaining('unresolved type') as string,
    });
    expect(messages.at(-1)).toMatchObject({ state: 'finished', done: 24 });
  });
});
