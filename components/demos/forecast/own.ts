/** The reader's own file: what is wrong with it, or with the column that was picked. */
import {
  CSV_LIMITS,
  type Column,
  type CsvProblem,
  type CsvResult,
  type CsvTable,
} from '#tasks/forecast/csv.ts';
import { leastValues, type ProblemOptions, SHARES } from '#tasks/forecast/problem.ts';

export type OwnProblem =
  | CsvProblem
  /** A field of the picked column is no number; an empty text is a gap. */
  | {
      readonly kind: 'not-a-number';
      readonly name: string;
      readonly row: number;
      readonly text: string;
    }
  | { readonly kind: 'too-short'; readonly rows: number; readonly least: number }
  | { readonly kind: 'constant'; readonly value: number };

/** What has become of the file so far. */
export interface OwnFile {
  readonly name: string;
  readonly table?: CsvTable;
  readonly problem?: OwnProblem;
}

/** Refuses by size alone what need not be read. */
export const tooLarge = (bytes: number): OwnProblem | undefined =>
  bytes > CSV_LIMITS.bytes
    ? { kind: 'too-large', bytes }
    : bytes === 0
      ? { kind: 'empty' }
      : undefined;

export const fileOf = (name: string, result: CsvResult): OwnFile =>
  result.ok ? { name, table: result.table } : { name, problem: result.problem };

/** The column to begin with: the last one that holds numbers only. Index, 0 where there is none. */
export const firstChoice = ({ columns }: CsvTable): number =>
  Math.max(
    0,
    columns.findLastIndex(({ values }) => values !== undefined),
  );

/** What stands in the way of forecasting a column. */
export function problemOf(column: Column, options: ProblemOptions): OwnProblem | undefined {
  if (column.bad) return { kind: 'not-a-number', name: column.name, ...column.bad };
  const { values } = column;
  const least = leastValues(options);
  if (values.length < least) return { kind: 'too-short', rows: values.length, least };
  const train = values.subarray(0, Math.floor(SHARES.train * values.length));
  const [first = 0] = train;
  return train.every((value) => value === first) ? { kind: 'constant', value: first } : undefined;
}
