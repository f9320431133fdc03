/** The numbers of the figure as CSV. Loaded when the reader asks for a file. */
import type { TagScores } from '#tasks/tagging/scores.ts';
import { TAGS } from '#tasks/tagging/tags.ts';
import { tableToCsv } from '#viz/csv.ts';

/** The confusion matrix: one line a true tag, one column a given one. */
export const taggerCsv = ({ confusion }: TagScores): string =>
  tableToCsv(
    ['true', ...TAGS],
    TAGS.map((tag, row) => [tag, ...(confusion[row] ?? [])]),
  );
