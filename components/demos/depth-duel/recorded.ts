/**
 * From the files of `content/recorded/depth-duel/` to what the pages show: for every task and arm the final score of
 * every seed, and the quartiles of the curves. Pure; the files themselves come from `recorded-files.ts`.
 *
 * A page carries a record packed: no field twice, four digits. Where bits are compared, the files are.
 */
import { mean, median } from '#math/statistics.ts';
import type { TaskId } from '#tasks/task.ts';
import { type FinalScore, type Series, type SpreadPoint, summariseArm } from '#viz/series.ts';
import { ARM_IDS, type ArmId } from './arms.ts';
import type { DuelConfig, DuelResult, RecordedFile } from './protocol.ts';
import type { ArmRecord, SweptRate, TaskRecord } from './record.ts';
import { TASK_IDS, taskOf } from './tasks.ts';

/** A file of one run. */
export type RunFile = RecordedFile & {
  readonly config: DuelConfig;
  readonly result: DuelResult;
};

/** Is it a run, and not one of the three that only served to choose a rate? */
export const isRun = (file: RecordedFile): file is RunFile => 'seed' in file.config;

/** One record for each task of which there are runs, in the order in which tasks are offered. */
export function recordTasks(files: readonly RecordedFile[]): TaskRecord[] {
  const runs = files.filter(isRun);
  return TASK_IDS.flatMap((task) => {
    const own = runs.filter(({ config }) => config.task === task);
    return own.length === 0 ? [] : [recordTask(task, own)];
  });
}

function recordTask(task: TaskId, runs: readonly RunFile[]): TaskRecord {
  const armIds = ARM_IDS.filter((arm) => runs.some(({ config }) => config.arm === arm));
  const rateOf = new Map(armIds.map((arm) => [arm, tunedRate(runs, arm)]));
  const tuned = runs.filter(({ config }) => config.learningRate === rateOf.get(config.arm));
  const newest = runs.reduce((a, b) => (b.date > a.date ? b : a));
  const { sequenceLength, batchSize, steps } = newest.config;
  return {
    task,
    date: newest.date,
    engine: { ...newest.engine, device: 'CPU' },
    sequenceLength,
    batchSize,
    steps,
    baselines: newest.result.baselines.map(({ id }) => ({
      id,
      score: mean(
        runs.flatMap(({ result }) =>
          result.baselines.filter((one) => one.id === id).map(({ score }) => score),
        ),
      ),
    })),
    arms: Object.fromEntries(
      armIds.map((arm) => [
        arm,
        recordArm(
          task,
          arm,
          tuned.filter(({ config }) => config.arm === arm),
        ),
      ]),
    ),
    swept: sweptRates(runs),
  };
}

/** The rate of most seeds: that of all twenty, where the others have eight. */
function tunedRate(runs: readonly RunFile[], arm: ArmId): number {
  const counts = new Map<number, number>();
  for (const { config } of runs)
    if (config.arm === arm)
      counts.set(config.learningRate, (counts.get(config.learningRate) ?? 0) + 1);
  const [best] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
  return best;
}

function recordArm(task: TaskId, arm: ArmId, runs: readonly RunFile[]): ArmRecord {
  const [first] = runs;
  if (first === undefined) throw new RangeError(`arm ${arm} of ${task} must have runs, got none`);
  const series = runs.map(({ config, result }): Series => ({
    arm,
    seed: config.seed,
    points: result.scores.map((score, index) => ({
      step: Math.min(index * config.evaluateEvery, config.steps),
      score,
    })),
    diverged: result.divergedAt !== undefined,
  }));
  return {
    spec: first.config.spec,
    learningRate: first.config.learningRate,
    msPerStep: median(runs.map(({ result }) => result.timings.msPerStep)),
    summary: {
      ...summariseArm(series, arm, taskOf(task).metric.better),
      // The curves have five digits, the final scores all.
      finals: finalsOf(runs),
    },
  };
}

