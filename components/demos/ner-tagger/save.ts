/** The numbers of the figure as CSV. Loaded when the reader asks for a file. */
import { TAGS } from '#tasks/ner/tags.ts';
import { tableToCsv } from '#viz/csv.ts';
import type { Analysis } from './analysis.ts';

/** One line a token and tag: emission, marginal, best score, whether the path or the largest emission takes it. */
export const latticeCsv = (analyses: readonly Analysis[]): string =>
  tableToCsv(
    [
      'sentence',
      'token',
      'text',
      'tag',
      'emission',
      'marginal',
      'best',
      'before',
      'path',
      'largest_emission',
    ],
    analyses.flatMap(({ tokens, emissions, marginals, lattice, greedy }, sentence) =>
      tokens.flatMap((text, t) =>
        TAGS.map((tag, k) => {
          const at = t * TAGS.length + k;
          const rounded = (values: ArrayLike<number>): number =>
            Number((values[at] ?? NaN).toFixed(4));
          return [
            sentence + 1,
            t + 1,
            text,
            tag,
            rounded(emissions),
            rounded(marginals),
            rounded(lattice.best),
            TAGS[lattice.back[at] ?? -1] ?? '',
            lattice.path[t] === k ? 1 : 0,
            greedy[t] === k ? 1 : 0,
          ];
        }),
      ),
    ),
  );
