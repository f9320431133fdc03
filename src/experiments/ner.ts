/**
 * Taggers of names in two languages, whole and without each of their parts, and two baselines.
 *
 * Stage 1 chooses the learning rate of every variant on sentences of held-out templates and names, with a seed that is used
 * for nothing else. Stage 2 trains with the best rate on other seeds and scores the test sentences.
 *
 * Two rates were tried at first, and the higher was mostly the better; so 0.02 and then 0.04 were added and the runs made
 * anew. Test scores of the first runs had been seen by then. What chose was the held-out sentences alone, but the tests were
 * not looked at only once.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { agreementOf, type Agreement } from '#tasks/ner/agreement.ts';
import { longestMatch, mostFrequentTags } from '#tasks/ner/baselines.ts';
import { NER_FILES, type NerCorpus, parseNerCorpus } from '#tasks/ner/corpus.ts';
import {
  NER_LANGUAGES,
  NER_VARIANTS,
  nerFolder,
  type NerLanguage,
  type NerVariant,
} from '#tasks/ner/languages.ts';
import { createNerProblem, type NerProblem, scoreTest } from '#tasks/ner/problem.ts';
import type { EntityScores, NerScores } from '#tasks/ner/scores.ts';
import { countNerParameters } from '#model/ner.ts';
import type { NerPlan } from '#train/ner-protocol.ts';
import { scoreNer, trainNer } from '#train/train-ner.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { tfjsWasm } from './node-tfjs.ts';

/** Passes over the training sentences. */
export const NER_EPOCHS = 6;
const RATES = [0.005, 0.01, 0.02, 0.04] as const;
const TUNING_SEED = 101;
const SEEDS = [1, 2, 3, 4, 5];

/** `data` is a hash of the files that a result follows from. */
export type NerConfig =
  | {
      readonly kind: 'baselines' | 'agreement';
      readonly language: NerLanguage;
      readonly data: string;
    }
  | { readonly kind: 'tuning' | 'run'; readonly plan: NerPlan; readonly data: string };

export interface NerBaselines {
  readonly longestMatch: NerScores;
  readonly mostFrequentTag: NerScores;
}

export interface NerResult {
  /** Of the whole model. */
  readonly parameters: number;
  /** After every epoch: F1 on the held-out sentences, and the mean loss, nats a token. */
  readonly heldOut: readonly number[];
  readonly losses: readonly number[];
  /** Absent where a rate is chosen. */
  readonly test?: NerScores;
  readonly timings: { readonly msPerStep: number };
}

type FileName = keyof typeof NER_FILES;

const placeOf = (language: NerLanguage, file: FileName): string =>
  `public/${nerFolder(language)}/${NER_FILES[file]}`;

const readText = (language: NerLanguage, file: FileName): string =>
  readFileSync(placeOf(language, file), 'utf8');

/** The files of a language from the disk. @throws Error when they are missing, RangeError when they are not as they should be. */
export const readNerCorpus = (language: NerLanguage): NerCorpus =>
  parseNerCorpus(language, {
    templates: readText(language, 'templates'),
    names: readText(language, 'names'),
    annotated: readText(language, 'annotated'),
    ...(existsSync(placeOf(language, 'second')) && { second: readText(language, 'second') }),
  });

function hashOf(language: NerLanguage, files: readonly FileName[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readText(language, file));
  return hash.digest('hex').slice(0, 16);
}

const dataOf = (language: NerLanguage): string =>
  hashOf(language, ['templates', 'names', 'annotated']);

const pathOf = (language: NerLanguage, variant: NerVariant, name: string): string =>
  `ner/${language}/${variant}/${name}.json`;

const tuningPath = (language: NerLanguage, variant: NerVariant, rate: number): string =>
  pathOf(language, variant, `tuning-${rate}-seed-${TUNING_SEED}`);

const pairs: readonly (readonly [NerLanguage, NerVariant])[] = NER_LANGUAGES.flatMap((language) =>
  NER_VARIANTS.map((variant) => [language, variant] as const),
);

