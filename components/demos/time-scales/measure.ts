/** Time scales of the units of one layer, from what their gates and states did. */
import { autocorrelationTime, timeConstant } from '#math/correlation.ts';
import { median } from '#math/statistics.ts';
import { MEASURE, type ScaleMetric } from './demo.ts';

/** What one layer did with one sequence; the arrays of an inspection, or of a trace of one sequence. */
export interface LayerSample {
  /** Gates i, f, g, o after their nonlinearities, [T, 4H]. */
  readonly gates: ArrayLike<number>;
  /** [T, H] */
  readonly h: ArrayLike<number>;
}

/** Steps, one number for each unit; null where a unit never changed. */
export type LayerScales = Readonly<Record<ScaleMetric, readonly (number | null)[]>>;

/** Layers of one model, bottom first. */
export type ModelScales = readonly LayerScales[];

/**
 * Both metrics of each unit, over all sequences alike, to three significant digits: more than any figure shows.
 * @param samples the same layer on different sequences.
 */
export function layerScales(samples: readonly LayerSample[], hiddenSize: number): LayerScales {
  const units = Array.from({ length: hiddenSize }, (_, unit) => unit);
  return {
    forget: units.map((unit) => rounded(timeConstant(meanForget(samples, hiddenSize, unit)))),
    autocorrelation: units.map((unit) => {
      const series = samples.map(({ h }) => everyNth(h, hiddenSize, unit));
      return rounded(autocorrelationTime(series, MEASURE.maxLag, MEASURE.from));
    }),
  };
}

/** Values at places first, first + n, … */
function everyNth(values: ArrayLike<number>, n: number, first: number): Float64Array {
  return Float64Array.from(
    { length: Math.floor(values.length / n) },
    (_, t) => values[t * n + first] ?? NaN,
  );
}

function meanForget(samples: readonly LayerSample[], hiddenSize: number, unit: number): number {
  let sum = 0;
  let count = 0;
  for (const { gates } of samples) {
    const forget = everyNth(gates, 4 * hiddenSize, hiddenSize + unit);
    for (let t = MEASURE.from; t < forget.length; t++) {
      sum += forget[t] ?? NaN;
      count++;
    }
  }
  return sum / count;
}

/** JSON has neither NaN nor Infinity; a mean of gates is below 1 unless float32 rounded every one of them up. */
const rounded = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(3)) : null;

/** The median unit of each layer. */
export const layerMedians = (model: ModelScales, metric: ScaleMetric): number[] =>
  model.map((layer) => median(layer[metric].filter((value) => value !== null)));

/** Medians that differ by less than this factor count as level. */
export const LEVEL = 1.05;

/** How the top layers of some models compare with their bottom layers. */
export interface Comparison {
  /** Models whose top layer has the longer, and the shorter, median time; the others are level. */
  readonly slower: number;
  readonly faster: number;
  readonly models: number;
  /** Median over the models of (top layer's median / bottom layer's median). */
  readonly ratio: number;
}

/** Top layer's median time over bottom layer's. */
export function layerRatio(model: ModelScales, metric: ScaleMetric): number {
  const medians = layerMedians(model, metric);
  return (medians.at(-1) ?? NaN) / (medians[0] ?? NaN);
}

/** Compares the layers within each model, and counts. */
export function compareLayers(models: readonly ModelScales[], metric: ScaleMetric): Comparison {
  const ratios = models.map((model) => layerRatio(model, metric));
  return {
    slower: ratios.filter((ratio) => ratio > LEVEL).length,
    faster: ratios.filter((ratio) => ratio < 1 / LEVEL).length,
    models: models.length,
    ratio: median(ratios),
  };
}

/** What more than half of the models say; `mixed` where no answer has that many. */
export function majority({
  slower,
  faster,
  models,
}: Comparison): 'slower' | 'faster' | 'level' | 'mixed' {
  const level = models - slower - faster;
  if (2 * slower > models) return 'slower';
  if (2 * faster > models) return 'faster';
  return 2 * level > models ? 'level' : 'mixed';
}
