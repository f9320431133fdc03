/** English words of the forecasting demo. */
import { english } from '#components/demos/depth-duel/result.en.ts';
import { CSV_LIMITS } from '#tasks/forecast/csv.ts';
import { formatCount, formatSetting } from '#viz/format.ts';
import type { ForecastStrings } from './strings.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export const en: ForecastStrings = {
  name: 'Forecast',
  instruction:
    'Choose a series and how many steps ahead, and look whether the LSTM beats the dashed lines. Run shows what the published models say and Resume trains them on here; new weights train from scratch.',
  series: 'Series',
  seriesNames: {
    births: 'US births, daily',
    weather: 'Seattle, daily high',
    elnino: 'El Niño sea surface, monthly',
    sunspots: 'Sunspots, yearly',
    airline: 'Airline passengers, monthly',
    own: 'Your own CSV file',
  },
  axes: {
    births: 'births a day',
    weather: 'highest temperature, °C',
    elnino: 'sea surface temperature, °C',
    sunspots: 'sunspot number',
    airline: 'thousand passengers',
    own: 'value',
  },
  mode: 'Several steps',
  modes: { direct: 'Direct', recursive: 'Recursive' },
  ahead: 'Steps ahead',
  start: 'Start from',
  starts: { published: 'Published models', new: 'New weights' },
  seeds: 'Seeds',
  own: {
    file: 'CSV file',
    hint: `UTF-8, one row a time step, oldest first; at most ${formatCount(CSV_LIMITS.rows)} rows and ${megabytes(CSV_LIMITS.bytes)} MB. The file stays in your browser.`,
    column: 'Column',
    season: 'Season',
    seasons: {
      '1': 'none',
      '4': '4 steps',
      '7': '7 steps',
      '12': '12 steps',
      '24': '24 steps',
      '52': '52 steps',
      '365': '365 steps',
    },
    read: (name, rows, columns) =>
      `${name}: ${formatCount(rows)} rows, ${columns === 1 ? '1 column' : `${columns} columns`}.`,
    columnName: (name, usable) => (usable ? name : `${name} (not all numbers)`),
    problems: {
      empty: () => 'The file holds no rows of data. It needs at least 130 rows of numbers.',
      'too-large': ({ bytes }) =>
        `The file has ${megabytes(bytes)} MB; at most ${megabytes(CSV_LIMITS.bytes)} MB can be read.`,
      encoding: () =>
        'The file is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”; a .xlsx file cannot be read.',
      'too-many-rows': ({ rows }) =>
        `The file has ${formatCount(rows)} rows; at most ${formatCount(CSV_LIMITS.rows)} can be used. Cut it, or average it to a coarser time step.`,
      'too-many-columns': ({ columns }) =>
        `The file has ${formatCount(columns)} columns; at most ${CSV_LIMITS.columns} can be read.`,
      ragged: ({ row, fields, expected }) =>
        `Row ${formatCount(row)} has ${fields === 1 ? '1 field' : `${formatCount(fields)} fields`}, the first row has ${expected}. All rows must have equally many.`,
      quote: ({ row }) => `A quotation mark that opens in row ${formatCount(row)} is never closed.`,
      'one-column': ({ text }) =>
        `The file has a single column, “${text}”, and it holds no numbers. Fields are separated by commas, semicolons or tabs, and one column must hold the values.`,
      'no-numbers': () => 'No column holds numbers. A decimal point is a point: 12.5, not 12,5.',
      'not-a-number': ({ name, row, text }) =>
        text.trim() === ''
          ? `Row ${formatCount(row)} of column “${name}” is empty. Fill gaps before forecasting: an LSTM cannot read a missing value.`
          : `Row ${formatCount(row)} of column “${name}” holds “${text}”, which is not a number like 12.5 or −3.`,
      'too-short': ({ rows, least }) =>
        `The column has ${formatCount(rows)} values; with this season at least ${formatCount(least)} are needed to train, validate and test.`,
      constant: ({ value }) =>
        `All values of the training part are ${formatSetting(value)}: there is nothing to learn and no scale to divide by.`,
    },
    none: 'Choose a file to see its forecast.',
  },
  methods: {
    A: 'LSTM, one layer',
    B: 'LSTM, two layers',
    ar: 'Autoregression',
    seasonal: 'Seasonal naive',
    persistence: 'Persistence',
  },
  truth: 'What came true',
  table: {
    caption: (ahead, mode) =>
      `Errors on the test part, ${ahead === 1 ? 'one step' : `${ahead} steps`} ahead, ${mode}`,
    method: 'Method',
    target: 'r with the truth',
    known: (ahead) => (ahead === 1 ? 'r one step late' : `r ${ahead} steps late`),
    all: 'MASE, all steps',
    range: (low, high) => `${low} to ${high}`,
  },
  chartLabel: (series, ahead, best) =>
    `${series}: the end of the test part and what each method forecast for it ${ahead === 1 ? 'one step' : `${ahead} steps`} ahead. Smallest error: ${best}. The table below holds the numbers.`,
  facts: (train, validation, tested) =>
    `${formatCount(train)} values to train on, ${formatCount(validation)} to stop by, ${formatCount(tested)} forecasts tested`,
  sizes: '1 × 16 against 2 × 10 units',
  published: ({ seed, steps, date }) =>
    `Published models: seed ${seed}, ${formatCount(steps)} updates each, ${date}`,
  continued: ({ seed, steps }, more, [one = 0, two = 0]) =>
    `Begun with the published models (seed ${seed}, ${formatCount(steps)} updates each), ${formatCount(more)} more each. By the validation part, the weights kept are those after ${formatCount(one)} more with one layer and ${formatCount(two)} with two.`,
  unpublished: 'Nothing is published for your own file: its models start from new weights.',
  noModel: {
    title: 'The published models cannot be used',
    text: 'A file did not come, or is not byte for byte the one that was published. The recorded result stays, and new weights can be trained here.',
  },
  startAnew: 'Train new weights',
  best: (method) => `Smallest MASE over all steps: ${method}.`,
  verdictLead: 'One layer against two, MASE over all steps told at once:',
  waiting: 'Baselines are drawn; the first LSTM is learning.',
  result: english,
  gap: ' ',
  empty: 'Nothing is shown yet.',
  missing: 'The recorded result did not arrive. Run computes it here.',
  shown: 'shown: recorded',
  provenance: (engine, seeds) => `${seeds} seeds, made with ${engine} by`,
  command: 'npm run experiments forecast',
  announce: (best) => `Trained. Smallest error over all steps: ${best}.`,
};