function tuningJobs(): Job<NerConfig>[] {
  const baselines = NER_LANGUAGES.map((language): Job<NerConfig> => ({
    path: `ner/${language}/baselines.json`,
    config: { kind: 'baselines', language, data: dataOf(language) },
  }));
  const agreements = NER_LANGUAGES.filter((language) =>
    existsSync(placeOf(language, 'second')),
  ).map((language): Job<NerConfig> => ({
    path: `ner/${language}/agreement.json`,
    config: { kind: 'agreement', language, data: hashOf(language, ['annotated', 'second']) },
  }));
  const tuning = pairs.flatMap(([language, variant]) =>
    RATES.map((learningRate): Job<NerConfig> => ({
      path: tuningPath(language, variant, learningRate),
      config: {
        kind: 'tuning',
        plan: { language, variant, seed: TUNING_SEED, epochs: NER_EPOCHS, learningRate },
        data: dataOf(language),
      },
    })),
  );
  return [...baselines, ...agreements, ...tuning];
}

/** The best rate by F1 on the held-out sentences after the last epoch; undefined while one has not been tried. */
export function nerRate(
  read: ReadRecorded,
  language: NerLanguage,
  variant: NerVariant,
): number | undefined {
  const tried = RATES.flatMap((rate) => {
    const file = read(tuningPath(language, variant, rate));
    return file === undefined ? [] : [{ rate, f1: (file.result as NerResult).heldOut.at(-1) ?? 0 }];
  });
  if (tried.length < RATES.length) return undefined;
  return tried.reduce((a, b) => (b.f1 > a.f1 ? b : a)).rate;
}

const runJobs = (read: ReadRecorded): Job<NerConfig>[] =>
  SEEDS.flatMap((seed) =>
    pairs.flatMap(([language, variant]): Job<NerConfig>[] => {
      const learningRate = nerRate(read, language, variant);
      if (learningRate === undefined) return [];
      const plan = { language, variant, seed, epochs: NER_EPOCHS, learningRate };
      return [
        {
          path: pathOf(language, variant, `seed-${seed}`),
          config: { kind: 'run', plan, data: dataOf(language) },
        },
      ];
    }),
  );

/** A number with 5 decimals. */
const short = (share: number): number => Number(share.toFixed(5));

/** Shares with 5 decimals, wherever they are. */
export const shortened = <Scores extends NerScores | EntityScores>(scores: Scores): Scores =>
  JSON.parse(
    JSON.stringify(scores, (_, value: unknown) =>
      typeof value === 'number' ? short(value) : value,
    ),
  ) as Scores;

/** Of both baselines, in all test cells. */
export const nerBaselines = ({ corpus, train, test }: NerProblem): NerBaselines => ({
  longestMatch: shortened(scoreTest(test, longestMatch(corpus))),
  mostFrequentTag: shortened(scoreTest(test, mostFrequentTags(train))),
});

function agreement(language: NerLanguage): Agreement {
  const { annotated, second } = readNerCorpus(language);
  if (second === undefined) throw new Error(`${placeOf(language, 'second')} must be there`);
  const { entities, kappa, ...counts } = agreementOf(annotated, second);
  return { entities: shortened(entities), kappa: short(kappa), ...counts };
}

async function train(plan: NerPlan, test: boolean): Promise<NerResult> {
  await tfjsWasm();
  const problem = createNerProblem(readNerCorpus(plan.language));
  const heldOut: number[] = [];
  const losses: number[] = [];
  let [ms, steps, since] = [0, 0, NaN];
  const tagger = await trainNer(
    problem,
    plan,
    async () => {
      // The first update of an epoch is left out: the report on the last one lies before it.
      const now = performance.now();
      if (Number.isFinite(since)) [ms, steps] = [ms + now - since, steps + 1];
      since = performance.now();
      return true;
    },
    (report) => {
      heldOut.push(short(report.heldOut));
      losses.push(short(report.loss));
      since = NaN;
    },
  );
  if (tagger === undefined) throw new Error('the training was ended');
  try {
    return {
      parameters: countNerParameters(tagger.spec),
      heldOut,
      losses,
      ...(test && { test: shortened(scoreNer(tagger, problem)) }),
      timings: { msPerStep: Number((ms / steps).toFixed(2)) },
    };
  } finally {
    tagger.dispose();
  }
}

async function run(config: NerConfig): Promise<NerResult | NerBaselines | Agreement> {
  switch (config.kind) {
    case 'baselines':
      return nerBaselines(createNerProblem(readNerCorpus(config.language)));
    case 'agreement':
      return agreement(config.language);
    case 'tuning':
    case 'run':
      return train(config.plan, config.kind === 'run');
    default:
      return config satisfies never;
  }
}

export const experiment: Experiment<NerConfig, NerResult | NerBaselines | Agreement> = {
  id: 'ner',
  backend: 'tfjs-wasm',
  stages: [tuningJobs, runJobs],
  run,
};
