import { describe, expect, it } from 'vitest';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { initialParameters } from '#model/initialise.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Plan } from '#train/protocol.ts';
import { FakeClock } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

async function finish(run: SessionRun, changes: Partial<Plan> = {}): Promise<SessionRun> {
  run.session.start({ ...plan, ...changes }, 'auto');
  await run.session.ended;
  return run;
}

describe('a run', () => {
  it('says what was chosen, then reports, and finishes last', async () => {
    const run = await finish(new SessionRun());
    const types = run.messages.map(({ type }) => type).filter((type) => type !== 'heartbeat');
    // The first point does not wait for the choice.
    expect(types.slice(0, 2)).toEqual(['report', 'chosen']);
    expect(types.slice(2, -2).filter((type) => type !== 'report')).toEqual([]);
    expect(types.slice(-2)).toEqual(['checkpoint', 'report']);
    expect(run.of('chosen')).toMatchObject([
      { backend: 'reference', device: 'fake reference', probes: [{ backend: 'reference' }] },
    ]);
    expect(run.last).toMatchObject({ type: 'report', state: 'finished', done: 40, total: 40 });
    expect(run.of('report').filter(({ state }) => state === 'finished')).toHaveLength(1);
  });

  it('scores every model before the first update, on the way and after the last', async () => {
    const run = await finish(new SessionRun(), { steps: 12 });
    for (const seed of plan.seeds)
      for (const { id } of plan.arms) {
        const own = run.points.filter((point) => point.arm === id && point.seed === seed);
        expect(own.map(({ step }) => step)).toEqual([0, 5, 10, 12]);
        expect(own.map(({ score }) => score)).toEqual(
          [0, 5, 10, 12].map((n) => Math.fround(1 / (1 + n))),
        );
      }
  });

  it('makes exactly the planned updates, and frees everything', async () => {
    const run = await finish(new SessionRun());
    expect(run.trainers().map(({ updates }) => updates)).toEqual([10, 10, 10, 10]);
    expect(run.backends.flatMap(({ trainers }) => trainers).every((t) => t.disposed)).toBe(true);
    expect(run.backends.map(({ disposed }) => disposed)).toEqual([true]);
  });

  it('feeds both arms of a seed the same batches, in order', async () => {
    const run = await finish(new SessionRun());
    const fed = run.trainers().map(({ batches }) => batches.map(({ inputs }) => inputs[0]));
    const ofSeed = (seed: number) => Array.from({ length: 10 }, (_, n) => seed * 1000 + n);
    expect(fed).toEqual([ofSeed(1), ofSeed(2), ofSeed(1), ofSeed(2)]);
  });

  it('lets all models advance together', async () => {
    const widest: number[] = [];
    const run: SessionRun = new SessionRun({
      reference: {
        update: () => {
          const made = run.trainers().map(({ updates }) => updates);
          if (made.length === 4) widest.push(Math.max(...made) - Math.min(...made));
          return 1;
        },
      },
    });
    await finish(run, { steps: 200, evaluateEvery: 100 });
    expect(widest.length).toBeGreaterThan(100);
    expect(Math.max(...widest)).toBeLessThanOrEqual(16);
  });

  it('keeps a slow arm and a fast one at the same step', async () => {
    const clock = new FakeClock();
    const widest: number[] = [];
    const run: SessionRun = new SessionRun(
      {
        reference: {
          clock,
          update: ({ options }) => {
            clock.time += options.spec.numLayers === 2 ? 12 : 2;
            const made = run.trainers().map(({ updates }) => updates);
            if (made.length === 4 && Math.min(...made) > 60)
              widest.push(Math.max(...made) - Math.min(...made));
            return 1;
          },
        },
      },
      { now: clock.now },
    );
    await finish(run, { steps: 200, evaluateEvery: 100 });
    expect(widest.length).toBeGreaterThan(100);
    // A piece of 40 ms holds three updates of the slow arm.
    expect(Math.max(...widest)).toBeLessThanOrEqual(3);
  });

  it('starts each model from the initial weights of its seed', async () => {
    const run = await finish(new SessionRun());
    expect(run.trainers().map(({ options }) => options.parameters)).toEqual(
      plan.arms.flatMap(({ spec }) => plan.seeds.map((seed) => initialParameters(spec, seed))),
    );
  });

  it('averages the baselines over the seeds', async () => {
    const run = await finish(new SessionRun());
    expect(run.of('chosen')[0]?.baselines).toEqual([{ id: 'mean', score: 1.5 }]);
  });

  it('begins anew when started again, without a word from the run before', async () => {
    const run = new SessionRun();
    run.session.start({ ...plan, steps: 100_000 }, 'auto');
    await run.until(({ type }) => type === 'report');
    const before = run.messages.length;
    await finish(run);
    const after = run.messages.slice(before).filter(({ type }) => type === 'report');
    expect(after.every((message) => message.type === 'report' && message.total === 40)).toBe(true);
    expect(run.last).toMatchObject({ state: 'finished', total: 40 });
    expect(run.backends.map(({ disposed }) => disposed)).toEqual([true, true]);
  });
});

