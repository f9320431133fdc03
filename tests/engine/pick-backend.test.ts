import { describe, expect, it, vi } from 'vitest';
import type { BackendId, TrainerOptions } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { BackendLoaders } from '#engine/loaders.ts';
import { firstSteps, pickBackend } from '#engine/pick-backend.ts';
import { BackendRefusal, errorText, failureReason } from '#engine/probe.ts';
import { FakeClock, fakeBackend, type FakeBackend, type FakeOptions } from './fake-backend.ts';

const model: TrainerOptions = {
  spec: {
    inputSize: 2,
    hiddenSize: 3,
    numLayers: 2,
    outputSize: 1,
    head: 'last',
    loss: 'mse',
    forgetBias: 1,
  },
  parameters: new Float32Array(1),
  optimizer: DEFAULT_OPTIMIZER,
};
const batch = {
  batchSize: 4,
  sequenceLength: 50,
  inputs: new Float32Array(400),
  targets: new Float32Array(4),
};

/** Backends that take so many fake ms per time step; `made` holds those that were loaded. */
function setup(speeds: Partial<Record<BackendId, number | Error>>, options: FakeOptions = {}) {
  const clock = new FakeClock();
  const made = new Map<BackendId, FakeBackend>();
  const asked: { id: BackendId; allowSoftware: boolean }[] = [];
  const loaders: BackendLoaders = Object.fromEntries(
    Object.entries(speeds).map(([name, speed]) => [
      name,
      async ({ allowSoftware }: { allowSoftware: boolean }) => {
        const id = name as BackendId;
        asked.push({ id, allowSoftware });
        if (speed instanceof Error) throw speed;
        const backend = fakeBackend(id, { clock, msPerTimeStep: speed, ...options });
        made.set(id, backend);
        return backend;
      },
    ]),
  );
  return { made, asked, clock, common: { model, batch, loaders, now: clock.now } };
}

