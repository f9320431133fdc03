/**
 * What can fail in the middle of a run, each with fake backends on a clock of their own: how much training it costs,
 * whether the optimizer's state survives, and what the reader is told.
 */
import { describe, expect, it } from 'vitest';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import type { RefusalReason } from '#engine/probe.ts';
import type { Plan } from '#train/protocol.ts';
import { FakeClock, type FakeBackend, type FakeOptions } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

/** 1 ms a time step, ten of them, four models: 40 ms for a step of all, 24 s for the run. */
const LONG: Plan = { ...plan, steps: 600, evaluateEvery: 200 };
const MS_PER_UPDATE = 10;
/** The age of the model that meets the fault: in the middle, between two evaluations. */
const FAULT = 430;
const MOST_LOST_MS = 5000;

/** Runs on a backend that fails, and then on another that is slower. */
function faulty(fault: FakeOptions | ((run: SessionRun) => FakeOptions), blocking = false) {
  const clock = new FakeClock();
  let moved = NaN;
  let again = NaN;
  const first: { -readonly [Name in keyof FakeOptions]: FakeOptions[Name] } = {
    clock,
    blocking,
    msPerTimeStep: 1,
  };
  const run = new SessionRun(
    { 'tfjs-webgpu': first, 'tfjs-wasm': { clock, msPerTimeStep: 1.5, blocking } },
    { now: clock.now },
  );
  Object.assign(first, typeof fault === 'function' ? fault(run) : fault);
  run.onMessage = ({ type }) => {
    if (type === 'moved') moved = clock.time;
    if (type === 'chosen') again = clock.time;
  };
  return {
    run,
    async finish() {
      run.session.start(LONG, 'auto');
      await run.session.ended;
      return { recoveryMs: again - moved };
    },
  };
}

/** Milliseconds of training that were made twice, summed over all models. */
function lostMs([first, second]: readonly FakeBackend[]): number {
  const own = (backend: FakeBackend | undefined) =>
    (backend?.trainers ?? []).filter(({ batches: [batch] }) => batch?.sequenceLength === 10);
  // Picking's trainers are there as well, but on a few batches.
  const made = own(first).filter(({ age }) => age > 20);
  const resumed = own(second).filter(({ age }) => age > 20);
  expect(resumed).toHaveLength(4);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const total =
    sum(made.map(({ age }) => age)) - sum(resumed.map(({ age, updates }) => age - updates));
  return total * MS_PER_UPDATE;
}

const hang = (): Promise<number> => new Promise<number>(() => undefined);
type Fault = [
  what: string,
  reason: RefusalReason,
  detail: string,
  fault: (run: SessionRun) => FakeOptions,
];

const during = (act: (run: SessionRun) => number | Promise<number>) => (run: SessionRun) => ({
  update: ({ age }: { age: number }) => (age === FAULT ? act(run) : 1),
});
const faults: Fault[] = [
  [
    'the device is lost, and work under way never ends',
    'device-lost',
    'device lost (unknown): crash',
    during((run) => {
      run.backends[0]?.fail('device lost (unknown): crash');
      return hang();
    }),
  ],
  [
    'the device reports an error that nobody caught',
    'device-error',
    'device error: validation',
    during((run) => {
      run.backends[0]?.fail('device error: validation');
      return 1;
    }),
  ],
  [
    'memory runs out',
    'out-of-memory',
    'out of memory: 256 MiB',
    during(() => {
      throw new Error('out of memory: 256 MiB');
    }),
  ],
  [
    'the device reports that memory ran out',
    'out-of-memory',
    'device error: out of memory',
    during((run) => {
      run.backends[0]?.fail('device error: out of memory');
      return hang();
    }),
  ],
  [
    'a kernel throws',
    'failed',
    'kernel broke',
    during(() => {
      throw new Error('kernel broke');
    }),
  ],
  [
    'a worker of the pool dies',
    'worker-failed',
    'a worker failed: Uncaught RuntimeError: unreachable',
    during((run) => {
      run.backends[0]?.fail('a worker failed: Uncaught RuntimeError: unreachable');
      return hang();
    }),
  ],
];

describe.each([
  ['groups that step at once', false],
  ['models that take turns', true],
])('%s', (_, blocking) => {
  it.each(faults)('%s', async (_what, reason, detail, fault) => {
    const { run, finish } = faulty(fault, blocking);
    const { recoveryMs } = await finish();
    expect(run.of('moved')).toEqual([
      { type: 'moved', probe: { backend: 'tfjs-webgpu', reason, detail } },
    ]);
    for (const words of Object.values(CONTROL_STRINGS))
      expect(words.refused('tfjs-webgpu', reason)).toMatch(/WebGPU.+\S/);
    // The next backend was made to restore what the first had saved, moments included, or it would have thrown.
    expect(run.of('chosen').map(({ backend }) => backend)).toEqual(['tfjs-webgpu', 'tfjs-wasm']);
    expect(run.last).toMatchObject({ state: 'finished', done: 2400, total: 2400 });
    expect(lostMs(run.backends.filter(({ trainers }) => trainers.length > 1))).toBeLessThanOrEqual(
      MOST_LOST_MS,
    );
    expect(recoveryMs).toBeLessThanOrEqual(MOST_LOST_MS);
    expect(run.points).toHaveLength(16);
  });
});

describe('before the first update', () => {
  it('a shader that does not compile keeps the backend out', async () => {
    const { run, finish } = faulty({
      create: () => {
        throw new Error('lstm-forward.wgsl:12:3: unresolved type');
      },
    });
    await finish();
    expect(run.of('moved')).toEqual([]);
    expect(run.of('chosen')[0]).toMatchObject({
      backend: 'tfjs-wasm',
      probes: [{ reason: 'failed', detail: 'lstm-forward.wgsl:12:3: unresolved type' }, {}],
    });
    expect(run.last).toMatchObject({ state: 'finished' });
  });

  it.each([
    ['a shader of the group', 'failed', 'group.wgsl:1:1: no such function'],
    ['memory for the group', 'out-of-memory', 'out of memory'],
  ])('%s fails: the next backend takes over', async (_, reason, detail) => {
    const { run, finish } = faulty({
      group: () => {
        throw new Error(detail);
      },
    });
    await finish();
    expect(run.of('moved')[0]?.probe).toMatchObject({ reason, detail });
    expect(run.last).toMatchObject({ state: 'finished', done: 2400 });
  });

  it('a group that is too large for the backend becomes two', async () => {
    const { run, finish } = faulty({
      group: (members) => {
        if (members > 1) throw new RangeError('models of a group must be at most 1, got 2');
      },
    });
    await finish();
    expect(run.of('moved')).toEqual([]);
    expect(run.backends[0]?.groups).toEqual([1, 1, 1, 1]);
    expect(run.last).toMatchObject({ state: 'finished', done: 2400 });
  });
});
