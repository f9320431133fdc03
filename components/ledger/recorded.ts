/**
 * The recorded results that the ledger compares a reader's run with: those of the depth duel for the settings of a
 * claim. Pure; the files come from the duel's `recorded-files.ts` when the page is built, the island gets data.
 */
import { readSettings } from '#components/demos/depth-duel/address.ts';
import { DEFAULTS, planOf } from '#components/demos/depth-duel/demo.ts';
import { type ArmRecord, seedsOf, type TaskRecord } from '#components/demos/depth-duel/record.ts';
import { taskOf } from '#components/demos/depth-duel/tasks.ts';
import type { Metric } from '#tasks/task.ts';
import type { Plan } from '#train/protocol.ts';
import type { FinalScore } from '#viz/series.ts';

/** Final scores of a plan, one for each arm and seed. */
export interface ClaimRecord {
  /** With the recorded seeds, and the rates with which the arms were recorded. A reader runs it with other seeds. */
  readonly plan: Plan;
  readonly scores: readonly FinalScore[];
  readonly metric: Metric;
  /** The best that a predictor without training scores. */
  readonly baseline: { readonly id: string; readonly score: number } | undefined;
  /** ISO date, and what computed it. */
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
}

/** Fewer recorded seeds than this say nothing about a reader's. */
const ENOUGH = 5;

/** Five digits: more than any figure shows. */
const short = (score: number | null): number | null =>
  score === null ? null : Number(score.toPrecision(5));

/** The plan and record of a claim's settings; undefined where its models are not recorded, or other ones. */
export function claimRecord(preset: string, record: TaskRecord): ClaimRecord | undefined {
  const plan = planOf(readSettings(preset, DEFAULTS));
  const { task, sequenceLength, batchSize, steps } = plan;
  if (record.task !== task || record.sequenceLength !== sequenceLength) return undefined;
  if (record.batchSize !== batchSize || record.steps !== steps) return undefined;
  const arms = plan.arms.flatMap(({ id, spec }) => {
    const arm = Object.entries(record.arms).find(([name]) => name === id)?.[1];
    return arm && isSame(arm, spec) ? [{ id, arm }] : [];
  });
  const seeds = seedsOf(arms.map(({ arm }) => arm));
  if (arms.length < plan.arms.length || seeds.length < ENOUGH) return undefined;
  const { metric } = taskOf(task);
  const order = metric.better === 'lower' ? 1 : -1;
  return {
    plan: {
      ...plan,
      seeds,
      arms: arms.map(({ id, arm: { spec, learningRate } }) => ({ id, spec, learningRate })),
    },
    scores: arms.flatMap(({ id, arm }) =>
      arm.summary.finals
        .filter(({ seed }) => seeds.includes(seed))
        .map(({ seed, score }) => ({ arm: id, seed, score: short(score) })),
    ),
    metric,
    baseline: record.baselines.toSorted((a, b) => order * (a.score - b.score))[0],
    date: record.date,
    engine: record.engine,
  };
}

const isSame = ({ spec }: ArmRecord, other: ArmRecord['spec']): boolean =>
  spec.numLayers === other.numLayers &&
  spec.hiddenSize === other.hiddenSize &&
  (spec.bidirectional ?? false) === (other.bidirectional ?? false);
