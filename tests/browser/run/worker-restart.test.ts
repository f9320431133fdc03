/** A worker that fails is replaced once; the new one goes on from the checkpoint that the page has kept. */
import { afterEach, describe, expect, it } from 'vitest';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import { chosen, noWorker, plan, Puppet, report } from './puppet.ts';

const runs: TrainingRun[] = [];
function track(run: TrainingRun): TrainingRun {
  runs.push(run);
  return run;
}
afterEach(() => {
  for (const run of runs.splice(0)) run.dispose();
});
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('a run', () => {
  function started() {
    const worker = new Puppet();
    const run = track(new TrainingRun({ worker: worker.start, mainThread: noWorker }));
    run.run(plan);
    worker.say(chosen('reference'));
    return { worker, run };
  }

  it.each(['worker-failed', 'worker-silent'] as const)(
    'is taken over by a new worker after %s, once, from the last checkpoint',
    async (reason) => {
      const { worker, run } = started();
      const point = { arm: 'one', seed: 1, score: 0.5 };
      const checkpoint = { learningRate: 0.02, models: [], given: [] };
      worker.say(report({ points: [{ ...point, step: 0 }], done: 8 }));
      worker.say({ type: 'checkpoint', checkpoint });
      run.inspect({ arm: 'two', seed: 1, row: 0, every: 10 });
      run.configure({ learningRate: 0.5 });
      run.pause();
      worker.say(report({ points: [{ ...point, step: 3 }], done: 12 }));
      worker.sent.length = 0;
      worker.events?.failed(reason, 'no message for 4 s', true);
      expect(run.state).toBe('starting');
      expect(run.failure).toBeUndefined();
      expect(run.notice).toEqual({ reason, detail: 'no message for 4 s' });
      for (const words of Object.values(CONTROL_STRINGS))
        expect(words.notices[reason]).toMatch(/checkpoint|检查点/);
      expect(worker.sent).toEqual([
        { type: 'start', plan, backend: 'auto', from: checkpoint },
        { type: 'pause' },
        { type: 'configure', learningRate: 0.5 },
        { type: 'inspect', request: { arm: 'two', seed: 1, row: 0, every: 10 } },
      ]);
      worker.say(chosen('reference'));
      expect(run.state).toBe('paused');
      // Scores that are measured again are shown once.
      worker.say(report({ points: [{ ...point, step: 3, score: 9 }], done: 10 }));
      worker.say(report({ points: [{ ...point, step: 6 }], done: 12 }));
      await nextFrame();
      expect(run.curves[0]?.points).toEqual([
        { step: 0, score: 0.5 },
        { step: 3, score: 0.5 },
        { step: 6, score: 0.5 },
      ]);
      worker.events?.failed(reason, 'again', true);
      expect(run.state).toBe('failed');
      expect(run.failure).toEqual({ reason, detail: 'again' });
    },
  );

  it('is taken over as well when it says itself that it failed', () => {
    const { worker, run } = started();
    worker.say({ type: 'failed', reason: 'worker-failed', detail: 'rejected' });
    expect(worker.disposed).toBe(1);
    expect(run.state).toBe('starting');
    expect(worker.sent.at(-1)).toEqual({ type: 'start', plan, backend: 'auto' });
    worker.say({ type: 'failed', reason: 'worker-failed', detail: 'rejected again' });
    expect(run.state).toBe('failed');
    expect(worker.disposed).toBe(2);
  });

  it('goes on on the page’s own thread when the new worker does not start', () => {
    const [worker, page] = [new Puppet(), new Puppet()];
    const run = track(new TrainingRun({ worker: worker.start, mainThread: page.start }));
    run.run(plan);
    worker.say(chosen('reference'));
    worker.say({ type: 'checkpoint', checkpoint: { learningRate: 1, models: [], given: [] } });
    worker.events?.failed('worker-failed', 'crashed', true);
    worker.events?.failed('worker-failed', 'the worker could not be loaded', false);
    expect(run.notice?.reason).toBe('no-worker');
    expect(page.sent).toMatchObject([{ type: 'start', from: { learningRate: 1 } }]);
  });
});
