/** The recorded result of one task in the form that the demo draws and speaks of. */
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskId } from '#tasks/task.ts';
import type { Plan } from '#train/protocol.ts';
import { type AxisMetric } from '#viz/axis.ts';
import { compareArms } from '#viz/evidence.ts';
import type { ArmSummary, FinalScore } from '#viz/series.ts';
import type { ArmId } from './arms.ts';

/** The runs of one arm, each with its own seed. */
export interface ArmRecord {
  readonly spec: ModelSpecification;
  /** The rate that did best on seeds used for nothing else. */
  readonly learningRate: number;
  /** Milliseconds of an update. */
  readonly msPerStep: number;
  readonly summary: ArmSummary;
}

/** Final scores at another learning rate, the same for all arms. */
export interface SweptRate {
  readonly learningRate: number;
  readonly finals: readonly FinalScore[];
}

export interface TaskRecord {
  readonly task: TaskId;
  /** ISO date. */
  readonly date: string;
  readonly engine: {
    readonly version: string;
    readonly backend: 'wasm' | 'reference';
    readonly device: string;
    readonly runtime: string;
  };
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** Updates of every model. */
  readonly steps: number;
  /** Means over the test sets of the seeds. */
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  readonly arms: Readonly<Partial<Record<ArmId, ArmRecord>>>;
  /** Where every arm was trained at several rates. */
  readonly swept: readonly SweptRate[];
}

/**
 * The recorded arms of a plan, in its order, or undefined where the record is of other models, sizes or rates. Seeds
 * may differ: the record has twenty.
 */
export function recordOf(plan: Plan, record: TaskRecord): readonly ArmRecord[] | undefined {
  const { task, sequenceLength, batchSize, steps } = plan;
  if (record.task !== task || record.sequenceLength !== sequenceLength) return undefined;
  if (record.batchSize !== batchSize || record.steps !== steps) return undefined;
  const arms = plan.arms.flatMap(({ id, spec, learningRate = plan.learningRate, ...own }) => {
    const arm = record.arms[id as ArmId];
    const same =
      arm !== undefined &&
      own.steps === undefined &&
      arm.learningRate === learningRate &&
      arm.spec.numLayers === spec.numLayers &&
      arm.spec.hiddenSize === spec.hiddenSize;
    return same ? [arm] : [];
  });
  return arms.length === plan.arms.length ? arms : undefined;
}

/** The seeds that all these arms have. */
export const seedsOf = (arms: readonly ArmRecord[]): number[] => {
  const [first, ...others] = arms.map(({ summary }) => summary.finals.map(({ seed }) => seed));
  return (first ?? []).filter((seed) => others.every((seeds) => seeds.includes(seed)));
};

/** At one rate: how many pairs each of two arms won. */
export interface RateWins {
  readonly learningRate: number;
  readonly first: number;
  readonly second: number;
}

/** The wins at every swept rate where the arm that is ahead changes with the rate; else empty. */
export function flips(
  { swept }: Pick<TaskRecord, 'swept'>,
  [first, second]: readonly [ArmId, ArmId],
  metric: AxisMetric,
): RateWins[] {
  const wins = swept
    .map(({ learningRate, finals }) => {
      const { wins: won } = compareArms(finals, [first, second], metric);
      return { learningRate, first: won.first, second: won.second };
    })
    .filter((one) => one.first + one.second > 0)
    .sort((a, b) => a.learningRate - b.learningRate);
  const ahead = new Set(wins.map((one) => Math.sign(one.first - one.second)));
  return ahead.has(1) && ahead.has(-1) ? wins : [];
}
