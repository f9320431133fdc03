/** The recorded taggers of names, variant by variant, as the article's table and sentences show them. */
import {
  type Baseline,
  BASELINES,
  type Group,
  groupScores,
} from '#components/demos/ner-tagger/recorded.ts';
import { type Spread, spread } from '#math/statistics.ts';
import type { Agreement } from '#tasks/ner/agreement.ts';
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
    readonly kind: 'tuning' | 'run' | 'baselines' | 'agreement';
    /** Of baselines and agreement. */
    readonly language?: NerLanguage;
    /** Of trainings. */
    readonly plan?: {
      readonly language: NerLanguage;
      readonly variant: NerVariant;
      readonly seed: number;
    };
  };
  readonly result: Partial<Record<Baseline | 'test', NerScores>> &
    Partial<Pick<Agreement, 'entities' | 'kappa'>>;
}

/** F1 over the seeds, 0…1. A baseline has no seeds: all three are the same. */
export interface SeedSpread extends Spread {
  readonly seeds: number;
}

const isBaseline = (id: NerVariant | Baseline): id is Baseline =>
  (BASELINES as readonly string[]).includes(id);

function scoresOf(
  files: readonly NerResultFile[],
  language: NerLanguage,
  id: NerVariant | Baseline,
): NerScores[] {
  return files.flatMap(({ config: { kind, plan, ...own }, result }) => {
    const scores = isBaseline(id)
      ? kind === 'baselines' && own.language === language && result[id]
      : kind === 'run' && plan?.language === language && plan.variant === id && result.test;
    return scores ? [scores] : [];
  });
}

/** @throws RangeError when this has not been recorded. */
export function nerSpread(
  files: readonly NerResultFile[],
  language: NerLanguage,
  id: NerVariant | Baseline,
  cell: Group,
): SeedSpread {
  const all = scoresOf(files, language, id).map((scores) => groupScores(scores)[cell]);
  if (all.length === 0)
    throw new RangeError(`${language}/${id} must be recorded: npm run experiments ner`);
  return { ...spread(all), seeds: isBaseline(id) ? 0 : all.length };
}

/** The columns of the table. */
export const NER_COLUMNS = NER_LANGUAGES.flatMap((language) =>
  (['newNames', 'annotated'] as const).map((cell) => ({ language, cell })),
);

export interface NerRow {
  readonly id: NerVariant | Baseline;
  /** In the order of `NER_COLUMNS`. */
  readonly cells: readonly SeedSpread[];
}

/** A row for each variant and each baseline, and when the last training was recorded. */
export function nerTable(files: readonly NerResultFile[]): { date: string; rows: NerRow[] } {
  const dates = files.filter(({ config }) => config.kind === 'run').map(({ date }) => date);
  return {
    rows: [...NER_VARIANTS, ...BASELINES].map((id) => ({
      id,
      cells: NER_COLUMNS.map(({ language, cell }) => nerSpread(files, language, id, cell)),
    })),
    date: dates.sort().at(-1) ?? '',
  };
}

/** How far the two annotations agree: F1 of the entities, and κ of the tokens. @throws RangeError as above. */
export function nerAgreement(
  files: readonly NerResultFile[],
  language: NerLanguage,
): { readonly f1: number; readonly kappa: number } {
  const file = files.find(
    ({ config }) => config.kind === 'agreement' && config.language === language,
  );
  const { entities, kappa } = file?.result ?? {};
  if (entities === undefined || kappa === undefined)
    throw new RangeError(`agreement in ${language} must be recorded: npm run experiments ner`);
  return { f1: entities.f1, kappa };
}

/** `71.3%` */
export const percentOf = (share: number): string => `${(100 * share).toFixed(1)}%`;
