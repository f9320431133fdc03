/** A run as a component sees it: with the real worker, without any, and with one that says what the test wants. */
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startOnMainThread } from '#run/main-thread.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import { chosen, noWorker, plan, Puppet, report } from './puppet.ts';

const runs: TrainingRun[] = [];
function track(run: TrainingRun): TrainingRun {
  runs.push(run);
  return run;
}
afterEach(() => {
  for (const run of runs.splice(0)) run.dispose();
  vi.useRealTimers();
});

const reaches = (run: TrainingRun, state: TrainingRun['state']) =>
  vi.waitFor(() => expect(run.state).toBe(state), { timeout: 60_000 });

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

describe('with the real worker', () => {
  it('trains to the end and shows every curve', async () => {
    const run = track(new TrainingRun());
    run.run(plan, 'reference');
    expect(run.state).toBe('starting');
    expect(run.total).toBe(24);
    await reaches(run, 'finished');
    expect(run.notice).toBeUndefined();
    expect(run.failure).toBeUndefined();
    expect(run.backend).toBe('reference');
    expect(run.done).toBe(24);
    expect(run.secondsLeft).toBe(0);
    expect(run.curves.map(({ arm, seed }) => `${arm} ${seed}`)).toEqual([
      'one 1',
      'two 1',
      'one 2',
      'two 2',
    ]);
    for (const { points } of run.curves) {
      expect(points.map(({ step }) => step)).toEqual([0, 3, 6]);
      expect(points.every(({ score }) => score > 0 && score < 5)).toBe(true);
    }
    expect(run.baselines[0]?.score).toBeCloseTo(1 / 6, 1);
    expect(Object.keys(run.msPerStep).toSorted()).toEqual(['one', 'two']);
  });

  it('steps from idle, pauses there, resumes and finishes', async () => {
    const run = track(new TrainingRun());
    run.step(plan, 'reference');
    await vi.waitFor(() => expect(run.done).toBe(4), { timeout: 30_000 });
    expect(run.state).toBe('paused');
    run.step(plan);
    await vi.waitFor(() => expect(run.done).toBe(8), { timeout: 30_000 });
    expect(run.state).toBe('paused');
    run.resume();
    await reaches(run, 'finished');
    expect(run.done).toBe(24);
  });

  it('says what is wrong with a plan', async () => {
    const run = track(new TrainingRun());
    run.run({ ...plan, batchSize: 0 });
    await reaches(run, 'failed');
    expect(run.failure).toEqual({
      reason: 'bad-plan',
      detail: 'batchSize must be a whole number 1…1024, got 0',
    });
  });

  it('times every backend in `auto` and says why the software GPU is out', async () => {
    const run = track(new TrainingRun());
    run.run(plan);
    await reaches(run, 'finished');
    expect(run.probes.map(({ backend }) => backend)).toEqual([
      'wasm',
      'wasm-relaxed',
      'webgpu',
      'reference',
    ]);
    expect(run.probes[2]).toMatchObject({ reason: 'software-adapter' });
  });
});

describe('without a worker', () => {
  it('trains on the page’s own thread and says so', async () => {
    const run = track(new TrainingRun({ worker: noWorker, mainThread: startOnMainThread }));
    run.run(plan, 'tfjs-wasm');
    await reaches(run, 'finished');
    expect(run.notice).toEqual({ reason: 'no-worker', detail: 'workers are not allowed here' });
    expect(run.backend).toBe('reference');
    expect(run.done).toBe(24);
  });

  it('replaces a worker that never spoke, and repeats its orders', () => {
    const [worker, page] = [new Puppet(), new Puppet()];
    const run = track(new TrainingRun({ worker: worker.start, mainThread: page.start }));
    run.step(plan);
    worker.events?.failed('worker-failed', 'the worker could not be loaded', false);
    expect(page.sent.map(({ type }) => type)).toEqual(['start', 'pause', 'step']);
    expect(run.notice?.detail).toBe('the worker could not be loaded');
    expect(run.state).toBe('starting');
  });
});

