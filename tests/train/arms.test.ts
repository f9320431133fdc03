/** Arms with steps and rates of their own, arms side by side in several workers, and baselines that take their time. */
import { expect, it } from 'vitest';
import { TASKS } from '#tasks/registry.ts';
import { Baselines } from '#train/baselines.ts';
import { checkPlan } from '#train/plan.ts';
import type { Plan } from '#train/protocol.ts';
import { FakeClock, fakeBackend } from '../engine/fake-backend.ts';
import { fakeTask } from './fake-task.ts';
import { plan, SessionRun } from './session-run.ts';

const [one, two] = plan.arms as [Plan['arms'][0], Plan['arms'][0]];

it('an arm can have its own number of steps and its own learning rate', async () => {
  const run = new SessionRun();
  const own: Plan = { ...plan, arms: [one, { ...two, steps: 7, learningRate: 0.5 }] };
  run.session.start(own, 'auto');
  await run.session.ended;
  const stepsOf = (arm: string) =>
    run.points.filter((point) => point.arm === arm && point.seed === 1).map(({ step }) => step);
  expect(stepsOf('one')).toEqual([0, 5, 10]);
  expect(stepsOf('two')).toEqual([0, 5, 7]);
  expect(run.last).toMatchObject({ state: 'finished', done: 34, total: 34 });
  const rates = run.backends.flatMap(({ trainers }) =>
    trainers.map(({ options }) => options.optimizer.learningRate),
  );
  expect(new Set(rates)).toEqual(new Set([0.01, 0.5]));
});

it('a new common rate leaves an arm with its own alone', async () => {
  const run = new SessionRun();
  run.session.start({ ...plan, arms: [one, { ...two, learningRate: 0.5 }] }, 'auto');
  run.session.pause();
  await run.until((message) => message.type === 'report' && message.state === 'paused');
  run.session.configure(0.02);
  run.session.resume();
  await run.session.ended;
  const rateOf = (layers: number): (number | undefined)[] =>
    run.backends.flatMap(({ trainers }) =>
      trainers
        .filter(({ options, updates }) => options.spec.numLayers === layers && updates > 0)
        .map(({ options, rates }) => rates.at(-1) ?? options.optimizer.learningRate),
    );
  // One more of these was made to time the backend.
  expect([...new Set(rateOf(2))]).toEqual([0.5]);
  expect(rateOf(1)).toEqual([0.02, 0.02]);
});

it('steps and rates of an arm are checked like those of the plan', () => {
  const bad = (arm: Partial<Plan['arms'][0]>) => () =>
    checkPlan({ ...plan, arms: [{ ...one, ...arm }] }, TASKS);
  expect(bad({ steps: 0 })).toThrow('steps of arm one must be a whole number 1…100000, got 0');
  expect(bad({ learningRate: 11 })).toThrow('learningRate must be above 0, at most 10, got 11');
});

it('with one seed the arms share the workers, and step at the same time', async () => {
  const clock = new FakeClock();
  const asked: number[] = [];
  let [busy, most] = [0, 0];
  const run: SessionRun = new SessionRun(
    { wasm: { clock, blocking: true, msPerTimeStep: 1 } },
    {
      now: clock.now,
      pool: async ({ id, workers }) => {
        asked.push(workers);
        const backend = fakeBackend(id, {
          clock,
          update: async () => {
            most = Math.max(most, ++busy);
            await new Promise((resolve) => setTimeout(resolve, 1));
            busy--;
            return 1;
          },
        });
        return Object.assign(backend, { workers });
      },
    },
  );
  run.session.start({ ...plan, seeds: [1] }, 'auto');
  await run.session.ended;
  expect(asked).toEqual([2]);
  expect(most).toBe(2);
  expect(run.last).toMatchObject({ state: 'finished', done: 20 });
});

const streamOf = (seed: number) =>
  fakeTask.createStream({ seed, sequenceLength: 10, batchSize: 1 });

it('slow baselines: one seed at once, the others beside the training', async () => {
  const clock = new FakeClock();
  const streams = [1, 2, 3].map((seed) => ({
    ...streamOf(seed),
    get baselines() {
      clock.time += 200;
      return [{ id: 'mean' as const, score: seed }];
    },
  }));
  const baselines = new Baselines(streams, clock.now);
  baselines.begin();
  expect(baselines.complete).toBe(false);
  expect(baselines.means).toEqual([{ id: 'mean', score: 1 }]);
  await baselines.finish(() => false);
  expect(baselines.means).toEqual([{ id: 'mean', score: 2 }]);
});

it('the averages over all seeds arrive before the run finishes', async () => {
  const clock = new FakeClock();
  const slow = {
    ...fakeTask,
    createStream: (options: Parameters<typeof fakeTask.createStream>[0]) => {
      const stream = fakeTask.createStream(options);
      return {
        ...stream,
        get baselines() {
          clock.time += 200;
          return stream.baselines;
        },
      };
    },
  };
  const run = new SessionRun({ reference: {} }, { now: clock.now, tasks: { adding: slow } });
  run.session.start(plan, 'auto');
  await run.session.ended;
  expect(run.of('chosen')[0]?.baselines).toEqual([{ id: 'mean', score: 1 }]);
  expect(run.of('baselines')[0]?.baselines).toEqual([{ id: 'mean', score: 1.5 }]);
  const order = run.messages.map((message) =>
    message.type === 'report' ? message.state : message.type,
  );
  expect(order.indexOf('baselines')).toBeLessThan(order.indexOf('finished'));
});
