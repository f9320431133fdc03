/** The series of the forecasting article, and with what windows they are forecast. Data and licences: `public/data/`. */
import type { ProblemOptions } from './problem.ts';

export const SERIES_IDS = ['births', 'weather', 'elnino', 'sunspots', 'airline'] as const;
export type SeriesId = (typeof SERIES_IDS)[number];

export interface SeriesFacts extends ProblemOptions {
  /** Below `public/`: a date and a value a line. */
  readonly file: string;
  /** Updates of each model. */
  readonly steps: number;
}

/** Of the models that are published of each series: the first of the recorded seeds, not the best. */
export const PUBLISHED_SEED = 1;

export const SERIES: Readonly<Record<SeriesId, SeriesFacts>> = {
  births: {
    file: 'data/us-births/births.csv',
    season: 7,
    window: 28,
    horizon: 14,
    log: false,
    steps: 3000,
  },
  weather: {
    file: 'data/seattle-weather/temp-max.csv',
    season: 365,
    window: 28,
    horizon: 14,
    log: false,
    steps: 600,
  },
  elnino: {
    file: 'data/nino12-sst/sst.csv',
    season: 12,
    window: 24,
    horizon: 12,
    log: false,
    steps: 1000,
  },
  sunspots: {
    file: 'data/sunspots/sunspots.csv',
    season: 11,
    window: 11,
    horizon: 11,
    log: false,
    steps: 600,
  },
  airline: {
    file: 'data/airline-passengers/passengers.csv',
    season: 12,
    window: 24,
    horizon: 12,
    log: true,
    steps: 1000,
  },
};
