/** From the recorded files of a series to what pages carry: no more digits than are drawn or printed. */
import type { Prepared } from '#tasks/forecast/view.ts';
import type { SeriesId } from '#tasks/forecast/series.ts';
import type { ArmRun, ArmView, ForecastView } from './view.ts';

/** A file of `npm run experiments forecast`, as far as pages need it. */
export interface ForecastFile {
  readonly date: string;
  readonly engine: { readonly version: string; readonly runtime: string };
  readonly config: {
    readonly series: SeriesId;
    readonly layers: 1 | 2;
    readonly units: number;
    readonly learningRate: number;
    readonly seeds: readonly number[];
    readonly tuning: boolean;
  };
  readonly result: {
    readonly runs: readonly ArmRun[];
    readonly drawn?: {
      readonly seed: number;
      readonly direct: readonly number[];
      readonly recursive: readonly number[];
    };
  };
}

export interface ForecastRecord extends ForecastView {
  readonly series: SeriesId;
  readonly date: string;
  /** Version and runtime that made it. */
  readonly engine: string;
  readonly seeds: number;
  readonly rates: readonly [number, number];
}

/** Digits of errors and of what is drawn. */
const DIGITS = 4;

/** JSON without typed arrays. */
export const packed = (record: ForecastRecord): string =>
  JSON.stringify(record, (_, value: unknown) => {
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    return typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;
  });

/** @param files all of a series. @throws RangeError when one of the two arms has not been recorded. */
export function recordOf(
  series: SeriesId,
  files: readonly ForecastFile[],
  prepared: Prepared,
): ForecastRecord {
  const of = (layers: 1 | 2): ForecastFile => {
    const file = files.find(
      ({ config }) => config.series === series && config.layers === layers && !config.tuning,
    );
    if (file === undefined)
      throw new RangeError(`${series} must be recorded with ${layers} layers, and is not`);
    return file;
  };
  const [one, two] = [of(1), of(2)];
  const armOf = ({ config, result }: ForecastFile): ArmView => {
    if (result.drawn === undefined)
      throw new RangeError(`${series}/${config.layers} must have a forecast to draw, and has none`);
    return { runs: result.runs, drawn: result.drawn };
  };
  return {
    series,
    date: one.date,
    engine: `Strata ${one.engine.version}, ${one.engine.runtime}`,
    seeds: one.config.seeds.length,
    rates: [one.config.learningRate, two.config.learningRate],
    prepared,
    arms: { A: armOf(one), B: armOf(two) },
  };
}
