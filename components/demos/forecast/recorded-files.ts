/** The recorded forecasts, read when the site is built. No island may import this. */
import { readFileSync } from 'node:fs';
import { lastColumn } from '#tasks/forecast/csv.ts';
import { createProblem } from '#tasks/forecast/problem.ts';
import { SERIES, SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import { prepare } from '#tasks/forecast/view.ts';
import { type ForecastFile, type ForecastRecord, recordOf } from './recorded.ts';

const FILES = import.meta.glob<ForecastFile>('/content/recorded/forecast/**/*.json', {
  eager: true,
  import: 'default',
});

/** All series of the site. */
export const RECORDED_SERIES: readonly SeriesId[] = SERIES_IDS;

/** @throws RangeError when the series has not been recorded. */
export function recordFor(series: SeriesId): ForecastRecord {
  const bytes = readFileSync(`public/${SERIES[series].file}`);
  const problem = createProblem(lastColumn(bytes), SERIES[series]);
  return recordOf(series, Object.values(FILES), prepare(problem));
}