const finalsOf = (runs: readonly RunFile[]): FinalScore[] =>
  runs
    .map(({ config, result }) => ({ arm: config.arm, seed: config.seed, score: result.final }))
    .sort((a, b) => a.seed - b.seed);

/** Every rate at which arms can be compared, because two have runs; empty unless there are two such rates. */
function sweptRates(runs: readonly RunFile[]): SweptRate[] {
  const rates = [...new Set(runs.map(({ config }) => config.learningRate))].sort((a, b) => a - b);
  const swept = rates
    .map((learningRate) => ({
      learningRate,
      finals: finalsOf(runs.filter(({ config }) => config.learningRate === learningRate)),
    }))
    .filter(({ finals }) => new Set(finals.map(({ arm }) => arm)).size > 1);
  return swept.length > 1 ? swept : [];
}

/** A record as pages carry it. */
export interface PackedRecord extends Omit<TaskRecord, 'arms' | 'swept'> {
  readonly arms: Readonly<Partial<Record<ArmId, PackedArm>>>;
  readonly swept: readonly { readonly learningRate: number; readonly finals: PackedFinals }[];
}

interface PackedArm extends Omit<ArmRecord, 'summary'> {
  /** Steps, lower quartiles, medians and upper quartiles; null for infinite. */
  readonly curve: readonly (readonly (number | null)[])[];
  readonly finals: PackedFinals;
}

/** By arm, in pairs of seed and score; null where the model diverged. */
type PackedFinals = Readonly<
  Partial<Record<string, readonly (readonly [number, number | null])[]>>
>;

const short = (value: number): number | null =>
  Number.isFinite(value) ? Number(value.toPrecision(4)) : null;

const packFinals = (finals: readonly FinalScore[]): PackedFinals =>
  Object.fromEntries(
    [...Map.groupBy(finals, ({ arm }) => arm)].map(([arm, own]) => [
      arm,
      own.map(({ seed, score }) => [seed, score === null ? null : short(score)] as const),
    ]),
  );

const unpackFinals = (packed: PackedFinals): FinalScore[] =>
  Object.entries(packed).flatMap(([arm, own]) =>
    (own ?? []).map(([seed, score]) => ({ arm, seed, score })),
  );

/** JSON of about a kilobyte for each arm. */
export function packRecord({ arms, swept, baselines, ...rest }: TaskRecord): PackedRecord {
  const packed = Object.entries(arms).map(([id, { summary, ...arm }]) => {
    const column = (of: keyof SpreadPoint) => summary.points.map((point) => short(point[of]));
    return [
      id,
      {
        ...arm,
        curve: [column('step'), column('low'), column('median'), column('high')],
        finals: packFinals(summary.finals),
      },
    ];
  });
  return {
    ...rest,
    baselines: baselines.map(({ id, score }) => ({ id, score: short(score) ?? score })),
    arms: Object.fromEntries(packed) as PackedRecord['arms'],
    swept: swept.map(({ learningRate, finals }) => ({ learningRate, finals: packFinals(finals) })),
  };
}

/** The inverse of `packRecord`, to four digits. */
export function unpackRecord({ arms, swept, ...rest }: PackedRecord): TaskRecord {
  const { better } = taskOf(rest.task).metric;
  const worst = better === 'lower' ? Infinity : -Infinity;
  const unpacked = Object.entries(arms).map(([id, { curve, finals, ...arm }]) => {
    const [steps = [], low = [], middle = [], high = []] = curve;
    const points = steps.map((step, k) => ({
      step: step ?? 0,
      low: low[k] ?? worst,
      median: middle[k] ?? worst,
      high: high[k] ?? worst,
    }));
    return [id, { ...arm, summary: { arm: id, points, finals: unpackFinals(finals) } }];
  });
  return {
    ...rest,
    arms: Object.fromEntries(unpacked) as TaskRecord['arms'],
    swept: swept.map((one) => ({ ...one, finals: unpackFinals(one.finals) })),
  };
}
