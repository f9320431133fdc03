/** A run as a component sees it: with the real worker, without any, and with one that says what the test wants. */
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { startOnMainThread } from '#run/main-thread.ts';
import type { Runner, RunnerEvents } from '#run/runner.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { FromWorker, Plan, ToWorker } from '#train/protocol.ts';

const spec = {
  inputSize: 2,
  hiddenSize: 4,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
} as const;
const plan: Plan = {
  task: 'adding',
  sequenceLength: 10,
  batchSize: 4,
  learningRate: 0.01,
  steps: 6,
  seeds: [1, 2],
  arms: [
    { id: 'one', spec },
    { id: 'two', spec: { ...spec, numLayers: 2 } },
  ],
  evaluateEvery: 3,
};

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

/** A runner driven by the test. */
class Puppet {
  readonly sent: ToWorker[] = [];
  disposed = 0;
  events: RunnerEvents | undefined;
  readonly start = (events: RunnerEvents): Runner => {
    this.events = events;
    return {
      send: (message) => this.sent.push(structuredClone(message)),
      dispose: () => this.disposed++,
    };
  };
  say(message: FromWorker): void {
    this.events?.message(message);
  }
}

const noWorker = (): Runner => {
  throw new Error('workers are not allowed here');
};
const chosen = (backend: 'reference' | 'tfjs-cpu'): FromWorker => ({
  type: 'chosen',
  backend,
  device: 'CPU',
  probes: [{ backend, device: 'CPU', msPerStep: 3 }],
  baselines: [{ id: 'mean', score: 0.17 }],
});
const report = (changes: Partial<Extract<FromWorker, { type: 'report' }>>): FromWorker => ({
  type: 'report',
  points: [],
  done: 0,
  total: 24,
  msPerStep: {},
  state: 'running',
  ...changes,
});
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
      'reference',
      'tfjs-webgpu',
      'tfjs-wasm',
      'tfjs-cpu',
    ]);
    expect(run.probes[3]).toMatchObject({ reason: 'software-adapter' });
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
