/** The numbers of the figure as CSV. Loaded when the reader asks for a file. */
import { TAGS } from '#tasks/ner/tags.ts';
import { tableToCsv } from '#viz/csv.ts';
import type { Analysis } from './analysis.ts';
import { BASELINES, type Group, GROUPS, type GroupScores, type NerRecord } from './recorded.ts';
import type { LiveScores } from './scores.ts';

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

/**
 * One line a training: F1 of entities in every group of test sentences, of all recorded trainings of the language, of
 * the taggers without training, and last of the training here.
 */
export function scoresCsv({ runs, baselines }: NerRecord, live: LiveScores | undefined): string {
  const line = (
    source: string,
    model: string,
    seed: number | '',
    scores: GroupScores,
  ): (string | number)[] => [
    source,
    model,
    seed,
    ...GROUPS.map((group) => Number(scores[group].toFixed(4))),
  ];
  return tableToCsv(
    ['source', 'model', 'seed', ...GROUPS.map((group) => FILE_NAMES[group])],
    [
      ...runs.map(({ variant, seed, scores }) => line('recorded', variant, seed, scores)),
      ...BASELINES.map((id) => line('baseline', id, '', baselines[id])),
      ...(live ? [line('live', live.variant, live.seed, live.scores)] : []),
    ],
  );
}

/** The groups as columns. */
const FILE_NAMES: Readonly<Record<Group, string>> = {
  knownNames: 'f1_known_names',
  newNames: 'f1_new_names',
  annotated: 'f1_annotated',
  seen: 'f1_annotated_seen',
  unseen: 'f1_annotated_unseen',
};
