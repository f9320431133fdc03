/** The recorded forecasts as the tables of the article say them. */
import { recordFor } from '#components/demos/forecast/recorded-files.ts';
import { rowsOf, verdictOf, type MethodId } from '#components/demos/forecast/view.ts';
import { SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import type { Evidence } from '#viz/evidence.ts';

export interface SeriesRow {
  readonly series: SeriesId;
  /** ISO date. */
  readonly date: string;
  readonly seeds: number;
  /** MASE over all steps told at once, medians for the LSTMs. */
  readonly mase: Readonly<Record<MethodId, number>>;
  /** One step ahead: correlation with the truth, and with the last known value. */
  readonly lag: Readonly<Record<MethodId, readonly [target: number, known: number]>>;
  readonly evidence: Evidence;
}

/** Every recorded series. @throws RangeError when one has not been recorded. */
export const forecastRows = (): SeriesRow[] =>
  SERIES_IDS.map((series) => {
    const record = recordFor(series);
    const rows = rowsOf(record, 1, 'direct');
    const by = <Value>(of: (row: (typeof rows)[number]) => Value) =>
      Object.fromEntries(rows.map((row) => [row.id, of(row)])) as Record<MethodId, Value>;
    const evidence = verdictOf(record);
    if (evidence === undefined) throw new RangeError(`${series} must have runs of both arms`);
    return {
      series,
      date: record.date,
      seeds: record.seeds,
      mase: by(({ all }) => all),
      lag: by(({ target, known }) => [target, known] as const),
      evidence,
    };
  });
