/** What pages carry of the published model and of the recorded trainings of one language. */
import { type NerLanguage, NER_VARIANTS, type NerVariant } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type { NerManifest } from '#train/ner-file.ts';
import type { NerChain, NerPlan } from '#train/ner-protocol.ts';
import type { ReadSentence } from './analysis.ts';

/** The test cells, and the annotated names apart by whether training had them. */
export const CELLS = ['knownNames', 'newNames', 'annotated'] as const;
export const GROUPS = [...CELLS, 'seen', 'unseen'] as const;
export type Cell = (typeof CELLS)[number];
export type Group = (typeof GROUPS)[number];

/** F1 of entities in every group. */
export type GroupScores = Readonly<Record<Group, number>>;

export const groupScores = ({ knownNames, newNames, annotated }: NerScores): GroupScores => ({
  knownNames: knownNames.f1,
  newNames: newNames.f1,
  annotated: annotated.f1,
  seen: annotated.seen.f1,
  unseen: annotated.unseen.f1,
});

/** One recorded training. */
export interface NerRecordedRun {
  readonly variant: NerVariant;
  readonly seed: number;
  /** F1 on held-out sentences after each epoch. */
  readonly heldOut: readonly number[];
  readonly scores: GroupScores;
}

/** A text as it was read, as far as the figure needs it. */
export interface RecordedReading {
  readonly language: NerLanguage;
  readonly variant: NerVariant;
  readonly chain: NerChain;
  readonly sentences: readonly ReadSentence[];
}

/** Trivial taggers that a model has to beat. */
export const BASELINES = ['longestMatch', 'mostFrequentTag'] as const;
export type Baseline = (typeof BASELINES)[number];

export interface NerRecord {
  readonly language: NerLanguage;
  readonly date: string;
  /** Version and runtime that made the published model. */
  readonly engine: string;
  readonly command: string;
  readonly seed: number;
  /** Updates of a training. */
  readonly steps: number;
  readonly sizes: {
    readonly parameters: number;
    readonly annotated: number;
    readonly entities: number;
  };
  readonly text: string;
  readonly reading: RecordedReading;
  readonly baselines: Readonly<Record<Baseline, GroupScores>>;
  /** How each variant is trained. */
  readonly plans: Readonly<Record<NerVariant, Pick<NerPlan, 'epochs' | 'learningRate'>>>;
  readonly runs: readonly NerRecordedRun[];
}

/** A file of `npm run experiments ner`, as far as pages need it. */
export interface NerFile {
  readonly date: string;
  readonly config: { readonly kind: string; readonly plan?: NerPlan };
  readonly result: { readonly heldOut?: readonly number[]; readonly test?: NerScores };
}

/**
 * @param manifest of the published model
 * @param files the recorded trainings, of all languages
 * @throws RangeError when a variant has not been recorded.
 */
export function recordOf(manifest: NerManifest, files: readonly NerFile[]): NerRecord {
  const { language, variant, chain, sentences } = manifest.example.reading;
  const own = files.flatMap(({ config: { kind, plan }, result: { heldOut, test } }) =>
    kind === 'run' && plan?.language === language && heldOut && test
      ? [{ plan, heldOut, scores: groupScores(test) }]
      : [],
  );
  const plans = NER_VARIANTS.map((id) => {
    const plan = own.find((one) => one.plan.variant === id)?.plan;
    if (!plan) throw new RangeError(`${language}/${id} must be recorded: npm run experiments ner`);
    return [id, { epochs: plan.epochs, learningRate: plan.learningRate }];
  });
  const { longestMatch, mostFrequentTag } = manifest.baselines;
  const { annotated } = manifest.scores;
  return {
    language,
    date: manifest.date,
    engine: `Strata ${manifest.engine.version}, ${manifest.engine.runtime}`,
    command: manifest.command,
    seed: manifest.seed,
    steps: manifest.steps,
    sizes: {
      parameters: manifest.parameters,
      annotated: annotated.sentences,
      entities: annotated.gold,
    },
    text: manifest.example.text,
    reading: {
      language,
      variant,
      chain,
      sentences: sentences.map(({ tokens, known, emissions }) => ({ tokens, known, emissions })),
    },
    baselines: {
      longestMatch: groupScores(longestMatch),
      mostFrequentTag: groupScores(mostFrequentTag),
    },
    plans: Object.fromEntries(plans) as NerRecord['plans'],
    runs: own
      .map(({ plan: { variant: id, seed }, heldOut, scores }) => ({
        variant: id,
        seed,
        heldOut,
        scores,
      }))
      .sort((a, b) => a.seed - b.seed),
  };
}

/** Digits of scores that are drawn and printed; those of the lattice stay as they are. */
const DIGITS = 4;

/** JSON of a record, with no more digits of F1 than are shown. */
export const packed = (record: NerRecord): string =>
  JSON.stringify({
    ...record,
    runs: record.runs.map((run) => ({
      ...run,
      heldOut: run.heldOut.map((score) => Number(score.toFixed(DIGITS))),
      scores: Object.fromEntries(
        GROUPS.map((group) => [group, Number(run.scores[group].toFixed(DIGITS))]),
      ),
    })),
  });
