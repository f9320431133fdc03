/** The worker's side of the forecasting demo: a plan is followed, paused, stepped, replaced and refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { lastColumn } from '#tasks/forecast/csv.ts';
import { createProblem, originsOf } from '#tasks/forecast/problem.ts';
import { SERIES } from '#tasks/forecast/series.ts';
import { trainForecaster } from '#train/forecast.ts';
import type { ForecastNews, ForecastPlan } from '#train/forecast-protocol.ts';
import { ForecastSession } from '#train/forecast-session.ts';
import { readKernels } from '../kernels/setup.ts';

const open = (): Promise<Backend> => createWasmBackend({ relaxed: false, source: readKernels });
const { file, season, window, horizon, log } = SERIES.airline;
const values = lastColumn(readFileSync(`public/${file}`));
const options = { season, window, horizon, log };
const PLAN: ForecastPlan = {
  source: { values },
  options,
  steps: 60,
  seeds: [1, 2],
  rates: [0.01, 0.01],
};

function session(opened = open) {
  const news: ForecastNews[] = [];
  const listeners: (() => void)[] = [];
  const own = new ForecastSession((one) => {
    news.push(one);
    for (const listen of listeners.splice(0)) listen();
  }, opened);
  const until = async (type: ForecastNews['type'], count = 1): Promise<void> => {
    while (news.filter((one) => one.type === type).length < count)
      await new Promise<void>((resolve) => listeners.push(resolve));
  };
  return { own, news, until };
}

test('baselines come first, then every seed of both arms, then the end', async () => {
  const { own, news } = session();
  await own.receive({ type: 'train', id: 1, plan: PLAN });
  expect(news[0]?.type).toBe('prepared');
  expect(
    news.flatMap((one) => (one.type === 'trained' ? [[one.trained.seed, one.trained.layers]] : [])),
  ).toEqual([
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ]);
  expect(news.at(-1)).toEqual({ type: 'finished', id: 1 });
});

test('the same seed gives the same forecasts, and one step told recursively is the first told directly', async () => {
  const problem = createProblem(values, options);
  const run = { numLayers: 1, seed: 3, steps: 60, learningRate: 0.01 } as const;
  const backend = await open();
  const [a, b] = [
    await trainForecaster(backend, problem, run),
    await trainForecaster(backend, problem, run),
  ];
  expect(a).toEqual(b);
  originsOf(problem, 'test').forEach((_, row) => {
    expect(a?.recursive[row * horizon]).toBeCloseTo(a?.direct[row * horizon] ?? NaN, 2);
  });
  expect(a?.bestStep).toBeGreaterThan(0);
});

test('pauses, takes a step, goes on and ends as if it had never paused', async () => {
  const { own, news, until } = session();
  const plan = { ...PLAN, seeds: [1] };
  const ended = own.receive({ type: 'train', id: 1, plan });
  await own.receive({ type: 'pause', id: 1 });
  await until('paused');
  await own.receive({ type: 'step', id: 1 });
  await until('paused', 2);
  expect(news.some(({ type }) => type === 'trained')).toBe(false);
  await own.receive({ type: 'resume', id: 1 });
  await ended;
  const plain = session();
  await plain.own.receive({ type: 'train', id: 1, plan });
  const told = (all: readonly ForecastNews[]) => all.filter(({ type }) => type === 'trained');
  expect(told(news)).toEqual(told(plain.news));
});

test('a newer plan takes the place of the one under way, and stop ends it', async () => {
  const { own, news, until } = session();
  const first = own.receive({ type: 'train', id: 1, plan: { ...PLAN, steps: 100_000 } });
  await until('progress');
  await own.receive({ type: 'train', id: 2, plan: { ...PLAN, seeds: [1] } });
  await first;
  expect(news.filter(({ type }) => type === 'finished')).toEqual([{ type: 'finished', id: 2 }]);
  const third = own.receive({ type: 'train', id: 3, plan: { ...PLAN, steps: 100_000 } });
  await own.receive({ type: 'stop', id: 3 });
  await third;
  expect(news.filter(({ type }) => type === 'finished')).toHaveLength(1);
});

describe('failures are told, never thrown', () => {
  test.each([
    [
      'a series that is too short',
      { ...PLAN, source: { values: values.slice(0, 30) } },
      'bad-plan',
    ],
    ['a file that is not there', { ...PLAN, source: { file: 'no-address' } }, 'worker-failed'],
  ] as const)('%s', async (_, plan, reason) => {
    const { own, news } = session();
    await own.receive({ type: 'train', id: 1, plan });
    expect(news).toMatchObject([{ type: 'failed', reason }]);
  });

  test('no engine, and then one', async () => {
    let tries = 0;
    const { own, news } = session(() => (++tries > 1 ? open() : Promise.reject(new Error('none'))));
    const plan = { ...PLAN, seeds: [1], steps: 20 };
    await own.receive({ type: 'train', id: 1, plan });
    expect(news.at(-1)).toMatchObject({ type: 'failed', reason: 'no-backend' });
    await own.receive({ type: 'train', id: 2, plan });
    expect(news.at(-1)).toEqual({ type: 'finished', id: 2 });
  });
});
