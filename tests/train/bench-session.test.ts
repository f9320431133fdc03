import { expect, test } from 'vitest';
import type { Backend, BackendId, Trainer } from '#engine/backend.ts';
import { BackendRefusal } from '#engine/probe.ts';
import type { BenchNews } from '#train/bench-protocol.ts';
import { BenchSession } from '#train/bench-session.ts';

/** A backend that does nothing, in no time; `step` may be replaced, and `lost` may fail it. */
function idle(id: BackendId, step = () => Promise.resolve(), lost?: Promise<string>): Backend {
  const trainer = {
    step: async (batches: readonly unknown[]) => {
      await step();
      return new Float32Array(batches.length);
    },
    dispose: () => undefined,
  } as unknown as Trainer;
  return {
    id,
    device: `${id} device`,
    blocking: true,
    failed: lost ?? new Promise(() => undefined),
    createTrainer: () => Promise.resolve(trainer),
    createGroup: () => Promise.reject(new Error('no groups')),
    dispose: () => undefined,
  };
}

function run(backends: Partial<Record<BackendId, () => Backend>>, rounds = 2) {
  const news: BenchNews[] = [];
  const { promise, resolve } = Promise.withResolvers<BenchNews[]>();
  const session = new BenchSession(
    (message) => {
      news.push(message);
      if (message.type === 'finished' || message.type === 'failed') resolve(news);
    },
    (id) => {
      const make = backends[id];
      return make
        ? Promise.resolve(make())
        : Promise.reject(new BackendRefusal('no-adapter', 'none here'));
    },
  );
  const plan = {
    shapes: ['S1', 'S2'],
    backends: ['wasm', 'webgpu', 'tfjs-wasm'],
    rounds,
  } as const;
  session.receive({ type: 'start', plan });
  return { session, news, done: promise };
}

const timesOf = (news: readonly BenchNews[]) => news.filter((each) => each.type === 'time');

test('every backend is timed on every shape, in turn; one that is refused is told and left out', async () => {
  const { done } = run({ wasm: () => idle('wasm'), 'tfjs-wasm': () => idle('tfjs-wasm') });
  const news = await done;
  expect(news.at(-1)).toEqual({ type: 'finished' });
  expect(news).toContainEqual({
    type: 'refused',
    backend: 'webgpu',
    reason: 'no-adapter',
    detail: 'none here',
  });
  const times = timesOf(news);
  expect(times.map(({ shape, backend }) => `${shape} ${backend}`)).toEqual(
    ['S1', 'S1', 'S2', 'S2'].flatMap((shape) => [`${shape} wasm`, `${shape} tfjs-wasm`]),
  );
  expect(times.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(times.every(({ total }) => total === 8)).toBe(true);
});

test('a backend that breaks down is reported and the others go on', async () => {
  let steps = 0;
  const { done } = run({
    wasm: () => idle('wasm'),
    'tfjs-wasm': () =>
      idle('tfjs-wasm', () =>
        ++steps > 1 ? Promise.reject(new Error('out of memory')) : Promise.resolve(),
      ),
  });
  const news = await done;
  expect(news).toContainEqual({
    type: 'refused',
    backend: 'tfjs-wasm',
    reason: 'failed',
    detail: 'out of memory',
  });
  expect(news.at(-1)?.type).toBe('finished');
  expect(timesOf(news).every(({ backend }) => backend === 'wasm')).toBe(true);
});

test('a lost device ends work that would never end', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const hangs = () => new Promise<void>(() => undefined);
  const { done } = run({ wasm: () => idle('wasm'), webgpu: () => idle('webgpu', hangs, promise) });
  resolve('device lost');
  const news = await done;
  expect(news).toContainEqual(
    expect.objectContaining({ backend: 'webgpu', reason: 'device-lost' }),
  );
  expect(news.at(-1)?.type).toBe('finished');
});

test('without any backend the run fails', async () => {
  const news = await run({}).done;
  expect(news.at(-1)).toMatchObject({ type: 'failed', reason: 'no-backend' });
});

test('nothing is measured while paused', async () => {
  const { session, news, done } = run({ wasm: () => idle('wasm') }, 1);
  session.receive({ type: 'pause' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(timesOf(news)).toEqual([]);
  session.receive({ type: 'resume' });
  expect(timesOf(await done)).toHaveLength(2);
});
