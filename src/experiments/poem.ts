/**
 * One LSTM layer against two at equal parameters, on verse: perplexity on poems that neither has seen, for five seeds,
 * beside n-grams; and how much of what the models write is copied.
 */
import {
  type BaselineResult,
  type ModelResult,
  POEM_ARMS,
  type PoemArm,
} from '#components/demos/poem/experiment.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { nGramPerplexities } from '#tasks/verse-batches.ts';
import { type Form, VERSE_IDS, type VerseId } from '#tasks/verse.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { perplexityOn, readCorpus, specificationFor, trainVerse } from './verse-model.ts';
import { realPoems, statisticsOf, writeMany } from './verse-statistics.ts';

const SEEDS = [1, 2, 3, 4, 5] as const;
const RATES = [0.005, 0.01, 0.02] as const;

/** Updates of the runs that choose a rate; few quatrains are overfitted by more. */
const TUNING_STEPS = 300;

/** Poems that each model writes to be examined, and how they are drawn. */
const WRITING = { poems: 40, temperature: 0.8, topK: 40 } as const;

/**
 * Tokens, width of the embedding and of the layers, updates. The one layer is as wide as the parameters allow. Of the
 * quatrains those with lines of five characters, so that five seeds take minutes.
 */
const SIZES = {
  quatrains: { symbols: 2500, embedding: 32, one: 54, two: 48, steps: 300, batchSize: 32, form: 5 },
  psalms: {
    symbols: 64,
    embedding: 16,
    one: 105,
    two: 64,
    steps: 900,
    batchSize: 32,
    form: null,
  },
} as const satisfies Record<VerseId, object>;

type PoemConfig =
  | {
      readonly kind: 'baselines';
      readonly verse: VerseId;
      readonly form: Form | null;
      readonly poems: number;
    }
  | {
      readonly kind: 'model';
      readonly verse: VerseId;
      readonly form: Form | null;
      readonly arm: PoemArm;
      readonly spec: ModelSpecification;
      readonly seed: number;
      readonly steps: number;
      readonly batchSize: number;
      readonly learningRate: number;
      /** Absent where only the rate is chosen. */
      readonly writing?: typeof WRITING;
    };

const specOf = (verse: VerseId, arm: PoemArm): ModelSpecification => {
  const { symbols, embedding, [arm]: width } = SIZES[verse];
  return specificationFor(symbols, embedding, width, arm === 'one' ? 1 : 2);
};

const baselines = (): Job<PoemConfig>[] =>
  VERSE_IDS.map((verse) => ({
    path: `poem/${verse}/baselines.json`,
    config: { kind: 'baselines', verse, form: SIZES[verse].form, poems: WRITING.poems },
  }));

const tuningPath = (verse: VerseId, arm: PoemArm, rate: number) =>
  `poem/${verse}/${arm}/tuning/rate-${rate}.json`;

/** On a seed of their own. */
const tuning = (): Job<PoemConfig>[] =>
  VERSE_IDS.flatMap((verse) =>
    POEM_ARMS.flatMap((arm) =>
      RATES.map((learningRate) => ({
        path: tuningPath(verse, arm, learningRate),
        config: {
          kind: 'model' as const,
          verse,
          form: SIZES[verse].form,
          arm,
          spec: specOf(verse, arm),
          seed: 0,
          steps: TUNING_STEPS,
          batchSize: SIZES[verse].batchSize,
          learningRate,
        },
      })),
    ),
  );

function comparison(read: ReadRecorded): Job<PoemConfig>[] {
  return SEEDS.flatMap((seed) =>
    VERSE_IDS.flatMap((verse) =>
      POEM_ARMS.flatMap((arm) => {
        const scored = RATES.flatMap((rate) => {
          const found = read(tuningPath(verse, arm, rate))?.result as ModelResult | undefined;
          return found === undefined ? [] : [{ rate, heldOut: found.heldOut }];
        });
        const [best] = scored.toSorted((a, b) => a.heldOut - b.heldOut);
        if (best === undefined || scored.length < RATES.length) return [];
        const { steps, batchSize } = SIZES[verse];
        const config: PoemConfig = {
          kind: 'model',
          verse,
          form: SIZES[verse].form,
          arm,
          spec: specOf(verse, arm),
          seed,
          steps,
          batchSize,
          learningRate: best.rate,
          writing: WRITING,
        };
        return [{ path: `poem/${verse}/${arm}/seed-${seed}.json`, config }];
      }),
    ),
  );
}

async function run(config: PoemConfig): Promise<ModelResult | BaselineResult> {
  const { verse } = config;
  const corpus = readCorpus(verse, config.form ?? undefined);
  if (config.kind === 'baselines')
    return {
      nGrams: nGramPerplexities(verse, corpus.tokens, corpus.alphabet.symbols.length),
      real: statisticsOf(verse, corpus, realPoems(verse, corpus, config.poems)),
    };
  const { spec, writing } = config;
  if (corpus.alphabet.symbols.length !== spec.vocabulary)
    throw new RangeError(
      `vocabulary must be ${corpus.alphabet.symbols.length}, got ${spec.vocabulary}`,
    );
  const trainer = await trainVerse(verse, corpus, config);
  try {
    const heldOut = await perplexityOn(verse, corpus, 'heldOut', trainer);
    if (writing === undefined) return { heldOut };
    const poems = await writeMany(trainer, corpus, spec, writing.poems, writing);
    return {
      heldOut,
      test: await perplexityOn(verse, corpus, 'test', trainer),
      written: statisticsOf(verse, corpus, poems),
    };
  } finally {
    trainer.dispose();
  }
}

/** Two baselines, twelve short runs that choose rates, and five seeds of two models on two kinds of verse. */
export const experiment: Experiment<PoemConfig, ModelResult | BaselineResult> = {
  id: 'poem',
  stages: [baselines, tuning, comparison],
  run,
};
