/** Comma-separated values (RFC 4180): any table, and learning curves with one line for each measurement. */
import type { Series } from './series.ts';

/**
 * @param about further columns of each arm, the same names for all, e.g. `{ layers: 1, units: 31 }`
 */
export function curvesToCsv(
  series: readonly Series[],
  about: Readonly<Record<string, Readonly<Record<string, string | number>>>>,
): string {
  const extra = Object.keys(Object.values(about)[0] ?? {});
  const rows = series.flatMap(({ arm, seed, points, diverged }) =>
    points.map(({ step, score }, index) => [
      arm,
      ...extra.map((column) => about[arm]?.[column] ?? ''),
      seed,
      step,
      score,
      diverged === true && index === points.length - 1 ? 'diverged' : '',
    ]),
  );
  return tableToCsv(['arm', ...extra, 'seed', 'step', 'score', 'note'], rows);
}

/** @param rows as wide as `names`, which becomes the first line. */
export const tableToCsv = (
  names: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  [names, ...rows]
    .map((row) => `${row.map((cell) => quoted(String(cell))).join(',')}\r\n`)
    .join('');

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
