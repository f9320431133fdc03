/** The recorded trainings of the name tagger, variant by variant, as the article's table and sentences show them. */
import { median } from '#math/statistics.ts';
import {
  NER_LANGUAGES,
  NER_VARIANTS,
  type NerLanguage,
  type NerVariant,
} from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';

/** A file of `npm run experiments ner`, as far as it is needed here. */
export interface NerResultFile {
  readonly date: string;
  readonly config: {
    readonly kind: string;
    readonly plan?: {
      readonly language: NerLanguage;
      readonly variant: NerVariant;
      readonly seed: number;
    };
  };
  readonly result: { readonly scores?: NerScores };
}

/** What is shown of a training, each an F1 of 0…1. */
export const NER_CELLS = ['knownNames', 'newNames', 'annotated', 'seen', 'unseen'] as const;
export type NerCell = (typeof NER_CELLS)[number];

const f1Of = (scores: NerScores, cell: NerCell): number =>
  cell === 'seen' || cell === 'unseen' ? scores.annotated[cell].f1 : scores[cell].f1;

export interface Spread {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
  readonly seeds: number;
}

/** Median, least and largest F1 over the seeds. @throws RangeError when the variant has not been recorded. */
export function nerSpread(
  files: readonly NerResultFile[],
  language: NerLanguage,
  variant: NerVariant,
  cell: NerCell,
): Spread {
  const scores = files.flatMap(({ config: { kind, plan }, result }) =>
    kind === 'run' && plan?.language === language && plan.variant === variant && result.scores
      ? [f1Of(result.scores, cell)]
      : [],
  );
  if (scores.length === 0)
    throw new RangeError(`${language}/${variant} must be recorded: npm run experiments ner`);
  return {
    middle: median(scores),
    low: Math.min(...scores),
    high: Math.max(...scores),
    seeds: scores.length,
  };
}

/** The columns of the table. */
export const NER_COLUMNS = NER_LANGUAGES.flatMap((language) =>
  (['newNames', 'annotated'] as const).map((cell) => ({ language, cell })),
);

export interface NerRow {
  readonly id: NerVariant;
  /** In the order of `NER_COLUMNS`. */
  readonly cells: readonly Spread[];
}

/** A row for each variant, and when the last of them was recorded. */
export function nerTable(files: readonly NerResultFile[]): { date: string; rows: NerRow[] } {
  const dates = files.filter(({ config }) => config.kind === 'run').map(({ date }) => date);
  return {
    rows: NER_VARIANTS.map((id) => ({
      id,
      cells: NER_COLUMNS.map(({ language, cell }) => nerSpread(files, language, id, cell)),
    })),
    date: dates.sort().at(-1) ?? '',
  };
}

/** `71.3%` */
export const percentOf = (share: number): string => `${(100 * share).toFixed(1)}%`;
