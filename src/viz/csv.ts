/** Learning curves as comma-separated values (RFC 4180). */
import type { ArmSummary, Series } from './series.ts';

/** Further columns of each arm, the same names for all, e.g. `{ layers: 1, units: 31 }`. */
type About = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** One line for each measurement of each model. */
export function curvesToCsv(series: readonly Series[], about: About): string {
  const rows = series.flatMap(({ arm, seed, points, diverged }) =>
    points.map(({ step, score }, index) => ({
      arm,
      cells: [
        seed,
        step,
        score,
        diverged === true && index === points.length - 1 ? 'diverged' : '',
      ],
    })),
  );
  return csv(['seed', 'step', 'score', 'note'], rows, about);
}

/** One line for the quartiles at each step, then one for the final score of each seed; empty cells where neither is. */
export function summariesToCsv(summaries: readonly ArmSummary[], about: About): string {
  const rows = summaries.flatMap(({ arm, points, finals }) => [
    ...points.map(({ step, low, median, high }) => ({
      arm,
      cells: ['', step, '', low, median, high],
    })),
    ...finals.map(({ seed, score }) => ({
      arm,
      cells: [seed, 'end', score ?? 'diverged', '', '', ''],
    })),
  ]);
  return csv(['seed', 'step', 'score', 'lower_quartile', 'median', 'upper_quartile'], rows, about);
}

interface Row {
  readonly arm: string;
  readonly cells: readonly (string | number)[];
}

function csv(columns: readonly string[], rows: readonly Row[], about: About): string {
  const extra = Object.keys(Object.values(about)[0] ?? {});
  const lines = rows.map(({ arm, cells }) => [
    arm,
    ...extra.map((column) => about[arm]?.[column] ?? ''),
    ...cells,
  ]);
  return tableToCsv(['arm', ...extra, ...columns], lines);
}

/** Any table. @param rows as wide as `names`, which becomes the first line. */
export const tableToCsv = (
  names: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  [names, ...rows]
    .map((row) => `${row.map((cell) => quoted(String(cell))).join(',')}\r\n`)
    .join('');

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