describe('what a worker says', () => {
  function started() {
    const worker = new Puppet();
    const run = track(new TrainingRun({ worker: worker.start, mainThread: noWorker }));
    run.run(plan);
    worker.say(chosen('reference'));
    return { worker, run };
  }

  it('shows with the next frame, several reports at once', async () => {
    const { worker, run } = started();
    const point = { arm: 'one', seed: 1, score: 0.5 };
    worker.say(report({ points: [{ ...point, step: 0 }], done: 1 }));
    worker.say(report({ points: [{ ...point, step: 3 }], done: 2 }));
    expect(run.done).toBe(0);
    await nextFrame();
    expect(run.done).toBe(2);
    expect(run.curves[0]?.points.map(({ step }) => step)).toEqual([0, 3]);
    expect(run.curves[1]?.points).toEqual([]);
  });

  it('does not undo a pause with reports that were under way', async () => {
    const { worker, run } = started();
    run.pause();
    expect(run.state).toBe('paused');
    worker.say(report({ done: 3 }));
    await nextFrame();
    expect(run.state).toBe('paused');
    expect(run.done).toBe(3);
    run.resume();
    expect(run.state).toBe('running');
    expect(worker.sent.map(({ type }) => type)).toEqual(['start', 'pause', 'resume']);
  });

  it('marks a model that diverged; the run fails only if all do', () => {
    const { worker, run } = started();
    const diverge = (arm: string, seed: number) =>
      worker.say({
        type: 'failed',
        reason: 'diverged',
        detail: `arm ${arm}, seed ${seed}`,
        divergence: { arm, seed, step: 2 },
      });
    diverge('one', 1);
    expect(run.state).toBe('running');
    expect(run.failure?.reason).toBe('diverged');
    expect(run.curves.map(({ divergedAt }) => divergedAt)).toEqual([
      2,
      undefined,
      undefined,
      undefined,
    ]);
    diverge('two', 1);
    diverge('one', 2);
    diverge('two', 2);
    worker.say(report({ done: 8, total: 8, state: 'finished' }));
    expect(run.state).toBe('failed');
    expect(worker.disposed).toBe(1);
  });

  it('tells of a backend that was given up', () => {
    const { worker, run } = started();
    const probe = { backend: 'reference', reason: 'failed', detail: 'broke' } as const;
    worker.say({ type: 'moved', probe });
    expect(run.probes.at(-1)).toEqual(probe);
    worker.say(chosen('tfjs-cpu'));
    expect(run.backend).toBe('tfjs-cpu');
    expect(run.state).toBe('running');
  });

  it('ends with a failure, what was reported before it included', () => {
    const { worker, run } = started();
    worker.say(report({ done: 5 }));
    worker.say({ type: 'failed', reason: 'no-backend', detail: 'reference: no memory' });
    expect(run.state).toBe('failed');
    expect(run.done).toBe(5);
    expect(run.failure).toEqual({ reason: 'no-backend', detail: 'reference: no memory' });
    expect(worker.disposed).toBe(1);
  });

  it('shows what is seen inside a model, and why that cannot be seen', () => {
    const { worker, run } = started();
    run.inspect({ arm: 'one', seed: 1, row: 0 });
    expect(worker.sent.at(-1)).toEqual({
      type: 'inspect',
      request: { arm: 'one', seed: 1, row: 0 },
    });
    const seen = {
      type: 'inspection',
      arm: 'one',
      seed: 1,
      row: 0,
      step: 5,
      inspection: { loss: 1, layers: [] },
    } as const;
    worker.say(seen);
    expect(run.inspection).toEqual(seen);
    worker.say({ type: 'inspection-refused', detail: 'row must be 0…3, got 9' });
    expect(run.inspectionRefused).toBe('row must be 0…3, got 9');
    run.inspect();
    expect(worker.sent.at(-1)).toEqual({ type: 'inspect' });
    expect(run.inspectionRefused).toBeUndefined();
  });

  it('is forgotten on reset, and the worker ended', () => {
    const { worker, run } = started();
    run.reset();
    expect(run.state).toBe('idle');
    expect(run.curves).toEqual([]);
    expect(run.backend).toBeUndefined();
    expect(worker.disposed).toBe(1);
    // Buttons without a run have no effect.
    run.pause();
    run.resume();
    run.configure({ learningRate: 0.1 });
    expect(worker.sent.map(({ type }) => type)).toEqual(['start']);
  });

  it('passes a new learning rate on', () => {
    const { worker, run } = started();
    run.configure({ learningRate: 0.5 });
    expect(worker.sent.at(-1)).toEqual({ type: 'configure', learningRate: 0.5 });
  });

  it('is reactive', async () => {
    const seen: string[] = [];
    const worker = new Puppet();
    const run = track(new TrainingRun({ worker: worker.start, mainThread: noWorker }));
    const { watchState } = await import('./watch-state.svelte.ts');
    const stop = watchState(run, (state) => seen.push(state));
    flushSync();
    run.run(plan);
    flushSync();
    worker.say(chosen('reference'));
    flushSync();
    expect(seen).toEqual(['idle', 'starting', 'running']);
    stop();
  });
});
