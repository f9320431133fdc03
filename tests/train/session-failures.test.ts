import { describe, expect, it } from 'vitest';
import type { Plan } from '#train/protocol.ts';
import type { FakeTrainer } from '../engine/fake-backend.ts';
import { plan, SessionRun } from './session-run.ts';

/** The run's own trainers see whole batches; picking's do not. */
const isTraining = ({ options }: FakeTrainer, run: SessionRun, backend = 0): boolean =>
  run.backends[backend]?.trainers[0]?.options !== options;

async function finish(run: SessionRun, changes: Partial<Plan> = {}): Promise<SessionRun> {
  run.session.start({ ...plan, ...changes }, 'auto');
  await run.session.ended;
  return run;
}

describe('divergence', () => {
  it('ends one model, says which and when, and lets the others finish', async () => {
    const run: SessionRun = new SessionRun({
      reference: {
        update: (trainer) => (trainer === run.trainers()[2] && trainer.updates === 7 ? NaN : 1),
      },
    });
    await finish(run);
    expect(run.of('failed')).toEqual([
      {
        type: 'failed',
        reason: 'diverged',
        detail: 'arm two, seed 1, step 7: loss NaN',
        divergence: { arm: 'two', seed: 1, step: 7 },
      },
    ]);
    expect(run.last).toMatchObject({ state: 'finished', done: 37, total: 37 });
    const ends = run.points.filter(({ step }) => step === 10).map(({ arm, seed }) => [arm, seed]);
    expect(ends).toEqual([
      ['one', 1],
      ['one', 2],
      ['two', 2],
    ]);
    expect(run.points.filter((p) => p.arm === 'two' && p.seed === 1).map((p) => p.step)).toEqual([
      0, 5,
    ]);
  });

  it('counts a score that is no number as divergence too', async () => {
    const run: SessionRun = new SessionRun({
      reference: {
        predict: (trainer) =>
          trainer.updates >= 5 && trainer.options.spec.numLayers === 2 ? Infinity : 1,
      },
    });
    await finish(run);
    expect(run.of('failed').map(({ divergence }) => divergence)).toEqual([
      { arm: 'two', seed: 1, step: 5 },
      { arm: 'two', seed: 2, step: 5 },
    ]);
    expect(run.last).toMatchObject({ state: 'finished', done: 30, total: 30 });
    expect(run.points.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it('finishes even when every model diverges', async () => {
    const run = await finish(new SessionRun({ reference: { predict: () => NaN } }));
    expect(run.of('failed')).toHaveLength(4);
    expect(run.last).toMatchObject({ state: 'finished', done: 0, total: 0, points: [] });
  });
});

describe('a backend that fails in the middle', () => {
  /** The first backend, by far the fastest, breaks at the first model's eighth update. */
  function breaking(how: (run: SessionRun) => number | Promise<number>): SessionRun {
    const run: SessionRun = new SessionRun({
      'tfjs-webgpu': {
        update: (trainer) => (isTraining(trainer, run) && trainer.updates === 7 ? how(run) : 1),
      },
      'tfjs-wasm': { update: () => new Promise<number>((resolve) => setTimeout(resolve, 5, 1)) },
    });
    return run;
  }

  it('is replaced: the run goes on from the checkpoints and loses no result', async () => {
    const run = await finish(
      breaking(() => {
        throw new Error('kernel broke');
      }),
    );
    expect(run.of('moved')).toEqual([
      {
        type: 'moved',
        probe: { backend: 'tfjs-webgpu', reason: 'failed', detail: 'kernel broke' },
      },
    ]);
    expect(run.of('chosen').map(({ backend }) => backend)).toEqual(['tfjs-webgpu', 'tfjs-wasm']);
    expect(run.of('chosen')[1]?.probes[0]).toMatchObject({ detail: 'kernel broke' });
    expect(run.last).toMatchObject({ state: 'finished', done: 40, total: 40 });
    const keys = run.points.map(({ arm, seed, step }) => `${arm} ${seed} ${step}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(12);
    expect(run.backends[0]?.disposed).toBe(true);
    expect(run.backends[0]?.trainers.every(({ disposed }) => disposed)).toBe(true);
  });

  it('hands over to one that begins anew, where there is no checkpoint yet, but takes no score twice', async () => {
    const run = await finish(
      breaking(() => {
        throw new Error('kernel broke');
      }),
    );
    const second =
      run.backends
        .at(-1)
        ?.trainers.filter(
          ({ updates, batches }) => updates > 0 && (batches[0]?.sequenceLength ?? 0) === 10,
        ) ?? [];
    expect(second.map(({ age, updates }) => [age, updates])).toEqual(Array(4).fill([10, 10]));
    const keys = run.points.map(({ arm, seed, step }) => `${arm} ${seed} ${step}`);
    expect(new Set(keys).size).toBe(12);
    expect(keys).toHaveLength(12);
  });

  it('is given up when its device is lost, even if its work never ends', async () => {
    const run = await finish(
      breaking(
        (current) =>
          new Promise<number>(() => {
            current.backends[0]?.fail('device lost (unknown): crash');
          }),
      ),
    );
    expect(run.of('moved').map(({ probe }) => probe)).toEqual([
      { backend: 'tfjs-webgpu', reason: 'device-lost', detail: 'device lost (unknown): crash' },
    ]);
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
  });

  it('is told apart as lost when the failed read comes before the news', async () => {
    const run = await finish(
      breaking((current) => {
        setTimeout(() => current.backends[0]?.fail('device lost (unknown): crash'), 20);
        throw new Error('mapAsync aborted');
      }),
    );
    expect(run.of('moved')[0]?.probe).toMatchObject({ reason: 'device-lost' });
  });

  it('is noticed while the run is paused', async () => {
    const run = breaking(() => 1);
    run.session.start(plan, 'auto');
    run.session.pause();
    await run.until((message) => message.type === 'report' && message.state === 'paused');
    run.backends[0]?.fail('gone');
    await run.until((message) => message.type === 'chosen' && message.backend === 'tfjs-wasm');
    run.session.resume();
    await run.session.ended;
    expect(run.last).toMatchObject({ state: 'finished', done: 40 });
  });

  it('keeps a learning rate that was changed before', async () => {
    const run = breaking(() => {
      throw new Error('kernel broke');
    });
    run.session.start(plan, 'auto');
    run.session.pause();
    run.session.step();
    await run.until((message) => message.type === 'report' && message.done === 4);
    run.session.configure(0.25);
    run.session.resume();
    await run.session.ended;
    const second = run.backends.at(-1)?.trainers.slice(1) ?? [];
    expect(second.map(({ options }) => options.optimizer.learningRate)).toEqual(
      Array(4).fill(0.25),
    );
  });

  it('ends the run when no other is left, and the points so far stay posted', async () => {
    const run: SessionRun = new SessionRun({
      reference: {
        update: (trainer) => {
          if (isTraining(trainer, run) && trainer.updates === 7) throw new Error('out of luck');
          return 1;
        },
      },
    });
    await finish(run);
    expect(run.last).toEqual({
      type: 'failed',
      reason: 'no-backend',
      detail: 'reference: out of luck',
    });
    expect(run.points.filter(({ step }) => step === 5).length).toBeGreaterThan(0);
  });
});

describe('no backend at all', () => {
  it('is said with every reason', async () => {
    const run = new SessionRun(
      {},
      {
        loaders: {
          reference: () => Promise.reject(new Error('no script')),
          'tfjs-cpu': () => Promise.reject(new Error('no script either')),
        },
      },
    );
    await finish(run);
    expect(run.last).toEqual({
      type: 'failed',
      reason: 'no-backend',
      detail: 'reference: no script; tfjs-cpu: no script either',
    });
  });
});

describe('an error of the session’s own making', () => {
  it('is posted, not thrown', async () => {
    const run = new SessionRun(
      { reference: {} },
      { pause: () => Promise.reject(new Error('no event loop')) },
    );
    await finish(run);
    expect(run.of('failed').map(({ reason }) => reason)).toEqual(['worker-failed']);
  });
});