describe('pickBackend', () => {
  it('takes the fastest and disposes of the others', async () => {
    const { made, common } = setup({ reference: 2, 'tfjs-webgpu': 3, 'tfjs-wasm': 1 });
    const { backend, probes } = await pickBackend({ choice: 'auto', ...common });
    expect(backend).toBe(made.get('tfjs-wasm'));
    expect(probes).toEqual([
      { backend: 'reference', device: 'fake reference', msPerStep: 100 },
      { backend: 'tfjs-webgpu', device: 'fake tfjs-webgpu', msPerStep: 150 },
      { backend: 'tfjs-wasm', device: 'fake tfjs-wasm', msPerStep: 50 },
    ]);
    expect([...made.values()].map(({ disposed }) => disposed)).toEqual([true, true, false]);
    expect(made.get('tfjs-wasm')?.trainers.every(({ disposed }) => disposed)).toBe(true);
  });

  it('stops a hopeless candidate before it has to train on a whole batch', async () => {
    const { made, common } = setup({ reference: 1, 'tfjs-cpu': 9 });
    const { backend, probes } = await pickBackend({ choice: 'auto', ...common });
    expect(backend?.id).toBe('reference');
    expect(probes[1]).toMatchObject({ backend: 'tfjs-cpu', reason: 'slower' });
    expect('detail' in (probes[1] ?? {}) && probes[1]).toMatchObject({
      detail: 'about 450 ms a step, the best so far 50 ms',
    });
    const lengths = made.get('tfjs-cpu')?.trainers[0]?.batches.map((b) => b.sequenceLength);
    expect(lengths).toEqual([2, 5]);
    expect(made.get('tfjs-cpu')?.disposed).toBe(true);
  });

  it('leaves the warm-up out of the time', async () => {
    const clock = new FakeClock();
    const loaders: BackendLoaders = {
      reference: async () =>
        fakeBackend('reference', {
          clock,
          msPerTimeStep: 1,
          update: ({ updates }) => {
            if (updates === 0) clock.time += 5000;
            return 1;
          },
        }),
    };
    const { probes } = await pickBackend({
      choice: 'auto',
      model,
      batch,
      loaders,
      now: clock.now,
    });
    expect(probes).toEqual([{ backend: 'reference', device: 'fake reference', msPerStep: 50 }]);
  });

  it('keeps the reason of each refusal and goes on to the next', async () => {
    const { common } = setup({
      reference: new TypeError('import failed'),
      'tfjs-webgpu': new BackendRefusal('no-adapter', 'nothing there'),
      'tfjs-wasm': 1,
    });
    const { backend, probes } = await pickBackend({ choice: 'auto', ...common });
    expect(backend?.id).toBe('tfjs-wasm');
    expect(probes.slice(0, 2)).toEqual([
      { backend: 'reference', reason: 'failed', detail: 'import failed' },
      { backend: 'tfjs-webgpu', reason: 'no-adapter', detail: 'nothing there' },
    ]);
  });

  it('tries only the reader’s choice, software included, however slow', async () => {
    const { asked, common } = setup({ reference: 1, 'tfjs-webgpu': 90 });
    const { backend, probes } = await pickBackend({ choice: 'tfjs-webgpu', ...common });
    expect(backend?.id).toBe('tfjs-webgpu');
    expect(asked).toEqual([{ id: 'tfjs-webgpu', allowSoftware: true }]);
    expect(probes).toEqual([
      { backend: 'tfjs-webgpu', device: 'fake tfjs-webgpu', msPerStep: 4500 },
    ]);
  });

  it('falls back to the others when the choice is refused, without asking for software', async () => {
    const { asked, common } = setup({
      reference: 1,
      'tfjs-webgpu': new BackendRefusal('no-webgpu', 'old browser'),
      'tfjs-wasm': 1.5,
    });
    const { backend, probes } = await pickBackend({ choice: 'tfjs-webgpu', ...common });
    expect(backend?.id).toBe('reference');
    expect(probes.map((probe) => probe.backend)).toEqual(['tfjs-webgpu', 'reference', 'tfjs-wasm']);
    expect(asked.map(({ allowSoftware }) => allowSoftware)).toEqual([true, false, false]);
  });

  it('does not try again what is given up, and finds nothing when nothing is left', async () => {
    const { asked, common } = setup({ reference: 1 });
    const given = [{ backend: 'reference', reason: 'failed', detail: 'broke' }] as const;
    const { backend, probes } = await pickBackend({ choice: 'reference', given, ...common });
    expect(backend).toBeUndefined();
    expect(probes).toEqual(given);
    expect(asked).toEqual([]);
  });

  it('turns a device that is lost while being timed into a reason', async () => {
    const { made, common } = setup(
      { 'tfjs-webgpu': 1 },
      { update: () => new Promise<number>(() => made.get('tfjs-webgpu')?.fail('gone')) },
    );
    const { backend, probes } = await pickBackend({ choice: 'auto', ...common });
    expect(backend).toBeUndefined();
    expect(probes).toEqual([{ backend: 'tfjs-webgpu', reason: 'device-lost', detail: 'gone' }]);
    expect(made.get('tfjs-webgpu')?.disposed).toBe(true);
  });

  it('loses patience with a candidate that hangs, and disposes of it should it still arrive', async () => {
    vi.useFakeTimers();
    const late = fakeBackend('tfjs-wasm');
    const { promise, resolve } = Promise.withResolvers<FakeBackend>();
    const { common } = setup({ reference: 1 });
    let loads = 0;
    const loaders: BackendLoaders = {
      ...common.loaders,
      'tfjs-wasm': () => promise,
      'tfjs-cpu': async () => {
        loads++;
        return fakeBackend('tfjs-cpu');
      },
    };
    const picking = pickBackend({ choice: 'auto', ...common, loaders });
    await vi.advanceTimersByTimeAsync(6000);
    const { backend, probes } = await picking;
    vi.useRealTimers();
    expect(backend?.id).toBe('reference');
    const refusal = {
      reason: 'failed',
      detail: 'not ready in the time there was for trying backends',
    };
    expect(probes.slice(1)).toEqual([
      { backend: 'tfjs-wasm', ...refusal },
      { backend: 'tfjs-cpu', ...refusal },
    ]);
    // With the time used up, nothing more is loaded.
    expect(loads).toBe(0);
    resolve(late);
    await vi.waitFor(() => {
      expect(late.disposed).toBe(true);
    });
  });

  it('gives nothing once it is aborted, and keeps nothing alive', async () => {
    const abort = new AbortController();
    const { made, asked, common } = setup(
      { reference: 1, 'tfjs-wasm': 1 },
      {
        update: () => {
          abort.abort();
          return 1;
        },
      },
    );
    const { backend } = await pickBackend({ choice: 'auto', signal: abort.signal, ...common });
    expect(backend).toBeUndefined();
    expect(asked.map(({ id }) => id)).toEqual(['reference']);
    expect(made.get('reference')?.disposed).toBe(true);
  });
});

