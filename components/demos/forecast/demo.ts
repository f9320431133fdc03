/** The forecasting demo as data: settings, what is trained for them, and what stands under the time axis. */
import type { NumberRange } from '#components/controls/number-field.ts';
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';
import type { ProblemOptions } from '#tasks/forecast/problem.ts';
import { PUBLISHED_SEED, SERIES, SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import type { ForecastPlan } from '#train/forecast-protocol.ts';
import { MODES } from './view.ts';

export const DEMO_ID = 'forecast';
export const MOST_SEEDS = 5;

/** Steps after which the reader's own series may repeat; `1` for never. */
export const SEASONS = ['1', '4', '7', '12', '24', '52', '365'] as const;

export const STARTS = ['published', 'new'] as const;

/** The settings, and how they are written in the page's address. A file cannot be: `own` needs it chosen again. */
export const FIELDS = {
  series: { kind: 'choice', options: [...SERIES_IDS, 'own'], default: 'elnino' },
  mode: { kind: 'choice', options: MODES, default: 'direct' },
  ahead: { kind: 'number', min: 1, max: 14, step: 1, default: 1 },
  /** Where a series of the site begins; for the reader's own there is nothing published. */
  start: { kind: 'choice', options: STARTS, default: 'published' },
  /** Of new weights. */
  seeds: { kind: 'number', min: 1, max: MOST_SEEDS, step: 1, default: 3 },
  season: { kind: 'choice', options: SEASONS, default: '1' },
} as const satisfies Fields;

export type Settings = Values<typeof FIELDS>;
export const DEFAULTS: Settings = defaultValues(FIELDS);

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** A page's query with what differs from the defaults. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS);

/** Does a run begin with published models? */
export const isPublished = ({ series, start }: Settings): boolean =>
  series !== 'own' && start === 'published';

/** How the reader's own series is forecast. */
const OWN = { window: 24, horizon: 12, steps: 1000, rates: [0.01, 0.01] } as const;

/** Windows and horizon for the settings. The window holds two seasons where they are short enough. */
export function optionsOf({ series, season }: Settings): ProblemOptions {
  if (series !== 'own') return SERIES[series];
  const m = Number(season);
  return {
    season: m,
    window: m > 12 && m <= 52 ? Math.min(60, 2 * m) : OWN.window,
    horizon: OWN.horizon,
    log: false,
  };
}

export const aheadRange = (settings: Settings): NumberRange & { readonly step: number } => ({
  min: 1,
  max: optionsOf(settings).horizon,
  whole: true,
  log: false,
  step: 1,
});

/**
 * What is trained.
 * @param rates the tuned learning rates of a series of the site.
 * @param values the reader's own series.
 */
export function planOf(
  settings: Settings,
  rates: readonly [number, number] | undefined,
  values: Float64Array | undefined,
): ForecastPlan | undefined {
  const published = isPublished(settings);
  const seeds = published
    ? [PUBLISHED_SEED]
    : Array.from({ length: settings.seeds }, (_, k) => k + 1);
  const { season, window, horizon, log } = optionsOf(settings);
  const options = { season, window, horizon, log };
  if (settings.series === 'own')
    return values && { source: { values }, options, seeds, steps: OWN.steps, rates: OWN.rates };
  const { series } = settings;
  const { file, steps } = SERIES[series];
  return {
    source: { file },
    options,
    seeds,
    steps,
    rates: rates ?? OWN.rates,
    ...(published && { published: series }),
  };
}

/** When each series begins, and how far its values lie apart. */
const CALENDAR: Readonly<
  Record<
    SeriesId,
    { readonly start: readonly [number, number]; readonly unit: 'day' | 'month' | 'year' }
  >
> = {
  births: { start: [1969, 0], unit: 'day' },
  weather: { start: [2012, 0], unit: 'day' },
  elnino: { start: [1950, 0], unit: 'month' },
  sunspots: { start: [1700, 0], unit: 'year' },
  airline: { start: [1949, 0], unit: 'month' },
};

/** The date of index t as ISO text: `1988-12-31`, `1988-12`, `1988`; for the reader's own series its number, from 1. */
export function dateOf(series: Settings['series'], t: number): string {
  if (series === 'own') return String(t + 1);
  const { start, unit } = CALENDAR[series];
  const [year, month] = start;
  if (unit === 'year') return String(year + t);
  if (unit === 'month') return new Date(Date.UTC(year, month + t)).toISOString().slice(0, 7);
  return new Date(Date.UTC(year, month, 1 + t)).toISOString().slice(0, 10);
}
