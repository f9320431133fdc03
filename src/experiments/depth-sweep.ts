/**
 * The recorded runs of the depth sweep: a character language model of 1 to 8 layers, plain and residual, all of one
 * width, each trained until it stops improving.
 *
 * First, for every stack, three learning rates with a seed that is used for nothing else, on a shorter budget; then,
 * with the rate whose validation score was best, one run for each seed. The three texts are those of the task: trained
 * on eight tenths, stopped by the next tenth (validation), reported on the last (test).
 */
import {
  BATCH_SIZE,
  type Cell,
  CELLS,
  DEMO_ID,
  specificationOf,
  WIDTH,
} from '#components/demos/depth-sweep/cells.ts';
import {
  hasPlateaued,
  type SweepConfig,
  type SweepResult,
} from '#components/demos/depth-sweep/recorded.ts';
import type { Trainer } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { charLm, charLmNGramScores, charLmWindows } from '#tasks/char-lm.ts';
import { bitsScore } from '#tasks/score.ts';
import type { TaskStream } from '#tasks/task.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';

const RATES = [0.001, 0.003, 0.01] as const;
const TUNING_SEED = 1001;
/** More can be added: every seed is a file of its own. */
const SEEDS = [1, 2, 3, 4, 5] as const;

/**
 * Updates at most, and evaluations without a gain after which a run ends: 1,500 updates, 15 times the text. Runs that
 * only serve to choose the rate are shorter.
 */
const FULL = { steps: 3000, evaluateEvery: 150, patience: 10 } as const;
const TUNING = { steps: 1500, evaluateEvery: 100, patience: 10 } as const;

const COMMON = {
  hiddenSize: WIDTH,
  sequenceLength: 48,
  batchSize: BATCH_SIZE,
  gain: 0.01,
} as const;

/** Windows of the training and of the validation text: 194 × 48 characters are the whole of the latter, less a few. */
const WINDOWS = 194;

const tuningPath = ({ id }: Cell, rate: number): string =>
  `${DEMO_ID}/tuning/${id}/rate-${rate}.json`;

const tuningJobs = (): Job<SweepConfig>[] =>
  RATES.flatMap((learningRate) =>
    CELLS.map((cell) => ({
      path: tuningPath(cell, learningRate),
      config: {
        ...COMMON,
        ...TUNING,
        layers: cell.layers,
        kind: cell.kind,
        learningRate,
        seed: TUNING_SEED,
      },
    })),
  );

/** The rate with the lowest validation score of the tuning runs, the smaller of two equal ones. */
export function tunedRate(cell: Cell, read: ReadRecorded): number {
  const scored = RATES.map((rate) => {
    const result = read(tuningPath(cell, rate))?.result as SweepResult | undefined;
    return { rate, score: Math.min(...(result?.curve.validation ?? [Infinity])) };
  });
  const best = scored.reduce((a, b) => (b.score < a.score ? b : a));
  if (!Number.isFinite(best.score))
    throw new Error(`no tuning run of ${cell.id} has been recorded or has a finite score`);
  return best.rate;
}

const seedJobs = (read: ReadRecorded): Job<SweepConfig>[] =>
  SEEDS.flatMap((seed) =>
    CELLS.map((cell) => ({
      path: `${DEMO_ID}/${cell.id}/seed-${seed}.json`,
      config: {
        ...COMMON,
        ...FULL,
        layers: cell.layers,
        kind: cell.kind,
        learningRate: tunedRate(cell, read),
        seed,
      },
    })),
  );

/** Four decimals: a hundredth of what counts as a gain. */
const short = (score: number): number => Math.round(score * 1e4) / 1e4;
const digits = (value: number): number => Number(value.toPrecision(4));

/** Trains one model to its plateau, its cap, or until it diverges. */
async function train(config: SweepConfig): Promise<SweepResult> {
  await charLm.load?.();
  const { sequenceLength, batchSize, seed, learningRate } = config;
  const stream = charLm.createStream({ sequenceLength, batchSize, seed });
  const spec = specificationOf(config);
  const trainer = await (
    await wasmBackend()
  ).createTrainer({
    spec,
    parameters: initialParameters(spec, seed),
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    seed,
  });
  const { layers } = await trainer.inspect(stream.batch(0), 0);
  const result = {
    gradientNorms: layers.map(({ gradientNorm }) => digits(gradientNorm)),
    baselines: charLmNGramScores(sequenceLength, 4).map(short),
    ...(await climb(trainer, stream, config)),
  };
  trainer.dispose();
  return result;
}

/** Updates and scores in turn, until a rule ends it. */
async function climb(
  trainer: Trainer,
  stream: TaskStream,
  { sequenceLength, steps, evaluateEvery, patience, gain }: SweepConfig,
): Promise<Pick<SweepResult, 'curve' | 'stop'>> {
  const bits = async (batch: Batch): Promise<number> =>
    short(bitsScore((await trainer.predict(batch)).outputs, batch.targets, charLm.outputSize));
  const texts = {
    train: charLmWindows('train', sequenceLength, WINDOWS),
    validation: charLmWindows('held-out', sequenceLength, WINDOWS),
    test: stream.test,
  };
  const curve = {
    step: [0],
    train: [] as number[],
    validation: [] as number[],
    test: [] as number[],
  };
  for (let step = 0; ; step += evaluateEvery) {
    for (const text of ['train', 'validation', 'test'] as const)
      curve[text].push(await bits(texts[text]));
    if (!curve.validation.every(Number.isFinite)) return { curve, stop: 'diverged' };
    if (hasPlateaued(curve.validation, patience, gain)) return { curve, stop: 'plateau' };
    if (step >= steps) return { curve, stop: 'cap' };
    await trainer.step(Array.from({ length: evaluateEvery }, (_, k) => stream.batch(step + k)));
    curve.step.push(step + evaluateEvery);
  }
}

/** The experiment as `npm run experiments depth-sweep` finds it. */
export const experiment: Experiment<SweepConfig, SweepResult> = {
  id: DEMO_ID,
  stages: [tuningJobs, seedJobs],
  run: train,
};
