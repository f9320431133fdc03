/** The numbers of the figure as CSV. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import type { ForecastChartInput } from '#viz/forecast-chart.ts';

/** One line a place: its date or number, what came true, and what each method said. */
export const forecastCsv = ({ truth, lines, place }: ForecastChartInput): string =>
  tableToCsv(
    ['time', 'truth', ...lines.map(({ id }) => id)],
    truth.map((value, k) => [
      place(k),
      value,
      ...lines.map(({ values }) => Number((values[k] ?? NaN).toPrecision(6))),
    ]),
  );