describe('firstSteps', () => {
  const every = { ...model.spec, head: 'every', loss: 'softmax', outputSize: 5 } as const;

  it('is a view of the first time steps, with the targets that belong to them', () => {
    const inputs = Float32Array.from({ length: 20 * 4 * 2 }, (_, index) => index);
    const targets = Float32Array.from({ length: 20 * 4 }, (_, index) => index);
    const whole = { batchSize: 4, sequenceLength: 20, inputs, targets };
    const opening = firstSteps(whole, { spec: every }, 3);
    expect(opening.sequenceLength).toBe(3);
    expect(opening.inputs).toEqual(inputs.slice(0, 3 * 4 * 2));
    expect(opening.inputs.buffer).toBe(inputs.buffer);
    expect(opening.targets).toEqual(targets.slice(0, 3 * 4));
  });

  it('cuts lengths there, and takes one number a step of token numbers', () => {
    const whole = {
      batchSize: 3,
      sequenceLength: 4,
      inputs: Float32Array.from({ length: 12 }, (_, index) => index),
      targets: new Float32Array(3),
      lengths: Int32Array.of(1, 2, 4),
      initialState: { h: new Float32Array(18), c: new Float32Array(18) },
    };
    const opening = firstSteps(whole, { spec: { ...model.spec, vocabulary: 20 } }, 2);
    expect([...opening.inputs]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...(opening.lengths ?? [])]).toEqual([1, 2, 2]);
    expect([...whole.lengths]).toEqual([1, 2, 4]);
    expect(opening.initialState).toBe(whole.initialState);
  });

  it('keeps all targets of a head that reads the last step, and never adds time steps', () => {
    const short = { ...batch, sequenceLength: 1, inputs: batch.inputs.subarray(0, 8) };
    expect(firstSteps(short, model, 2)).toEqual(short);
  });
});

describe('errorText', () => {
  it('finds words in whatever was thrown', () => {
    expect(errorText(new RangeError('too big'))).toBe('too big');
    expect(errorText({ message: 'plain object' })).toBe('plain object');
    expect(errorText('a string')).toBe('a string');
    expect(errorText(undefined)).toBe('undefined');
    expect(errorText('')).toBe('unknown error');
  });
});

describe('failureReason', () => {
  it('tells what happened by the words for it', () => {
    expect(failureReason('device lost (unknown): crash', true)).toBe('device-lost');
    expect(failureReason('device error: validation', true)).toBe('device-error');
    expect(failureReason('device error: Out of memory', true)).toBe('out-of-memory');
    expect(failureReason('WebAssembly.Memory(): could not allocate memory', false)).toBe(
      'out-of-memory',
    );
    expect(failureReason('a worker fell silent: no answer for 4 s', true)).toBe('worker-failed');
    expect(failureReason('kernel broke', false)).toBe('failed');
  });
});
