/** A real worker that is killed, real workers inside it, and a look inside a model: in a real browser. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startOnMainThread } from '#run/main-thread.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { FromWorker, Plan } from '#train/protocol.ts';

const spec = {
  inputSize: 2,
  hiddenSize: 4,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
} as const;
const plan: Plan = {
  task: 'adding',
  sequenceLength: 10,
  batchSize: 4,
  learningRate: 0.01,
  steps: 90,
  seeds: [1, 2],
  arms: [
    { id: 'one', spec },
    { id: 'two', spec: { ...spec, numLayers: 2 } },
  ],
  evaluateEvery: 30,
};

const runs: TrainingRun[] = [];
function track(run: TrainingRun): TrainingRun {
  runs.push(run);
  return run;
}
afterEach(() => {
  for (const run of runs.splice(0)) run.dispose();
  vi.unstubAllGlobals();
});
const until = (fits: () => void) => vi.waitFor(fits, { timeout: 60_000 });
const finished = (run: TrainingRun) => until(() => expect(run.state).toBe('finished'));

/** Real workers, of which the test keeps hold. */
function watchWorkers(): { workers: Worker[]; heard: FromWorker['type'][] } {
  const workers: Worker[] = [];
  const heard: FromWorker['type'][] = [];
  class WatchedWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
      this.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        heard.push(data.type);
      });
    }
  }
  vi.stubGlobal('Worker', WatchedWorker);
  return { workers, heard };
}

async function trainedWithoutTrouble(of: Plan): Promise<TrainingRun['curves']> {
  const run = track(new TrainingRun());
  run.run(of, 'reference');
  await finished(run);
  return run.curves;
}

describe('a worker that is killed in the middle of a run', () => {
  it('is replaced, and the curves end as if nothing had happened', async () => {
    // Long enough not to be over while this page waits for its turn.
    const long = { ...plan, steps: 1000 };
    const expected = await trainedWithoutTrouble(long);
    const { workers, heard } = watchWorkers();
    const run = track(new TrainingRun());
    run.run(long, 'reference');
    let before = NaN;
    workers[0]?.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== 'report') return;
      // With the first of them: what is drawn of it comes a frame later, or more.
      if (data.done > 0) run.pause();
      if (data.state === 'paused') before = data.done;
    });
    await until(() => expect(heard).toContain('checkpoint'));
    await until(() => expect(run.done).toBe(before));
    expect(run.state).toBe('paused');
    workers[0]?.terminate();
    await until(() => expect(run.notice?.reason).toBe('worker-silent'));
    await until(() => expect(run.state).toBe('paused'));
    expect(run.done).toBe(before);
    run.resume();
    await finished(run);
    expect(workers).toHaveLength(2);
    expect(run.failure).toBeUndefined();
    // Weights and moments came back, bit by bit.
    expect(run.curves).toEqual(expected);
  });
});

describe('several workers', () => {
  const large: Plan = {
    ...plan,
    sequenceLength: 30,
    batchSize: 16,
    steps: 12,
    evaluateEvery: 6,
    arms: [{ id: 'one', spec: { ...spec, hiddenSize: 16 } }],
  };

  it('train the seeds side by side, to the very scores of one thread', async () => {
    const run = track(new TrainingRun());
    run.run(large, 'reference');
    await finished(run);
    expect(run.device).toBe('CPU ×2');
    expect(run.notice).toBeUndefined();
    const alone = track(
      new TrainingRun({
        worker: () => {
          throw new Error('not here');
        },
        mainThread: startOnMainThread,
      }),
    );
    alone.run(large, 'reference');
    await finished(alone);
    expect(alone.device).toBe('CPU');
    expect(run.curves).toEqual(alone.curves);
  });

  it('run the compiled kernels as well', async () => {
    const run = track(new TrainingRun());
    const wide = { ...spec, hiddenSize: 64 };
    run.run({ ...large, arms: [{ id: 'one', spec: wide }] }, 'wasm');
    await finished(run);
    expect(run.backend).toBe('wasm');
    expect(run.device).toBe('CPU, SIMD ×2');
    expect(run.probes.filter((probe) => 'reason' in probe)).toEqual([]);
  });
});

describe('a look inside', () => {
  it('comes from a model that trains in a worker, at the steps asked for', async () => {
    const run = track(new TrainingRun());
    run.step(plan, 'reference');
    run.inspect({ arm: 'two', seed: 2, row: 3, every: 30 });
    await until(() => expect(run.inspection).toBeDefined());
    const { inspection, step } = run.inspection ?? {};
    expect(step).toBeLessThanOrEqual(1);
    expect(inspection?.layers).toHaveLength(2);
    const [layer] = inspection?.layers ?? [];
    expect(layer?.gates).toHaveLength(10 * 16);
    expect(layer?.dH.some((x) => x !== 0)).toBe(true);
    expect(layer?.gradientNorm).toBeGreaterThan(0);
    run.resume();
    await finished(run);
    expect((run.inspection?.step ?? 0) % 30).toBe(0);
    expect(run.inspectionRefused).toBeUndefined();
  });
});
