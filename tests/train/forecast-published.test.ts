/** The published forecasters: they are what their manifests say, say what those say, and learn more; bad files are told. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createReferenceBackend } from '#engine/reference.ts';
import { writeSafetensors } from '#formats/safetensors.ts';
import { errorsOf } from '#tasks/forecast/errors.ts';
import { PUBLISHED_SEED, SERIES, SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import { forecaster, forecastWith, trainForecaster } from '#train/forecast.ts';
import {
  type ForecastManifest,
  forecastFolder,
  forecastTensors,
  readPublished,
} from '#train/forecast-file.ts';
import type { ForecastNews, ForecastPlan } from '#train/forecast-protocol.ts';
import { ForecastSession } from '#train/forecast-session.ts';
import type { FileSource } from '#train/site-file.ts';
import {
  type ForecastConfig,
  type ForecastResult,
  problemOf,
} from '../../src/experiments/forecast.ts';
import { wasmBackend } from '../../src/experiments/node-backend.ts';

const fromDisk: FileSource = async (path) => new Uint8Array(readFileSync(`public/${path}`));
const manifestOf = (series: SeriesId): ForecastManifest =>
  JSON.parse(
    readFileSync(`public/${forecastFolder(series)}/manifest.json`, 'utf8'),
  ) as ForecastManifest;
const weightsOf = (series: SeriesId) =>
  new Uint8Array(readFileSync(`public/${forecastFolder(series)}/weights.safetensors`));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface RecordedFile {
  readonly config: ForecastConfig;
  readonly result: ForecastResult;
}
const recordedOf = (series: SeriesId, layers: 1 | 2): RecordedFile =>
  JSON.parse(
    readFileSync(`content/recorded/forecast/${series}/${layers}-layer/seeds.json`, 'utf8'),
  ) as RecordedFile;

describe.each(SERIES_IDS)('the published models of %s', (series) => {
  const manifest = manifestOf(series);
  const { horizon } = SERIES[series];

  test('are the file of their manifest, made from the settings of the page', async () => {
    expect(sha256(weightsOf(series))).toBe(manifest.sha256);
    expect(manifest.facts).toEqual(SERIES[series]);
    expect([manifest.seed, manifest.steps]).toEqual([PUBLISHED_SEED, SERIES[series].steps]);
    const { parameters } = await readPublished(series, fromDisk);
    const shapes = [...forecastTensors(series, parameters)].map(([name, { shape }]) => [
      name,
      shape,
    ]);
    expect(manifest.tensors).toEqual(Object.fromEntries(shapes));
  });

  test.each([1, 2] as const)(
    '%i layers: the seed that was recorded, and its scores again',
    async (layers) => {
      const model = manifest.models[layers === 1 ? 0 : 1];
      const { config, result } = recordedOf(series, layers);
      expect(model).toMatchObject({
        layers,
        units: forecaster(layers, horizon).hiddenSize,
        learningRate: config.learningRate,
      });
      const run = result.runs.find(({ seed }) => seed === manifest.seed);
      expect(run).toMatchObject({
        bestStep: model.keptStep,
        validation: model.validation,
        direct: { all: model.direct },
        recursive: { all: model.recursive },
      });
      const problem = await problemOf(series);
      const { parameters } = await readPublished(series, fromDisk);
      const said = await forecastWith(await wasmBackend(), problem, layers, parameters[layers]);
      for (const mode of ['direct', 'recursive'] as const) {
        const { mae, rmse, mase } = errorsOf(problem, said[mode]);
        expect([mae, rmse, mase].map((one) => Number(one.toPrecision(6)))).toEqual([
          model[mode].mae,
          model[mode].rmse,
          model[mode].mase,
        ]);
      }
    },
  );
});

test('all of them together are small', () => {
  const bytes = SERIES_IDS.reduce((sum, series) => sum + weightsOf(series).length, 0);
  expect(bytes).toBeLessThan(70_000);
});

test('the reference says the same', async () => {
  const problem = await problemOf('airline');
  const { manifest, parameters } = await readPublished('airline', fromDisk);
  for (const layers of [1, 2] as const) {
    const said = await forecastWith(createReferenceBackend(), problem, layers, parameters[layers]);
    const { direct } = manifest.models[layers === 1 ? 0 : 1];
    expect(errorsOf(problem, said.direct).mase).toBeCloseTo(direct.mase, 4);
  }
});

test('the command keeps what is there', () => {
  const said = execFileSync(
    process.execPath,
    [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      'src/experiments/forecast-models.ts',
    ],
    { encoding: 'utf8' },
  );
  expect(said).toBe(
    SERIES_IDS.map((series) => `public/${forecastFolder(series)}: kept\n`).join(''),
  );
});

test('training goes on from the weights, and never ends with worse ones by the validation part', async () => {
  const problem = await problemOf('sunspots');
  const { manifest, parameters } = await readPublished('sunspots', fromDisk);
  const [model] = manifest.models;
  const go = (steps: number) =>
    wasmBackend().then((backend) =>
      trainForecaster(backend, problem, {
        numLayers: 1,
        seed: manifest.seed,
        steps,
        learningRate: model.learningRate,
        from: { parameters: parameters[1], updates: manifest.steps },
      }),
    );
  const none = await go(0);
  expect(none?.parameters).toEqual(parameters[1]);
  expect(none?.validation).toBeCloseTo(model.validation, 5);
  const more = await go(100);
  expect(more?.validation).toBeLessThanOrEqual(none?.validation ?? NaN);
});

const { file, season, window, horizon, log } = SERIES.sunspots;
const PLAN: ForecastPlan = {
  source: { file },
  options: { season, window, horizon, log },
  steps: 40,
  seeds: [PUBLISHED_SEED],
  rates: [0.01, 0.01],
  published: 'sunspots',
};

function open(read: FileSource = fromDisk) {
  const news: ForecastNews[] = [];
  const session = new ForecastSession((one) => news.push(one), wasmBackend, read);
  const until = async (type: ForecastNews['type']): Promise<void> => {
    while (!news.some((one) => one.type === type)) await new Promise((done) => setTimeout(done, 1));
  };
  return { news, session, until };
}
const typesOf = (news: readonly ForecastNews[]) =>
  news.map(({ type }) => type).filter((type) => type !== 'progress');

test('a run tells what they say and waits; resumed, it tells what became of them', async () => {
  const { news, session, until } = open();
  const ended = session.receive({ type: 'train', id: 1, plan: PLAN });
  await until('paused');
  expect(typesOf(news)).toEqual(['prepared', 'published', 'paused']);
  const said = news.find((one) => one.type === 'published');
  const { seed, steps, date, models } = manifestOf('sunspots');
  expect(said?.published).toMatchObject({ seed, steps, date });
  for (const [k, model] of models.entries()) {
    const one = said?.published.models[k];
    expect(one).toMatchObject({ layers: model.layers, seed, model: { step: model.keptStep } });
    expect(one?.direct.scores.all.mase).toBeCloseTo(model.direct.mase, 5);
    expect(one?.recursive.scores.all.mase).toBeCloseTo(model.recursive.mase, 5);
  }
  await session.receive({ type: 'resume', id: 1 });
  await ended;
  expect(typesOf(news).slice(3)).toEqual(['trained', 'trained', 'finished']);
  for (const one of news)
    if (one.type === 'trained')
      expect(one.trained.model.step).toBeGreaterThanOrEqual(
        models[one.trained.layers === 1 ? 0 : 1].keptStep,
      );
});

describe('files that cannot be used are told, and new weights still train', () => {
  const folder = forecastFolder('sunspots');
  const json = (change: object): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(JSON.stringify({ ...manifestOf('sunspots'), ...change }));
  const weights = weightsOf('sunspots');
  const flipped = weights.with(-1, (weights.at(-1) ?? 0) ^ 1);
  const without = (() => {
    const tensors = new Map(
      forecastTensors('sunspots', {
        1: new Float32Array(1339),
        2: new Float32Array(1441),
      }),
    );
    tensors.delete('2-layer.head.bias');
    return Uint8Array.from(writeSafetensors(tensors));
  })();

  test.each([
    ['one bit of the weights is another', { weights: flipped }, sha256(flipped)],
    ['the weights end early', { weights: weights.slice(0, -8) }, 'sha256 must be'],
    ['the manifest is no JSON', { manifest: new TextEncoder().encode('<!doctype') }, 'JSON'],
    ['the manifest is empty', { manifest: new TextEncoder().encode('null') }, 'id must be'],
    ['it is of another series', { manifest: json({ id: 'forecast-births' }) }, 'forecast-births'],
    ['it was made from another seed', { manifest: json({ seed: 7 }) }, 'seed must be 1, got 7'],
    ['its updates are no number', { manifest: json({ steps: 'x' }) }, 'got x'],
    ['its date is none', { manifest: json({ date: 'soon' }) }, 'got soon'],
    ['it has no models', { manifest: json({ models: [] }) }, 'models[0].keptStep'],
    [
      'a tensor is missing',
      { weights: without, manifest: json({ sha256: sha256(without) }) },
      '2-layer.head.bias',
    ],
    ['the weights do not come', { weights: undefined, manifest: json({}) }, '404'],
  ] as const)('%s', async (_, served, detail) => {
    const { news, session } = open(async (path) => {
      if (path === `${folder}/weights.safetensors` && 'weights' in served) {
        if (served.weights === undefined) throw new Error(`/${path}: 404`);
        return served.weights;
      }
      if (path === `${folder}/manifest.json` && 'manifest' in served) return served.manifest;
      return fromDisk(path);
    });
    await session.receive({ type: 'train', id: 1, plan: PLAN });
    expect(typesOf(news)).toEqual(['prepared', 'failed']);
    const failed = news.find((one) => one.type === 'failed');
    expect(failed?.reason).toBe('no-model');
    expect(failed?.detail).toContain(detail);
    const { published, ...fresh } = PLAN;
    expect(published).toBe('sunspots');
    await session.receive({ type: 'train', id: 2, plan: fresh });
    expect(news.at(-1)).toEqual({ type: 'finished', id: 2 });
  });
});
