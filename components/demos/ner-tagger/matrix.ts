/** The scores of a CRF as one table: rows are tags and then the start, columns are tags and then the end. */
import { type Crf, isForbidden } from '#math/crf.ts';
import type { Delta } from './analysis.ts';

export interface MatrixCell {
  readonly row: number;
  readonly column: number;
}

export interface Matrix {
  /** [K + 1, K + 1]; undefined from the start to the end, which no sentence goes. */
  readonly scores: readonly (readonly (number | undefined)[])[];
  /** Largest absolute score that is not forbidden, for the colours; more than 0. */
  readonly largest: number;
}

export function matrixOf({ transitions, start, end }: Crf): Matrix {
  const K = start.length;
  const tags = Array.from({ length: K }, (_, k) => k);
  const scores: (number | undefined)[][] = [
    ...tags.map((i) => [...tags.map((j) => transitions[i * K + j]), end[i]]),
    [...tags.map((j) => start[j]), undefined],
  ];
  const allowed = scores.flat().filter((score) => score !== undefined && !isForbidden(score));
  return { scores, largest: Math.max(1e-6, ...allowed.map((score) => Math.abs(score ?? 0))) };
}

/** The cell by which a node is reached: from the best tag before it, or from the start. */
export const usedCell = ({ best, tag }: Delta, tags: number): MatrixCell => ({
  row: best?.from ?? tags,
  column: tag,
});
