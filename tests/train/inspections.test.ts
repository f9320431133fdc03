/** Looks inside models while they train: when they come, and that nobody else notices. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '#train/protocol.ts';
import { FakeClock, type FakeOptions } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

/** 0.1 ms a time step: 1 ms an update, so that pieces would be 16 updates long. */
const LONG: Plan = { ...plan, steps: 400, evaluateEvery: 200 };

function clocked(options: FakeOptions = {}, blocking = true) {
  const clock = new FakeClock();
  const run = new SessionRun(
    { reference: { clock, blocking, msPerTimeStep: 0.1, ...options } },
    { now: clock.now },
  );
  return { clock, run };
}
const inspected = (run: SessionRun) =>
  run.of('inspection').map(({ arm, seed, row, step }) => ({ arm, seed, row, step }));

describe.each([
  ['models that take turns', true],
  ['groups', false],
])('inspections of %s', (_, blocking) => {
  it('come at the steps asked for, at most 30 a second', async () => {
    const { clock, run } = clocked({}, blocking);
    const times: number[] = [];
    run.onMessage = ({ type }) => {
      if (type === 'inspection') times.push(clock.time);
    };
    run.session.start(LONG, 'auto');
    run.session.receive({ type: 'inspect', request: { arm: 'two', seed: 2, row: 0, every: 7 } });
    await run.session.ended;
    const [first, ...later] = inspected(run);
    expect(first).toEqual({ arm: 'two', seed: 2, row: 0, step: 0 });
    expect(later.length).toBeGreaterThan(10);
    expect(later.every(({ step }) => step % 7 === 0)).toBe(true);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(33);
    // As its next update would compute it: it was as old as the step says, and no other model was looked at.
    const looks = run.trainers().map(({ inspected: own }) => own.length);
    expect(looks.filter((count) => count > 0)).toEqual([later.length + 1]);
    for (const { step, inspection } of run.of('inspection'))
      expect(inspection.layers[0]?.gates[0]).toBe(step);
    expect(run.last).toMatchObject({ state: 'finished', done: 1600 });
  });
});

describe('inspections', () => {
  it('change nothing about a run that nobody looks into', async () => {
    const { run } = clocked();
    run.session.start(LONG, 'auto');
    await run.session.ended;
    expect(run.of('inspection')).toEqual([]);
    expect(run.trainers().flatMap(({ inspected: own }) => own)).toEqual([]);
  });

  it('are answered once, and at once, while paused', async () => {
    const { run } = clocked();
    run.session.start(LONG, 'auto');
    run.session.pause();
    await run.until((message) => message.type === 'report' && message.state === 'paused');
    run.session.inspect({ arm: 'one', seed: 1, row: 0 });
    await run.until(({ type }) => type === 'inspection');
    run.session.step();
    await run.until((message) => message.type === 'report' && message.done === 4);
    expect(inspected(run)).toEqual([{ arm: 'one', seed: 1, row: 0, step: 0 }]);
    run.session.stop();
    await run.session.ended;
  });

  it('show every sequence of the next batch when the model has ended, in one message', async () => {
    const { run } = clocked();
    const wide: Plan = { ...LONG, batchSize: 3 };
    run.session.start(wide, 'auto');
    const request = { arm: 'two', seed: 2, row: 1, every: 50, atEnd: true };
    run.session.receive({ type: 'inspect', request });
    await run.session.ended;
    const [all, ...more] = run.of('final-inspection');
    expect(more).toEqual([]);
    expect(all).toMatchObject({ arm: 'two', seed: 2, step: wide.steps });
    expect(all?.inspections).toHaveLength(wide.batchSize);
    // The fake looks at what it was asked to look at: the model as old as it is now.
    expect(all?.inspections.every(({ layers }) => layers[0]?.gates[0] === wide.steps)).toBe(true);
    const rows = run.trainers().flatMap(({ inspected: own }) => own.map(({ row }) => row));
    expect(rows.slice(-wide.batchSize)).toEqual(
      Array.from({ length: wide.batchSize }, (_, k) => k),
    );
    expect(run.last).toMatchObject({ state: 'finished' });
  });

  it('end when the request is withdrawn', async () => {
    const { run } = clocked();
    run.session.start(LONG, 'auto');
    run.session.inspect({ arm: 'one', seed: 1, row: 0, every: 1 });
    await run.until((message) => message.type === 'inspection' && message.step > 50);
    run.session.receive({ type: 'inspect' });
    const before = run.of('inspection').length;
    await run.session.ended;
    expect(run.of('inspection').length - before).toBeLessThanOrEqual(1);
  });

  it.each([
    ['an unknown model', { arm: 'three', seed: 1, row: 0 }, 'there is no such model'],
    ['a row too many', { arm: 'one', seed: 1, row: 1, every: 5 }, 'row must be 0…0, got 1'],
    ['a bad rhythm', { arm: 'one', seed: 1, row: 0, every: 0.5 }, 'every must be a whole number'],
  ])('of %s are refused, and the run goes on', async (_, request, detail) => {
    const { run } = clocked();
    run.session.start(plan, 'auto');
    run.session.inspect(request);
    await run.session.ended;
    const refusals = run.of('inspection-refused').map((message) => message.detail);
    expect(refusals).toEqual([expect.stringContaining(detail)]);
    expect(run.of('inspection')).toEqual([]);
    expect(run.of('moved')).toEqual([]);
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
  });

  it('that break the backend count as its failure', async () => {
    const { run } = clocked({
      inspect: () => {
        throw new Error('device lost');
      },
    });
    run.session.start(plan, 'auto');
    run.session.inspect({ arm: 'one', seed: 1, row: 0 });
    await run.session.ended;
    expect(run.of('moved')[0]?.probe).toMatchObject({ detail: 'device lost' });
  });
});
