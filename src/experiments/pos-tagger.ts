/**
 * Taggers of one and two layers at equal parameters on the Brown sample, and the most-frequent-tag baseline.
 *
 * Stage 1 tunes: learning rates on two seeds that are used for nothing else; what counts is the accuracy on the held-out
 * texts. Stage 2 trains with the better rate on ten other seeds and looks at the test texts, once.
 */
import { readFile } from 'node:fs/promises';
import { mean } from '#math/statistics.ts';
import { EPOCHS } from '#tasks/tagging/batches.ts';
import { CORPUS_FILES, type Corpus, parseCorpus } from '#tasks/tagging/corpus.ts';
import { createVocabulary } from '#tasks/tagging/features.ts';
import { baselineScores, type TagScores } from '#tasks/tagging/scores.ts';
import { scoreTagger, type TaggerPlan, trainTagger } from '#train/train-tagger.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';

const LAYERS = [1, 2] as const;
const RATES = [0.005, 0.01] as const;
const TUNING_SEEDS = [101, 102];
const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1);

export type TaggerConfig =
  { readonly kind: 'baseline' } | { readonly kind: 'tuning' | 'run'; readonly plan: TaggerPlan };

export interface TaggerResult {
  /** Accuracy on the held-out texts after every epoch; empty for the baseline. */
  readonly heldOut: readonly number[];
  /** On the test texts; absent where a rate is chosen. */
  readonly test?: TagScores;
}

const pathOf = (layers: 1 | 2, name: string): string => `pos-tagger/${layers}-layer/${name}.json`;

const tuningPath = (layers: 1 | 2, rate: number, seed: number): string =>
  pathOf(layers, `tuning-${rate}-seed-${seed}`);

const tuningJobs = (): Job<TaggerConfig>[] => [
  { path: 'pos-tagger/baseline.json', config: { kind: 'baseline' } },
  ...LAYERS.flatMap((layers) =>
    RATES.flatMap((learningRate) =>
      TUNING_SEEDS.map((seed): Job<TaggerConfig> => ({
        path: tuningPath(layers, learningRate, seed),
        config: { kind: 'tuning', plan: { layers, seed, epochs: EPOCHS, learningRate } },
      })),
    ),
  ),
];

/** The better rate of a depth by held-out accuracy after the last epoch. */
function rateOf(read: ReadRecorded, layers: 1 | 2): number | undefined {
  const tried = RATES.flatMap((rate) => {
    const last = TUNING_SEEDS.flatMap((seed) => {
      const file = read(tuningPath(layers, rate, seed));
      return file === undefined ? [] : [(file.result as TaggerResult).heldOut.at(-1) ?? 0];
    });
    return last.length < TUNING_SEEDS.length ? [] : [{ rate, accuracy: mean(last) }];
  });
  if (tried.length < RATES.length) return undefined;
  return tried.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)).rate;
}

const runJobs = (read: ReadRecorded): Job<TaggerConfig>[] =>
  SEEDS.flatMap((seed) =>
    LAYERS.flatMap((layers): Job<TaggerConfig>[] => {
      const learningRate = rateOf(read, layers);
      if (learningRate === undefined) return [];
      const plan = { layers, seed, epochs: EPOCHS, learningRate };
      return [{ path: pathOf(layers, `seed-${seed}`), config: { kind: 'run', plan } }];
    }),
  );

/** The corpus from the disk. @throws Error when its files are missing. */
export async function readCorpus(): Promise<Corpus> {
  const [sentences, tags] = await Promise.all(
    [CORPUS_FILES.sentences, CORPUS_FILES.tags].map((file) => readFile(`public/${file}`, 'utf8')),
  );
  return parseCorpus(sentences ?? '', tags ?? '');
}

const short = (share: number): number => Number(share.toFixed(5));
const shortened = ({ all, seen, unseen, ...rest }: TagScores): TagScores => ({
  all: short(all),
  seen: short(seen),
  unseen: short(unseen),
  ...rest,
});

async function run(config: TaggerConfig): Promise<TaggerResult> {
  const corpus = await readCorpus();
  const vocabulary = createVocabulary(corpus.train);
  if (config.kind === 'baseline')
    return {
      heldOut: [],
      test: shortened(baselineScores(corpus.train, corpus.test, vocabulary)),
    };
  const heldOut: number[] = [];
  const tagger = await trainTagger(
    await wasmBackend(),
    corpus,
    vocabulary,
    config.plan,
    undefined,
    async (one) => {
      heldOut.push(short((await scoreTagger(one, corpus, 'held-out', vocabulary)).all));
    },
  );
  if (tagger === undefined) throw new Error('the training was ended');
  try {
    if (config.kind === 'tuning') return { heldOut };
    return { heldOut, test: shortened(await scoreTagger(tagger, corpus, 'test', vocabulary)) };
  } finally {
    tagger.dispose();
  }
}

export const experiment: Experiment<TaggerConfig, TaggerResult> = {
  id: 'pos-tagger',
  stages: [tuningJobs, runJobs],
  run,
};
