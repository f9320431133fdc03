/** Checkpoints of a run: when they are taken, what they keep, and how a run goes on from one. */
import { describe, expect, it } from 'vitest';
import type { FromWorker, Plan, RunCheckpoint } from '#train/protocol.ts';
import { FakeClock } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

/** 1 ms a time step, ten of them, four models: 40 ms for a step of all, 24 s for the run. */
const LONG: Plan = { ...plan, steps: 600, evaluateEvery: 200 };
const FAULT = 430;

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
    const broken = { backend: 'webgpu', reason: 'failed', detail: 'kernel broke' } as const;
    const run = new SessionRun({ webgpu: {}, reference: {} });
    const models = plan.seeds.flatMap((seed) =>
      plan.arms.map(({ id: arm }) => ({ arm, seed, step: 0, scored: -1 })),
    );
    run.session.start(plan, 'auto', { learningRate: 0.1, given: [broken], models });
    run.session.pause();
    run.session.step();
    await run.until(({ type }) => type === 'checkpoint');
    run.session.resume();
    await run.session.ended;
    expect(run.backends.map(({ id }) => id)).toEqual(['reference']);
    expect(run.of('chosen')[0]?.probes[0]).toEqual(broken);
    expect(latest(run.messages)?.given).toEqual([broken]);
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
  it('come with the trained models before the run ends, for the page to keep', async () => {
    const run = new SessionRun();
    run.session.start(plan, 'auto');
    await run.session.ended;
    const models = run.of('checkpoint').at(-1)?.checkpoint.models ?? [];
    expect(models.map(({ step, state }) => [step, state?.updates])).toEqual(
      Array.from({ length: 4 }, () => [plan.steps, plan.steps]),
    );
  });

  it('come every two to five seconds of training, at the end, and at a pause', async () => {
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
    expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThanOrEqual(2000);
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
