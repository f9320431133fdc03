/**
 * The recorded results that the ledger compares a reader's run with: those of the depth duel for the settings of a
 * claim. Read when the page is built; the island gets them as data.
 */
import { readSettings } from '#components/demos/depth-duel/address.ts';
import { DEFAULTS, planOf } from '#components/demos/depth-duel/demo.ts';
import type { RecordedDuel } from '#components/demos/depth-duel/recorded.ts';
import duel from '#components/demos/depth-duel/recorded.json' with { type: 'json' };
import { taskOf } from '#components/demos/depth-duel/tasks.ts';
import type { Metric } from '#tasks/task.ts';
import type { Plan } from '#train/protocol.ts';
import type { FinalScore } from '#viz/series.ts';

/** Final scores of a plan, one for each arm and seed. */
export interface ClaimRecord {
  /** With the recorded seeds. A reader runs it with others. */
  readonly plan: Plan;
  readonly scores: readonly FinalScore[];
  readonly metric: Metric;
  /** The best that a predictor without training scores. */
  readonly baseline: { readonly id: string; readonly score: number } | undefined;
  /** ISO date, and what computed it. */
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
}

/** Two plans that differ in nothing but their seeds. */
const sameButSeeds = (a: Plan, b: Plan): boolean => {
  const key = ({ task, sequenceLength, batchSize, learningRate, steps, arms }: Plan): string =>
    JSON.stringify([
      task,
      sequenceLength,
      batchSize,
      learningRate,
      steps,
      arms.map(({ id, spec: { numLayers, hiddenSize } }) => [id, numLayers, hiddenSize]),
    ]);
  return key(a) === key(b);
};

/** What is recorded for a claim's settings; undefined where nothing is. */
export function recordFor(preset: string): ClaimRecord | undefined {
  const plan = planOf(readSettings(preset, DEFAULTS));
  const recorded = duel as unknown as RecordedDuel;
  if (!sameButSeeds(plan, recorded.plan)) return undefined;
  const { metric } = taskOf(plan.task);
  const order = metric.better === 'lower' ? 1 : -1;
  return {
    plan: recorded.plan,
    scores: Object.entries(recorded.finalScores).flatMap(([arm, scores]) =>
      scores.map((score, index) => ({ arm, seed: recorded.plan.seeds[index] ?? index + 1, score })),
    ),
    metric,
    baseline: recorded.baselines.toSorted((a, b) => order * (a.score - b.score))[0],
    date: recorded.date,
    engine: recorded.engine,
  };
}
