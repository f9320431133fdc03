/**
 * A reader's CSV file as columns of numbers: UTF-8, separated by commas, semicolons or tabs, quoted as in RFC 4180, with
 * or without a line of names. What cannot be read is told as data, so that it can be said in the reader's language.
 */

/** Largest file, in bytes; most rows and columns. */
export const CSV_LIMITS = { bytes: 2_000_000, rows: 10_000, columns: 50 } as const;

/** Why a file cannot be read. Rows count from 1, the line of names included. */
export type CsvProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** Not UTF-8: GBK and UTF-16 files look so, and pictures or spreadsheets. */
  | { readonly kind: 'encoding' }
  | { readonly kind: 'too-many-rows'; readonly rows: number }
  | { readonly kind: 'too-many-columns'; readonly columns: number }
  /** A row with more or fewer fields than the first one. */
  | {
      readonly kind: 'ragged';
      readonly row: number;
      readonly fields: number;
      readonly expected: number;
    }
  /** A quote that is opened and never closed. */
  | { readonly kind: 'quote'; readonly row: number }
  /** A single column, and no numbers in it. */
  | { readonly kind: 'one-column'; readonly text: string }
  | { readonly kind: 'no-numbers' };

/** A column: all its numbers, or the first field that is none. */
export type Column = { readonly name: string } & (
  | { readonly values: Float64Array; readonly bad?: never }
  | { readonly values?: never; readonly bad: { readonly row: number; readonly text: string } }
);

export interface CsvTable {
  readonly columns: readonly Column[];
  /** Rows without the names. */
  readonly rows: number;
}

export type CsvResult =
  | { readonly ok: true; readonly table: CsvTable }
  | { readonly ok: false; readonly problem: CsvProblem };

const SEPARATORS = [',', ';', '\t'] as const;
/** Longest piece of a file that is quoted in a message. */
const QUOTED = 40;

/** Never throws. */
export function readCsv(bytes: Uint8Array): CsvResult {
  const no = (problem: CsvProblem): CsvResult => ({ ok: false, problem });
  if (bytes.length > CSV_LIMITS.bytes) return no({ kind: 'too-large', bytes: bytes.length });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return no({ kind: 'encoding' });
  }
  if (text.includes('\0')) return no({ kind: 'encoding' });
  const split = splitRows(text, separatorOf(text));
  if ('problem' in split) return no(split.problem);
  const { rows } = split;
  const [first] = rows;
  if (first === undefined) return no({ kind: 'empty' });
  if (first.length > CSV_LIMITS.columns)
    return no({ kind: 'too-many-columns', columns: first.length });
  const ragged = rows.findIndex(({ length }) => length !== first.length);
  if (ragged >= 0)
    return no({
      kind: 'ragged',
      row: ragged + 1,
      fields: rows[ragged]?.length ?? 0,
      expected: first.length,
    });
  // A line of names has no number in any column.
  const named = first.every((field) => numberIn(field) === undefined);
  const start = named ? 1 : 0;
  const count = rows.length - start;
  if (count === 0) return no({ kind: 'empty' });
  if (count > CSV_LIMITS.rows) return no({ kind: 'too-many-rows', rows: count });
  const columns = first.map((field, k) =>
    readColumn(named ? field.trim() : `${k + 1}`, rows.slice(start), k, start + 1),
  );
  if (columns.length === 1 && !columns.some(({ values }) => values))
    return isOneText(columns)
      ? no({ kind: 'one-column', text: short(first[0] ?? '') })
      : ok(columns, count);
  return columns.every(({ bad }) => bad !== undefined && bad.row === start + 1)
    ? no({ kind: 'no-numbers' })
    : ok(columns, count);
}

const ok = (columns: readonly Column[], rows: number): CsvResult => ({
  ok: true,
  table: { columns, rows },
});

/** Does the only column begin with something that is no number? */
const isOneText = ([column]: readonly Column[]): boolean =>
  column?.bad !== undefined && column.bad.row <= 2;

const short = (text: string): string =>
  // By code points, so that no half of an emoji is left.
  [...text].length > QUOTED ? `${[...text].slice(0, QUOTED).join('')}…` : text;

/** The separator that the first line has most of. */
function separatorOf(text: string): string {
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  const counts = SEPARATORS.map((separator) => line.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Rows of fields; empty lines are left out. */
function splitRows(
  text: string,
  separator: string,
): { readonly rows: string[][] } | { readonly problem: CsvProblem } {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let openedAt = 1;
  const endRow = (): void => {
    row.push(field);
    if (row.length > 1 || field.trim() !== '') rows.push(row);
    row = [];
    field = '';
  };
  for (let k = 0; k < text.length; k++) {
    const symbol = text[k]!;
    if (quoted) {
      if (symbol !== '"') field += symbol;
      else if (text[k + 1] === '"') field += text[++k];
      else quoted = false;
    } else if (symbol === '"' && field.trim() === '') {
      quoted = true;
      field = '';
      openedAt = rows.length + 1;
    } else if (symbol === separator) {
      row.push(field);
      field = '';
    } else if (symbol === '\n') endRow();
    else if (symbol !== '\r') field += symbol;
  }
  if (quoted) return { problem: { kind: 'quote', row: openedAt } };
  endRow();
  return { rows };
}

/** A finite number as people and programs write them: `12`, `-1.5`, `1e3`; undefined for everything else. */
function numberIn(field: string): number | undefined {
  const text = field.trim().replace('−', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readColumn(name: string, rows: readonly string[][], k: number, firstRow: number): Column {
  const values = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const value = numberIn(row[k] ?? '');
    if (value === undefined)
      return { name: short(name), bad: { row: firstRow + index, text: short(row[k] ?? '') } };
    values[index] = value;
  }
  return { name: short(name), values };
}

/** The last column of a file of the site. @throws Error when it cannot be read. */
export function lastColumn(bytes: Uint8Array): Float64Array {
  const result = readCsv(bytes);
  const values = result.ok ? result.table.columns.at(-1)?.values : undefined;
  if (values === undefined) throw new Error('the last column must be numbers');
  return values;
}
