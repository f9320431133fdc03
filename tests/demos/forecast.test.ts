/** The forecasting demo: what it shows of the records, what it says of bad files, and the numbers of its article. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  aheadRange,
  dateOf,
  DEFAULTS,
  optionsOf,
  planOf,
  queryWith,
  readSettings,
} from '#components/demos/forecast/demo.ts';
import {
  fileOf,
  firstChoice,
  problemOf as problemWith,
  tooLarge,
} from '#components/demos/forecast/own.ts';
import { type ForecastFile, packed, recordOf } from '#components/demos/forecast/recorded.ts';
import { problemText, STRINGS } from '#components/demos/forecast/strings.ts';
import { chartInput, liveView, rowsOf, verdictOf } from '#components/demos/forecast/view.ts';
import { countParameters } from '#model/parameters.ts';
import { LOCALES } from '#site/locales.ts';
import { readCsv } from '#tasks/forecast/csv.ts';
import { SERIES, SERIES_IDS, type SeriesId } from '#tasks/forecast/series.ts';
import { prepare } from '#tasks/forecast/view.ts';
import { forecaster } from '#train/forecast.ts';
import { layoutForecastChart, PLACES } from '#viz/forecast-chart.ts';
import { problemOf } from '../../src/experiments/forecast.ts';

const fileFor = (series: SeriesId, layers: 1 | 2): ForecastFile =>
  JSON.parse(
    readFileSync(`content/recorded/forecast/${series}/${layers}-layer/seeds.json`, 'utf8'),
  ) as ForecastFile;
const recordFor = async (series: SeriesId) =>
  recordOf(series, [fileFor(series, 1), fileFor(series, 2)], prepare(await problemOf(series)));
const RECORDS = new Map(
  await Promise.all(SERIES_IDS.map(async (id) => [id, await recordFor(id)] as const)),
);
const record = (id: SeriesId) => RECORDS.get(id)!;
const article = (locale: string): string =>
  readFileSync(`content/${locale}/applications/time-series-forecasting.mdx`, 'utf8');

describe.each(SERIES_IDS)('the record of %s', (id) => {
  test('has twelve seeds of both arms at nearly equal parameters', () => {
    for (const layers of [1, 2] as const) {
      const { config, result } = fileFor(id, layers);
      expect(config.seeds).toHaveLength(12);
      expect(result.runs.map(({ seed }) => seed)).toEqual(config.seeds);
      expect(config.units).toBe(forecaster(layers, SERIES[id].horizon).hiddenSize);
    }
    const [one, two] = ([1, 2] as const).map(
      (layers) => countParameters(forecaster(layers, SERIES[id].horizon)).total,
    );
    expect(Math.abs(two! / one! - 1)).toBeLessThan(0.08);
  });

  test('what a page carries draws the same and says the same', () => {
    const whole = record(id);
    const carried = JSON.parse(packed(whole)) as typeof whole;
    expect(verdictOf(carried)?.wins).toEqual(verdictOf(whole)?.wins);
    rowsOf(whole, 1, 'direct').forEach((row, k) => {
      expect(rowsOf(carried, 1, 'direct')[k]?.mase).toBeCloseTo(row.mase, 2);
    });
    const input = chartInput(carried, SERIES[id].horizon, 'recursive', (t) => dateOf(id, t));
    expect(input.lines.map((line) => line.id)).toEqual(['persistence', 'seasonal', 'ar', 'B', 'A']);
    for (const { values } of input.lines) expect(values).toHaveLength(input.truth.length);
    for (const width of [756, 326]) {
      const { dots, lines } = layoutForecastChart(input, width);
      expect(dots.length).toBe(
        Math.min(input.truth.length, width > 520 ? PLACES.wide : PLACES.narrow),
      );
      expect(JSON.stringify(lines)).not.toContain('NaN');
    }
  });

  test('both LSTMs beat persistence over all steps, and no LSTM the autoregression', () => {
    const by = Object.fromEntries(rowsOf(record(id), 1, 'direct').map((row) => [row.id, row.all]));
    for (const arm of ['A', 'B']) {
      expect(by[arm]).toBeLessThan(by['persistence']!);
      expect(by[arm]).toBeGreaterThan(by['ar']!);
    }
  });
});

describe.each(LOCALES)('the article in %s says what was recorded', (locale) => {
  const text = article(locale);
  const row = (id: SeriesId, arm: string, ahead = 1, mode: 'direct' | 'recursive' = 'direct') =>
    rowsOf(record(id), ahead, mode).find((one) => one.id === arm)!;

  test('errors', () => {
    const numbers = [
      row('weather', 'persistence').rmse.toFixed(2),
      row('weather', 'A').rmse.toFixed(2),
      ...['A', 'seasonal'].flatMap((id) =>
        [row('births', id).mae, row('births', id).rmse].map((x) => x.toFixed(0)),
      ),
      row('elnino', 'A').mase.toFixed(3),
      row('elnino', 'ar').mase.toFixed(3),
      ...(['births', 'weather', 'elnino', 'airline'] as const).flatMap((id) =>
        (['direct', 'recursive'] as const).map((mode) => row(id, 'A', 1, mode).all.toFixed(2)),
      ),
      ...(['direct', 'recursive'] as const).flatMap((mode) => [
        row('sunspots', 'A', 1, mode).all.toFixed(1),
        row('sunspots', 'A', 11, mode).target.toFixed(2),
      ]),
      ...(['weather', 'elnino'] as const).flatMap((id) => [
        row(id, 'A').target.toFixed(2),
        row(id, 'A').known.toFixed(2),
      ]),
    ];
    for (const number of numbers) expect(text).toContain(number);
  });

  test('verdicts: two layers better nowhere, one on the sea temperatures, 11 of 12', () => {
    const verdicts = SERIES_IDS.map((id) => verdictOf(record(id))?.verdict);
    expect(verdicts).toEqual(['open', 'open', 'first', 'open', 'open']);
    expect(verdictOf(record('elnino'))?.wins).toEqual({ first: 11, second: 1, ties: 0 });
  });

  test('seasonal naive is beaten on three of five', () => {
    const beaten = SERIES_IDS.filter((id) => row(id, 'A').all < row(id, 'seasonal').all);
    expect(beaten).toEqual(['weather', 'elnino', 'airline']);
  });
});

test('Keras prints the baselines of the record', () => {
  const printed = readFileSync(
    'content/code/applications/time-series-forecasting/01-baselines.keras.out',
    'utf8',
  );
  const { baselines } = record('elnino').prepared;
  for (const { scores } of Object.values(baselines)) {
    const [one] = scores.steps;
    const line = printed.split('\n').find((each) => each.includes(scores.all.mae.toFixed(3)));
    for (const value of [scores.all.mase, one!.mae, one!.rmse, one!.mase, one!.target, one!.known])
      expect(line).toContain(value.toFixed(3));
  }
});

describe('settings', () => {
  test('come from anybody', () => {
    expect(readSettings('series:births;ahead:9;mode:recursive', DEFAULTS)).toMatchObject({
      series: 'births',
      ahead: 9,
      mode: 'recursive',
    });
    for (const text of ['series:__proto__', 'ahead:1e99;seeds:-4', ';;::', 'season:8', '🐳'])
      expect(() => readSettings(text, DEFAULTS)).not.toThrow();
    expect(readSettings('ahead:99', DEFAULTS).ahead).toBe(14);
    expect(queryWith('', DEFAULTS)).toBe('');
  });

  test('begin with what is published, or with new weights where asked or nothing is published', () => {
    for (const series of SERIES_IDS)
      expect(planOf({ ...DEFAULTS, series, seeds: 5 }, undefined, undefined)).toMatchObject({
        published: series,
        seeds: [1],
        steps: SERIES[series].steps,
      });
    const asked = readSettings('start:new', DEFAULTS);
    expect(queryWith('', asked)).toBe('?forecast=start:new');
    const values = new Float64Array(600);
    for (const settings of [asked, { ...DEFAULTS, series: 'own' } as const]) {
      const plan = planOf(settings, undefined, values);
      expect(plan?.seeds).toEqual([1, 2, 3]);
      expect(plan).not.toHaveProperty('published');
    }
  });

  test('make plans that can be followed, whatever the season', () => {
    for (const season of ['1', '4', '7', '12', '24', '52', '365'] as const) {
      const settings = { ...DEFAULTS, series: 'own', season } as const;
      expect(planOf(settings, undefined, undefined)).toBeUndefined();
      expect(aheadRange(settings).max).toBe(12);
      expect(optionsOf(settings).window).toBeLessThanOrEqual(60);
      expect(planOf(settings, undefined, new Float64Array(600))?.options.season).toBe(
        Number(season),
      );
    }
  });

  test('dates', () => {
    expect(dateOf('births', 7304)).toBe('1988-12-31');
    expect(dateOf('weather', 1460)).toBe('2015-12-31');
    expect(dateOf('elnino', 731)).toBe('2010-12');
    expect(dateOf('sunspots', 308)).toBe('2008');
    expect(dateOf('airline', 143)).toBe('1960-12');
    expect(dateOf('own', 0)).toBe('1');
  });
});

describe.each(LOCALES)('bad files are answered in %s', (locale) => {
  const { problems } = STRINGS[locale].own;
  const options = optionsOf({ ...DEFAULTS, series: 'own' });
  const answer = (bytes: Uint8Array): string | undefined => {
    const large = tooLarge(bytes.length);
    if (large) return problemText(large, problems);
    const file = fileOf('x.csv', readCsv(bytes));
    if (file.problem) return problemText(file.problem, problems);
    const column = file.table!.columns[firstChoice(file.table!)]!;
    const found = problemWith(column, options);
    return found && problemText(found, problems);
  };
  const of = (text: string) => answer(new TextEncoder().encode(text));
  const rows = (value: (t: number) => string, count = 200): string =>
    `t,y\n${Array.from({ length: count }, (_, t) => `x,${value(t)}`).join('\n')}\n`;

  test('each with the value or the row', () => {
    expect(answer(new Uint8Array())).toContain('130');
    expect(answer(new Uint8Array(3_100_000))).toContain('3.1 MB');
    expect(answer(Uint8Array.from([0xc8, 0xd5, 0x2c, 0x79]))).toContain('UTF-8');
    expect(of('month\nJanuary\n')).toContain('month');
    expect(of(rows((t) => (t === 4 ? '🐳' : String(t))))).toBe(
      // No column is left that holds numbers only, so the first is told about.
      problemText({ kind: 'not-a-number', name: 't', row: 2, text: 'x' }, problems),
    );
    expect(of(rows(String, 20))).toContain('20');
    expect(of(rows(() => '7'))).toContain('7');
    expect(of(rows(String))).toBeUndefined();
  });
});

test('a live run draws the seed in the middle, and has a verdict once both arms have one', () => {
  const { prepared, arms } = record('airline');
  const trained = ([1, 2] as const).flatMap((layers) =>
    arms[layers === 1 ? 'A' : 'B']!.runs.slice(0, 3).map(({ seed, direct, recursive }) => ({
      layers,
      seed,
      direct: { drawn: new Float64Array(18 * 12), scores: direct },
      recursive: { drawn: new Float64Array(18 * 12), scores: recursive },
    })),
  );
  expect(verdictOf(liveView(prepared, trained.slice(0, 1)))).toBeUndefined();
  const view = liveView(prepared, trained);
  expect(verdictOf(view)?.verdict).toBe('few');
  const mases = view.arms.A!.runs.map((run) => run.direct.all.mase).toSorted((a, b) => a - b);
  expect(
    view.arms.A!.runs.find(({ seed }) => seed === view.arms.A!.drawn.seed)?.direct.all.mase,
  ).toBe(mases[1]);
});
