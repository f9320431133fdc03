/**
 * The recorded runs of the depth duel: every task, every arm that it allows, at the task's default sizes.
 *
 * Stage 1 tunes: three learning rates, each on three seeds that are used for nothing else. Stage 2 trains with the rate
 * whose median final score was best, on seeds that had no part in choosing it. On NARMA-10, where the winner depends on
 * the rate, the other rates are trained too. Both are ordered so that an early end leaves whole comparisons.
 */
import { type ArmId, armsFor, armSpecification } from '#components/demos/depth-duel/arms.ts';
import { DEMO_ID } from '#components/demos/depth-duel/demo.ts';
import {
  type DuelConfig,
  type DuelResult,
  MEASUREMENTS,
  RATES,
  SEEDS,
  SWEPT_SEEDS,
  SWEPT_TASK,
  type TuningConfig,
  type TuningResult,
  TUNING_SEEDS,
} from '#components/demos/depth-duel/protocol.ts';
import { median } from '#math/statistics.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Task } from '#tasks/task.ts';
import type { Experiment, Job, ReadRecorded } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';
import { trainModel } from './train-model.ts';

/** The comparison at equal parameters first, then that of D's parameters, then the rest. */
const WAVES: readonly (readonly ArmId[])[] = [
  ['A', 'B'],
  ['D', 'E'],
  ['C', 'F'],
];

interface Pairing {
  readonly task: Task;
  readonly arm: ArmId;
}

interface Tuned extends Pairing {
  readonly rate: number;
}

/** By wave and task: the arms that the task allows, side by side. */
const PAIRINGS: readonly (readonly (readonly Pairing[])[])[] = WAVES.map((arms) =>
  Object.values(TASKS).map((task) =>
    arms.filter((arm) => armsFor(task).includes(arm)).map((arm) => ({ task, arm })),
  ),
);

/** The first seeds of every task come before the others of any: enough for a verdict, and then for a good one. */
const BLOCKS: readonly (readonly number[])[] = [SEEDS.slice(0, 8), SEEDS.slice(8)];

const folderOf = ({ task, arm }: Pairing): string => `${DEMO_ID}/${task.id}/${arm}`;

const tuningPath = (pairing: Pairing, rate: number): string =>
  `${folderOf(pairing)}/tuning/rate-${rate}.json`;

/** What all runs of a task and arm have in common. */
function common({ task, arm }: Pairing, learningRate: number) {
  const { hiddenSize, sequenceLength, batchSize, steps } = task.defaults;
  return {
    task: task.id,
    arm,
    spec: armSpecification(task, hiddenSize, arm),
    sequenceLength,
    batchSize,
    steps,
    learningRate,
  };
}

const tuningJobs = (): Job<TuningConfig>[] =>
  PAIRINGS.flat(2).flatMap((pairing) =>
    RATES.map((rate) => ({
      path: tuningPath(pairing, rate),
      config: { ...common(pairing, rate), seeds: TUNING_SEEDS },
    })),
  );

/** The median of final scores, those of diverged models the worst there can be. */
function medianScore(scores: readonly (number | null)[], { metric }: Task): number {
  const worst = metric.better === 'lower' ? Infinity : -Infinity;
  return median(scores.map((score) => score ?? worst));
}

/** The rate with the best median final score, the smaller of two equal ones; undefined before all are recorded. */
function tunedRate(pairing: Pairing, read: ReadRecorded): number | undefined {
  const sign = pairing.task.metric.better === 'lower' ? 1 : -1;
  const scored = RATES.map((rate) => {
    const file = read(tuningPath(pairing, rate));
    const finals = (file?.result as TuningResult | undefined)?.finals;
    return { rate, cost: finals && sign * medianScore(finals, pairing.task) };
  });
  let best: { rate: number; cost: number } | undefined;
  for (const { rate, cost } of scored) {
    if (cost === undefined) return undefined;
    if (best === undefined || cost < best.cost) best = { rate, cost };
  }
  return best?.rate;
}

function seedJob(pairing: Pairing, learningRate: number, seed: number, path: string) {
  const { steps } = pairing.task.defaults;
  const evaluateEvery = Math.max(1, Math.round(steps / MEASUREMENTS));
  return { path, config: { ...common(pairing, learningRate), evaluateEvery, seed } };
}

/** The tuned runs of one task in a wave, seed by seed, so that those that are there can be paired. */
const tunedJobs = (tuned: readonly Tuned[], seeds: readonly number[]): Job<DuelConfig>[] =>
  seeds.flatMap((seed) =>
    tuned.map(({ rate, ...pairing }) =>
      seedJob(pairing, rate, seed, `${folderOf(pairing)}/seed-${seed}.json`),
    ),
  );

/** The runs at the rates that were not chosen. */
const sweptJobs = (tuned: readonly Tuned[]): Job<DuelConfig>[] =>
  SWEPT_SEEDS.flatMap((seed) =>
    tuned
      .filter(({ task }) => task.id === SWEPT_TASK)
      .flatMap(({ rate, ...pairing }) =>
        RATES.filter((other) => other !== rate).map((other) =>
          seedJob(pairing, other, seed, `${folderOf(pairing)}/rate-${other}/seed-${seed}.json`),
        ),
      ),
  );

const seedJobs = (read: ReadRecorded): Job<DuelConfig>[] =>
  PAIRINGS.flatMap((wave) => {
    const tuned = wave.map((pairings) =>
      pairings.flatMap((pairing): Tuned[] => {
        const rate = tunedRate(pairing, read);
        return rate === undefined ? [] : [{ ...pairing, rate }];
      }),
    );
    return [
      ...BLOCKS.flatMap((seeds) => tuned.flatMap((each) => tunedJobs(each, seeds))),
      ...tuned.flatMap(sweptJobs),
    ];
  });

async function run(config: DuelConfig | TuningConfig): Promise<DuelResult | TuningResult> {
  const backend = await wasmBackend();
  if ('seed' in config) return trainModel(backend, config);
  const finals: (number | null)[] = [];
  for (const seed of config.seeds)
    finals.push(
      (await trainModel(backend, { ...config, evaluateEvery: config.steps, seed })).final,
    );
  return { finals };
}

/** `npm run experiments -- depth-duel`. */
export const experiment: Experiment<DuelConfig | TuningConfig, DuelResult | TuningResult> = {
  id: DEMO_ID,
  stages: [tuningJobs, seedJobs],
  run,
};
