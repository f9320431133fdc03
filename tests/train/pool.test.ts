/** A backend in several workers: the same numbers, the work spread, and no death unnoticed. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Backend, TrainerOptions } from '#engine/backend.ts';
import type { BackendLoaders } from '#engine/loaders.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { hostPool } from '#train/pool-host.ts';
import type { PoolProcess } from '#train/pool-member.ts';
import type { FromPool, PoolPort, ToPool } from '#train/pool-protocol.ts';
import { poolSize } from '#train/pool-size.ts';
import { startPool } from '#train/pool.ts';
import { FakeClock, fakeBackend, type FakeBackend } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

afterEach(() => {
  vi.useRealTimers();
  for (const process of processes.splice(0)) process.terminate();
});

/** A process on this thread, behind real messages. */
class FakeProcess implements PoolProcess {
  onmessage: ((event: MessageEvent<FromPool>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  terminated = false;
  readonly #page: MessagePort;
  readonly #host: MessagePort;

  constructor(loaders: BackendLoaders) {
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#host = port2;
    port1.onmessage = (event) => this.onmessage?.(event as MessageEvent<FromPool>);
    hostPool(port2 as unknown as PoolPort<FromPool, ToPool>, loaders);
    processes.push(this);
  }
  postMessage(message: ToPool, transfer: Transferable[]): void {
    if (!this.terminated) this.#page.postMessage(message, transfer);
  }
  terminate(): void {
    this.terminated = true;
    this.#page.close();
    this.#host.close();
  }
  fallSilent(): void {
    this.#host.close();
  }
  /** What a browser says of a worker that threw, or whose script was refused. */
  crash(message?: string): void {
    this.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
  }
}
const processes: FakeProcess[] = [];

const spec = { ...plan.arms[1]!.spec, dropout: 0.2 };
const optionsOf = (seed: number): TrainerOptions => ({
  spec,
  seed,
  parameters: initialParameters(spec, seed),
  optimizer: DEFAULT_OPTIMIZER,
});
const batchOf = (seed: number, step: number): Batch => ({
  batchSize: 2,
  sequenceLength: 5,
  inputs: Float32Array.from({ length: 20 }, (_, n) => Math.sin(n + seed + 7 * step)),
  targets: Float32Array.of(0.5, -0.5),
});
const reference: BackendLoaders = { reference: async () => createReferenceBackend() };
const poolOf = (workers: number, loaders = reference): Promise<Backend> =>
  startPool(
    { id: 'reference', device: 'CPU', workers, msPerStep: 1 },
    () => new FakeProcess(loaders),
  );

describe('a pool', () => {
  it('computes the very bits that one thread does, whatever is asked', async () => {
    const seeds = [1, 2, 3];
    const batches = seeds.map((seed) => [0, 1, 2].map((step) => batchOf(seed, step)));
    const use = async (backend: Backend) => {
      const group = await backend.createGroup(seeds.map(optionsOf));
      const losses = await group.step(batches);
      for (const member of group.members) member.configure({ learningRate: 0.5 });
      const more = await group.step(batches);
      const third = group.members[2]!;
      const state = await third.save();
      const other = await backend.createTrainer(optionsOf(9));
      await other.restore(state);
      const batch = batches[2]![0]!;
      return {
        losses: [...losses, ...more],
        state,
        restored: await other.save(),
        parameters: await third.parameters(),
        predicted: await third.predict(batch),
        gradients: await third.differentiate(batch),
        inspection: await third.inspect(batch, 1),
      };
    };
    const pool = await poolOf(2);
    expect(pool).toMatchObject({ id: 'reference', device: 'CPU ×2', blocking: false });
    expect(await use(pool)).toEqual(await use(createReferenceBackend()));
    // Neither batches nor states were given away.
    expect(batches[0]![0]!.inputs.length).toBe(20);
    pool.dispose();
    expect(processes.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  it('spreads its trainers evenly, and steps a group side by side', async () => {
    const backends: FakeBackend[] = [];
    let atWork = 0;
    let most = 0;
    const loaders: BackendLoaders = {
      reference: async () => {
        const backend = fakeBackend('reference', {
          update: async () => {
            most = Math.max(most, ++atWork);
            await new Promise((resolve) => setTimeout(resolve, 20));
            return atWork--;
          },
        });
        backends.push(backend);
        return backend;
      },
    };
    const pool = await poolOf(3, loaders);
    const one = await pool.createGroup([1, 2, 3, 4].map(optionsOf));
    const two = await pool.createGroup([1, 2].map(optionsOf));
    expect(backends.map(({ trainers }) => trainers.length)).toEqual([2, 2, 2]);
    await one.step([1, 2, 3, 4].map((seed) => [batchOf(seed, 0)]));
    expect(most).toBe(3);
    two.dispose();
    await vi.waitFor(() => {
      const alive = backends.map(({ trainers }) => trainers.filter((t) => !t.disposed).length);
      expect(alive.toSorted()).toEqual([1, 1, 2]);
    });
  });

  it('tells a wrong request from a failure', async () => {
    const pool = await poolOf(2);
    await expect(
      pool.createTrainer({ ...optionsOf(1), spec: { ...spec, hiddenSize: 0 } }),
    ).rejects.toThrow(new RangeError('hiddenSize must be 1…256, got 0'));
    const trainer = await pool.createTrainer(optionsOf(1));
    await expect(trainer.inspect(batchOf(1, 0), 5)).rejects.toBeInstanceOf(RangeError);
    trainer.dispose();
    await expect(trainer.save()).rejects.toThrow('disposed');
  });

  it('is not started where a worker cannot load the backend', async () => {
    const loaders = { reference: () => Promise.reject(new Error('no SIMD here')) };
    await expect(poolOf(2, loaders)).rejects.toThrow('no SIMD here');
    expect(processes.every(({ terminated }) => terminated)).toBe(true);
  });

  it.each([
    ['Uncaught RuntimeError: unreachable', 'a worker failed: Uncaught RuntimeError: unreachable'],
    [undefined, 'a worker failed: the worker could not be loaded'],
  ])('fails when a worker crashes (%s), and so does the work under way', async (text, detail) => {
    const pool = await poolOf(2);
    const group = await pool.createGroup([1, 2].map(optionsOf));
    const work = group.step([[batchOf(1, 0)], [batchOf(2, 0)]]);
    processes[1]?.crash(text);
    await expect(work).rejects.toThrow(detail);
    expect(await pool.failed).toBe(detail);
    await expect(group.members[1]!.save()).rejects.toThrow(detail);
  });

  it.each([
    [1, 5],
    [100, 7],
  ])('fails when a worker falls silent: at %d ms an update after %d s', async (msPerStep, s) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const pool = await startPool(
      { id: 'reference', device: 'CPU', workers: 2, msPerStep },
      () => new FakeProcess(reference),
    );
    const trainer = await pool.createTrainer(optionsOf(1));
    // Nothing is expected of a worker that was not asked.
    vi.advanceTimersByTime(60_000);
    processes[0]?.fallSilent();
    const detail = `a worker fell silent: no message for ${s} s`;
    const failing = expect(trainer.step([batchOf(1, 0)])).rejects.toThrow(detail);
    vi.advanceTimersByTime(1000 * (s - 1));
    expect(processes[0]?.terminated).toBe(false);
    vi.advanceTimersByTime(1000);
    await failing;
    expect(await pool.failed).toBe(detail);
  });
});

describe('how many workers', () => {
  const cpu = { blocking: true };
  it('as many as models, cores but one, and eight at most; two anywhere', () => {
    expect(poolSize(cpu, 1, 5, 16)).toBe(5);
    expect(poolSize(cpu, 1, 5, 4)).toBe(3);
    expect(poolSize(cpu, 1, 5, 1)).toBe(2);
    expect(poolSize(cpu, 1, 20, 64)).toBe(8);
  });
  it('one for a single model, a GPU, or updates shorter than the way to a worker', () => {
    expect(poolSize(cpu, 1, 1, 16)).toBe(1);
    expect(poolSize({ blocking: false }, 1, 5, 16)).toBe(1);
    expect(poolSize(cpu, 0.2, 5, 16)).toBe(1);
  });
});

describe('a session with a pool', () => {
  it('trains there, to the same scores, and moves on when a worker dies', async () => {
    const clock = new FakeClock();
    const slow = { clock, blocking: true, msPerTimeStep: 1 };
    const pools: FakeBackend[] = [];
    const run: SessionRun = new SessionRun(
      { wasm: slow, reference: { ...slow, msPerTimeStep: 2 } },
      {
        now: clock.now,
        pool: async ({ id, device, workers }) => {
          const backend = fakeBackend(id, {
            clock,
            msPerTimeStep: 0.5,
            update: ({ age }) => {
              if (id === 'wasm' && age === 300) backend.fail('a worker failed: unreachable');
              return 1;
            },
          });
          pools.push(backend);
          return Object.assign(backend, { device: `${device} ×${workers}` });
        },
      },
    );
    run.session.start({ ...plan, steps: 500, evaluateEvery: 250 }, 'auto');
    await run.session.ended;
    expect(run.of('chosen').map(({ device }) => device)).toEqual([
      'fake wasm ×2',
      'fake reference ×2',
    ]);
    expect(run.of('moved')[0]?.probe).toEqual({
      backend: 'wasm',
      reason: 'worker-failed',
      detail: 'a worker failed: unreachable',
    });
    expect(run.last).toMatchObject({ state: 'finished', done: 2000 });
    expect(run.backends.every(({ disposed }) => disposed)).toBe(true);
    expect(pools.every(({ disposed }) => disposed)).toBe(true);
    expect(pools.map(({ groups }) => groups)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    // One update of one model, of two that train side by side.
    expect(run.of('report').at(-1)?.msPerStep.one).toBeCloseTo(5);
  });

  it('trains on its own thread where workers in workers are missing', async () => {
    const clock = new FakeClock();
    const run = new SessionRun(
      { wasm: { clock, blocking: true, msPerTimeStep: 1 } },
      { now: clock.now, pool: () => Promise.reject(new ReferenceError('Worker is not defined')) },
    );
    run.session.start(plan, 'auto');
    await run.session.ended;
    expect(run.of('chosen')[0]?.device).toBe('fake wasm');
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
  });
});
