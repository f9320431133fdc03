/**
 * What is published of the forecasters of a series: `weights.safetensors`, float32, with both networks, each name after
 * `1-layer.` or `2-layer.`, and `manifest.json`, in a folder of their own.
 */
import { checkDigest } from '#formats/digest.ts';
import { parametersFrom, tensorsOf } from '#formats/published.ts';
import type { Tensor } from '#formats/safetensors.ts';
import type { WeightsManifest } from '#model/manifest.ts';
import type { Errors } from '#tasks/forecast/errors.ts';
import { PUBLISHED_SEED, SERIES, type SeriesFacts, type SeriesId } from '#tasks/forecast/series.ts';
import { forecaster } from './forecast.ts';
import type { FileSource } from './site-file.ts';

/** Below the site's root. */
export const forecastFolder = (series: SeriesId): string => `models/forecast-${series}`;

export interface PublishedModel {
  readonly layers: 1 | 2;
  readonly units: number;
  readonly learningRate: number;
  /** Update whose weights these are: the best on the validation part. */
  readonly keptStep: number;
  /** Mean squared error on the validation part, in units of z². */
  readonly validation: number;
  /** On the test part, over all steps; six digits. */
  readonly direct: Errors;
  readonly recursive: Errors;
}

/** `manifest.json` beside the weights. */
export interface ForecastManifest extends WeightsManifest {
  readonly id: `forecast-${SeriesId}`;
  readonly task: string;
  /** Windows and updates as they were when the models were made. */
  readonly facts: SeriesFacts;
  /** One layer, then two. */
  readonly models: readonly [PublishedModel, PublishedModel];
}

const prefixOf = (layers: 1 | 2): string => `${layers}-layer.`;

/** Both networks as the tensors of one file. @param parameters of one layer and of two. */
export const forecastTensors = (
  series: SeriesId,
  parameters: Readonly<Record<1 | 2, Float32Array>>,
): Map<string, Tensor> =>
  new Map(
    ([1, 2] as const).flatMap((layers) => {
      const spec = forecaster(layers, SERIES[series].horizon);
      return [...tensorsOf(spec, parameters[layers], prefixOf(layers))];
    }),
  );

/** @throws RangeError naming what is not as it must be, as far as a page shows it. */
function checkManifest(series: SeriesId, manifest: Partial<ForecastManifest> | null): void {
  const must = (name: string, right: boolean, wanted: string, got: unknown): void => {
    if (!right)
      throw new RangeError(`manifest.json: ${name} must be ${wanted}, got ${String(got)}`);
  };
  const whole = (name: string, value: unknown): void => {
    must(name, Number.isSafeInteger(value) && (value as number) >= 0, 'a whole number', value);
  };
  const id = `forecast-${series}`;
  must('id', manifest?.id === id, id, manifest?.id);
  must('seed', manifest?.seed === PUBLISHED_SEED, String(PUBLISHED_SEED), manifest?.seed);
  whole('steps', manifest?.steps);
  must('date', /^\d{4}-\d\d-\d\d$/.test(manifest?.date ?? ''), 'a date', manifest?.date);
  for (const k of [0, 1]) whole(`models[${k}].keptStep`, manifest?.models?.[k]?.keptStep);
}

/**
 * The published forecasters of a series.
 * @throws Error when a file does not come, the weights are not byte for byte those that the manifest names, or either is
 *   malformed.
 */
export async function readPublished(
  series: SeriesId,
  read: FileSource,
): Promise<{
  readonly manifest: ForecastManifest;
  readonly parameters: Readonly<Record<1 | 2, Float32Array>>;
}> {
  const folder = forecastFolder(series);
  const [text, weights] = await Promise.all([
    read(`${folder}/manifest.json`),
    read(`${folder}/weights.safetensors`),
  ]);
  const manifest = JSON.parse(new TextDecoder().decode(text)) as ForecastManifest;
  checkManifest(series, manifest);
  await checkDigest('weights.safetensors', weights, manifest.sha256);
  const of = (layers: 1 | 2): Float32Array =>
    parametersFrom(forecaster(layers, SERIES[series].horizon), weights, prefixOf(layers));
  return { manifest, parameters: { 1: of(1), 2: of(2) } };
}
