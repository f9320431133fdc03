/** Scores of the recorded trainings and of the one here, as chart and table show them. */
import { type Spread, spread } from '#math/statistics.ts';
import { NER_VARIANTS, type NerVariant } from '#tasks/ner/languages.ts';
import type { CellInput } from '#viz/score-cells.ts';
import {
  type Baseline,
  BASELINES,
  CELLS,
  type Group,
  GROUPS,
  type GroupScores,
  type NerRecord,
} from './recorded.ts';

/** Of the training on the page. */
export interface LiveScores {
  readonly variant: NerVariant;
  readonly seed: number;
  readonly scores: GroupScores;
}

const scoresOf = ({ runs }: NerRecord, variant: NerVariant, group: Group): number[] =>
  runs.filter((run) => run.variant === variant).map(({ scores }) => scores[group]);

/** What the chart draws, a panel a cell. */
export const cellInputs = (record: NerRecord, live: LiveScores | undefined): CellInput[] =>
  CELLS.map((cell) => ({
    rows: NER_VARIANTS.map((id) => ({
      id,
      scores: scoresOf(record, id, cell),
      live: live?.variant === id ? live.scores[cell] : undefined,
    })),
    baselines: BASELINES.map((id) => ({ id, score: record.baselines[id][cell] })),
  }));

export interface ScoreRow {
  readonly id: NerVariant | Baseline | 'live';
  /** In the order of `GROUPS`: the score, of several seeds the median with the least and the largest. */
  readonly cells: readonly {
    readonly middle: number;
    readonly range: readonly [number, number] | undefined;
  }[];
}

/** The table: every variant, the baselines, and last the training here. */
export function scoreRows(record: NerRecord, live: LiveScores | undefined): ScoreRow[] {
  const single = (id: ScoreRow['id'], scores: GroupScores): ScoreRow => ({
    id,
    cells: GROUPS.map((group) => ({ middle: scores[group], range: undefined })),
  });
  return [
    ...NER_VARIANTS.map((id) => ({
      id,
      cells: GROUPS.map((group) => {
        const { middle, low, high } = spreadOf(record, id, group);
        return { middle, range: [low, high] as const };
      }),
    })),
    ...BASELINES.map((id) => single(id, record.baselines[id])),
    ...(live ? [single('live', live.scores)] : []),
  ];
}

/** Least, middle and largest F1 of a variant's seeds in a cell, and how many there are. */
export function spreadOf(
  record: NerRecord,
  variant: NerVariant,
  group: Group,
): Spread & { readonly seeds: number } {
  const scores = scoresOf(record, variant, group);
  return { ...spread(scores), seeds: scores.length };
}