describe('reports', () => {
  it('come at most 30 a second, at least 4, and tell the median time of each arm', async () => {
    const clock = new FakeClock();
    const run = new SessionRun({ reference: { clock, msPerTimeStep: 0.4 } }, { now: clock.now });
    const times: number[] = [];
    run.onMessage = (message) => {
      if (message.type === 'report' && message.state === 'running') times.push(clock.time);
    };
    await finish(run, { steps: 500, evaluateEvery: 1 });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(100);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(33);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(250);
    const last = run.of('report').at(-1);
    expect(last?.msPerStep.one).toBeCloseTo(4);
    expect(last?.msPerStep.two).toBeCloseTo(4);
    expect(run.points).toHaveLength(4 * 501);
  });

  it('tell of progress between evaluations', async () => {
    const clock = new FakeClock();
    const run = new SessionRun({ reference: { clock, msPerTimeStep: 10 } }, { now: clock.now });
    await finish(run, { steps: 20, evaluateEvery: 20 });
    const done = run.of('report').map((report) => report.done);
    expect(done.length).toBeGreaterThan(20);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  it('bring the first point while backends are still being tried, and only once', async () => {
    const run = new SessionRun({ wasm: {}, reference: {} });
    let loaded = NaN;
    run.onMessage = ({ type }) => {
      if (type === 'report' && Number.isNaN(loaded)) loaded = run.backends.length;
    };
    await finish(run);
    expect(loaded).toBe(1);
    expect(run.points[0]).toMatchObject({ arm: 'one', seed: 1, step: 0 });
    const keys = run.points.map(({ arm, seed, step }) => `${arm} ${seed} ${step}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('go without that first point when it cannot be had', async () => {
    let asked = 0;
    const run = await finish(
      new SessionRun({
        reference: {
          predict: () => {
            if (asked++ === 0) throw new Error('not yet');
            return 1;
          },
        },
      }),
    );
    expect(run.of('moved')).toEqual([]);
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
    expect(run.points).toHaveLength(12);
  });
});

describe('the reader', () => {
  it('pauses at a step boundary: no update follows until `resume`', async () => {
    const run = new SessionRun({
      reference: { update: () => new Promise<number>((resolve) => setTimeout(resolve, 1, 1)) },
    });
    run.session.start({ ...plan, steps: 200 }, 'auto');
    await run.until((message) => message.type === 'report' && message.done > 20);
    run.session.pause();
    await run.until((message) => message.type === 'report' && message.state === 'paused');
    const made = run.trainers().map(({ updates }) => updates);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(run.trainers().map(({ updates }) => updates)).toEqual(made);
    expect(Math.max(...made)).toBeLessThan(200);
    run.session.resume();
    await run.session.ended;
    expect(run.last).toMatchObject({ state: 'finished', done: 800 });
    expect(run.trainers().map(({ updates }) => updates)).toEqual([200, 200, 200, 200]);
  });

  it('steps: one update of every model each time, then a report', async () => {
    const run = new SessionRun();
    run.session.start(plan, 'auto');
    run.session.pause();
    const paused = (done: number) =>
      run.until(
        (message) =>
          message.type === 'report' && message.state === 'paused' && message.done === done,
      );
    await paused(0);
    run.session.step();
    await paused(4);
    expect(run.points.map(({ step }) => step)).toEqual([0, 0, 0, 0]);
    run.session.step();
    run.session.step();
    await paused(12);
    expect(run.trainers().map(({ updates }) => updates)).toEqual([3, 3, 3, 3]);
    expect(run.of('report').every(({ state }) => state === 'paused')).toBe(true);
    run.session.resume();
    await run.session.ended;
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
  });

  it('steps to the very end', async () => {
    const run = new SessionRun();
    run.session.start({ ...plan, steps: 2 }, 'auto');
    run.session.pause();
    run.session.step();
    run.session.step();
    await run.session.ended;
    expect(run.last).toMatchObject({ state: 'finished', done: 8, total: 8 });
  });

  it('has no effect with `step` while the run is not paused', async () => {
    const run = new SessionRun();
    run.session.start(plan, 'auto');
    run.session.step();
    await run.session.ended;
    expect(run.trainers().map(({ updates }) => updates)).toEqual([10, 10, 10, 10]);
  });

  it('changes the learning rate of the models that train, without making new ones', async () => {
    const run = new SessionRun();
    run.session.start(plan, 'auto');
    run.session.pause();
    run.session.step();
    await run.until((message) => message.type === 'report' && message.done === 4);
    run.session.receive({ type: 'configure', learningRate: 0.5 });
    run.session.receive({ type: 'resume' });
    await run.session.ended;
    expect(run.trainers()).toHaveLength(4);
    expect(run.trainers().map(({ rates }) => rates)).toEqual(Array(4).fill([0.5]));
  });

  it('is told of a learning rate that is out of range', async () => {
    const run = new SessionRun();
    run.session.start(plan, 'auto');
    run.session.configure(-1);
    await run.session.ended;
    expect(run.last).toEqual({
      type: 'failed',
      reason: 'bad-plan',
      detail: 'learningRate must be above 0, at most 10, got -1',
    });
  });

  it('stops: nothing is posted afterwards and nothing stays alive', async () => {
    const run = new SessionRun();
    run.session.start({ ...plan, steps: 100_000 }, 'auto');
    await run.until((message) => message.type === 'report' && message.done > 0);
    const count = run.messages.length;
    run.session.stop();
    await run.session.ended;
    expect(run.messages).toHaveLength(count);
    expect(run.backends.flatMap(({ trainers }) => trainers).every((t) => t.disposed)).toBe(true);
    expect(run.backends.every(({ disposed }) => disposed)).toBe(true);
  });

  it('is heard while paused by a slow model, after the update under way', async () => {
    const run = new SessionRun({
      reference: { update: () => new Promise<number>((resolve) => setTimeout(resolve, 60, 1)) },
    });
    run.session.start({ ...plan, steps: 1000 }, 'auto');
    await run.until((message) => message.type === 'report' && message.done > 0);
    const asked = performance.now();
    run.session.pause();
    await run.until((message) => message.type === 'report' && message.state === 'paused');
    expect(performance.now() - asked).toBeLessThan(200);
  });
});

describe('with the real engine and task', () => {
  it('learns: the score of Mackey-Glass falls well below the first, the same each time', async () => {
    const short: Partial<Plan> = {
      task: 'mackey-glass',
      sequenceLength: 20,
      batchSize: 16,
      steps: 60,
      evaluateEvery: 30,
      seeds: [1],
      arms: [1, 2].map((numLayers) => ({
        id: `${numLayers}`,
        spec: {
          inputSize: TASKS['mackey-glass'].inputSize,
          outputSize: TASKS['mackey-glass'].outputSize,
          head: TASKS['mackey-glass'].head,
          loss: TASKS['mackey-glass'].loss,
          hiddenSize: 8,
          numLayers,
          forgetBias: 1,
        },
      })),
    };
    const real = { only: ['reference'], loaders: BACKEND_LOADERS, tasks: TASKS } as const;
    const train = () => finish(new SessionRun({}, real), short);
    const run = await train();
    for (const arm of ['1', '2']) {
      const scores = run.points.filter((p) => p.arm === arm).map(({ score }) => score);
      expect(scores).toHaveLength(3);
      expect(scores.at(-1)).toBeLessThan(0.6 * (scores[0] ?? 0));
    }
    const order = (a: { arm: string; step: number }, b: { arm: string; step: number }) =>
      a.arm.localeCompare(b.arm) || a.step - b.step;
    expect((await train()).points.toSorted(order)).toEqual(run.points.toSorted(order));
  });
});
