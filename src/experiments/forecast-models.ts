/**
 * Trains the forecasters that the demo starts with, one layer and two of each series, and writes them to
 * `public/models/forecast-<series>/`. It can be stopped at any time: a series whose models are there, whole and made from
 * the same settings, is kept.
 *
 *   node --experimental-strip-types src/experiments/forecast-models.ts
 */
import { readFileSync } from 'node:fs';
import { writeSafetensors } from '#formats/safetensors.ts';
import { canonical } from '#model/canonical.ts';
import { errorsOf } from '#tasks/forecast/errors.ts';
import { PUBLISHED_SEED, SERIES, SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import { forecaster, trainForecaster } from '#train/forecast.ts';
import {
  type ForecastManifest,
  forecastFolder,
  forecastTensors,
  type PublishedModel,
  readPublished,
} from '#train/forecast-file.ts';
import { type ForecastConfig, problemOf, rounded } from './forecast.ts';
import { wasmBackend } from './node-backend.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';
import { RecordedFolder } from './recorded-folder.ts';

const COMMAND = 'node --experimental-strip-types src/experiments/forecast-models.ts';
const DIGITS = 6;

const recorded = new RecordedFolder();

/** The rate with which the recorded seeds were trained. @throws Error when they have not been. */
function rateOf(series: SeriesId, layers: 1 | 2): number {
  const file = recorded.read(`forecast/${series}/${layers}-layer/seeds.json`);
  if (file === undefined)
    throw new Error(
      `forecast/${series}/${layers}-layer must be recorded: npm run experiments forecast`,
    );
  return (file.config as ForecastConfig).learningRate;
}

/** What decides over the weights. */
const madeFrom = (
  facts: ForecastManifest['facts'],
  seed: number,
  models: readonly Pick<PublishedModel, 'layers' | 'units' | 'learningRate'>[],
): string =>
  canonical({
    facts,
    seed,
    models: models.map(({ layers, units, learningRate }) => ({ layers, units, learningRate })),
  });

async function isThere(series: SeriesId, wanted: string): Promise<boolean> {
  try {
    const { manifest } = await readPublished(
      series,
      async (path) => new Uint8Array(readFileSync(`public/${path}`)),
    );
    return madeFrom(manifest.facts, manifest.seed, manifest.models) === wanted;
  } catch {
    return false; // absent, or cut off
  }
}

async function train(
  series: SeriesId,
  layers: 1 | 2,
): Promise<{ parameters: Float32Array; model: PublishedModel }> {
  const problem = await problemOf(series);
  const learningRate = rateOf(series, layers);
  const { steps } = SERIES[series];
  const run = { numLayers: layers, seed: PUBLISHED_SEED, steps, learningRate };
  const forecast = await trainForecaster(await wasmBackend(), problem, run);
  if (forecast === undefined) throw new Error('the training was ended');
  const { parameters, bestStep, validation, direct, recursive } = forecast;
  return {
    parameters,
    model: {
      layers,
      units: forecaster(layers, problem.horizon).hiddenSize,
      learningRate,
      keptStep: bestStep,
      ...rounded(
        {
          validation,
          direct: errorsOf(problem, direct),
          recursive: errorsOf(problem, recursive),
        },
        DIGITS,
      ),
    },
  };
}

async function publish(series: SeriesId): Promise<void> {
  const place = `public/${forecastFolder(series)}`;
  const facts = SERIES[series];
  const wanted = ([1, 2] as const).map((layers) => ({
    layers,
    units: forecaster(layers, facts.horizon).hiddenSize,
    learningRate: rateOf(series, layers),
  }));
  if (await isThere(series, madeFrom(facts, PUBLISHED_SEED, wanted)))
    return void process.stdout.write(`${place}: kept\n`);
  const [one, two] = [await train(series, 1), await train(series, 2)];
  const tensors = forecastTensors(series, { 1: one.parameters, 2: two.parameters });
  const weights = writeSafetensors(tensors);
  const manifest: ForecastManifest = {
    id: `forecast-${series}`,
    task: 'the next values of a series',
    facts,
    seed: PUBLISHED_SEED,
    steps: facts.steps,
    ...madeBy(COMMAND, 'wasm'),
    tensors: Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
    sha256: digestOf(weights),
    models: [one.model, two.model],
  };
  writeModel(place, weights, manifest);
  const [a, b] = manifest.models.map(({ direct }) => direct.mase);
  process.stdout.write(`${place}: ${weights.length} bytes, MASE ${a} and ${b}\n`);
}

for (const series of SERIES_IDS) await publish(series);
