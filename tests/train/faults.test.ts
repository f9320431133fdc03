/**
 * What can fail in the middle of a run, each with fake backends on a clock of their own: how much training it costs,
 * whether the optimizer's state survives, and what the reader is told.
 */
import { describe, expect, it } from 'vitest';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import type { RefusalReason } from '#engine/probe.ts';
import type { FromWorker, Plan, RunCheckpoint } from '#train/protocol.ts';
import {
  FakeClock,
  fakeBackend,
  type FakeBackend,
  type FakeOptions,
} from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

/** 1 ms a time step, ten of them, four models: 40 ms for a step of all, 24 s for the run. */
const LONG: Plan = { ...plan, steps: 600, evaluateEvery: 200 };
const MS_PER_UPDATE = 10;
/** The age of the model that meets the fault: in the middle, between two evaluations. */
const FAULT = 333;
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

describe('a run that goes on from a checkpoint', () => {
  const latest = (messages: readonly FromWorker[]): RunCheckpoint | undefined =>
    messages.findLast((message) => message.type === 'checkpoint')?.checkpoint;

  it('makes the updates still due, with the learning rate of then, and no score of before', async () => {
    const clock = new FakeClock();
    const run = new SessionRun({ reference: { clock, msPerTimeStep: 1 } }, { now: clock.now });
    run.session.start(LONG, 'auto');
    run.session.configure(0.25);
    await run.until((message) => message.type === 'report' && message.done > 1300);
    run.session.stop();
    await run.session.ended;
    const from = latest(run.messages);
    const steps = from?.models.map(({ step }) => step) ?? [];
    expect(Math.min(...steps)).toBeGreaterThan(200);

    const next = new SessionRun({ reference: { clock, msPerTimeStep: 1 } }, { now: clock.now });
    next.session.start(LONG, 'auto', structuredClone(from));
    await next.session.ended;
    expect(next.last).toMatchObject({ state: 'finished', done: 2400, total: 2400 });
    const order = (a: number, b: number) => a - b;
    expect(
      next
        .trainers()
        .map(({ age, updates }) => age - updates)
        .toSorted(order),
    ).toEqual(steps.toSorted(order));
    expect(next.trainers().map(({ options }) => options.optimizer.learningRate)).toEqual(
      Array(4).fill(0.25),
    );
    expect(next.points.map(({ step }) => step).toSorted(order)).toEqual(
      [400, 600].flatMap((step) => Array<number>(4).fill(step)),
    );
  });

  it('does not try again what failed before it', async () => {
    const { run, finish } = faulty(
      during(() => {
        throw new Error('kernel broke');
      }),
    );
    await finish();
    const from = latest(run.messages);
    expect(from?.given).toMatchObject([{ backend: 'tfjs-webgpu', detail: 'kernel broke' }]);
    const next = new SessionRun({ 'tfjs-webgpu': {}, reference: {} });
    next.session.start(LONG, 'auto', from);
    await next.session.ended;
    expect(next.backends.map(({ id }) => id)).toEqual(['reference']);
  });

  it('is refused when the checkpoint is of another run', async () => {
    const run = new SessionRun();
    const model = { arm: 'one', seed: 1, step: 0, scored: -1 };
    run.session.start(plan, 'auto', { learningRate: 0.1, given: [], models: [model] });
    await run.session.ended;
    expect(run.messages).toEqual([
      {
        type: 'failed',
        reason: 'bad-plan',
        detail: 'checkpoint of arm two, seed 1 must be there',
      },
    ]);
  });

  it('is refused when a state does not fit its model', async () => {
    const run = new SessionRun();
    const none = new Float32Array(0);
    const state = { parameters: none, m: none, v: none, updates: 5 };
    const models = plan.seeds.flatMap((seed) =>
      plan.arms.map(({ id: arm }) => ({ arm, seed, step: 5, scored: 5, state })),
    );
    run.session.start(plan, 'auto', { learningRate: 0.1, given: [], models });
    await run.session.ended;
    expect(run.last).toMatchObject({
      reason: 'bad-plan',
      detail: expect.stringMatching(/^parameters must hold \d+ numbers, got 0$/) as string,
    });
  });
});

describe('divergence', () => {
  it('keeps the last checkpoint that is finite', async () => {
    const clock = new FakeClock();
    const run: SessionRun = new SessionRun(
      {
        reference: {
          clock,
          msPerTimeStep: 1,
          // Weights are infinite a while before the loss is.
          saved: ({ age, options }) =>
            age > 250 && options.spec.numLayers === 2 ? Infinity : undefined,
          update: ({ age, options }) => (age === FAULT && options.spec.numLayers === 2 ? NaN : 1),
        },
      },
      { now: clock.now },
    );
    run.session.start(LONG, 'auto');
    await run.session.ended;
    expect(run.of('failed').map(({ detail }) => detail)).toEqual([
      `arm two, seed 1, step ${FAULT}: loss NaN`,
      `arm two, seed 2, step ${FAULT}: loss NaN`,
    ]);
    const models = run.of('checkpoint').at(-1)?.checkpoint.models ?? [];
    for (const { arm, step, state, divergedAt } of models.filter(({ arm: id }) => id === 'two')) {
      expect([arm, divergedAt]).toEqual(['two', FAULT]);
      expect(step).toBeGreaterThan(150);
      expect(step).toBeLessThanOrEqual(250);
      expect(state?.updates).toBe(step);
      expect(state?.parameters.every(Number.isFinite)).toBe(true);
    }
    expect(run.last).toMatchObject({ state: 'finished', done: 1200 + 2 * FAULT });
  });
});

describe('checkpoints', () => {
  it('come every two to five seconds of training, and at a pause', async () => {
    const clock = new FakeClock();
    const run = new SessionRun({ reference: { clock, msPerTimeStep: 1 } }, { now: clock.now });
    const times: number[] = [];
    run.onMessage = ({ type }) => {
      if (type === 'checkpoint') times.push(clock.time);
    };
    run.session.start(LONG, 'auto');
    await run.session.ended;
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...gaps)).toBeLessThan(3000);

    const paused = new SessionRun();
    paused.session.start(plan, 'auto');
    paused.session.pause();
    paused.session.step();
    await paused.until(({ type }) => type === 'checkpoint');
    const [{ checkpoint } = { checkpoint: undefined }] = paused.of('checkpoint');
    expect(checkpoint?.models.map(({ step }) => step)).toEqual([1, 1, 1, 1]);
    paused.session.stop();
    await paused.session.ended;
  });
});
