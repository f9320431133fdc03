/**
 * How long an update takes, measured once and frozen by `npm run experiments -- depth-duel-pace`, so that "equal time"
 * means the same number of steps on every machine. A model of twice the time gets half the steps.
 *
 * Only the ratio between two arms of a task counts: measured at the task's default sizes, one model at a time.
 */
import type { TaskId } from '#tasks/task.ts';
import recorded from '#content/recorded/depth-duel-pace/ms-per-step.json' with { type: 'json' };
import type { ArmId } from './arms.ts';

export interface Paces {
  /** ISO date of the measurement. */
  readonly date: string;
  readonly engine: {
    readonly version: string;
    readonly backend: string;
    readonly runtime: string;
  };
  /** Milliseconds an update takes, at the task's default sizes. */
  readonly msPerStep: Readonly<Partial<Record<TaskId, Readonly<Partial<Record<ArmId, number>>>>>>;
}

export const PACES: Paces = {
  date: recorded.date,
  engine: recorded.engine,
  msPerStep: recorded.result.timings.msPerStep,
};

/** How long an update of one arm takes in the time of an update of another; undefined where it was not measured. */
export function relativeTime(task: TaskId, arm: ArmId, against: ArmId): number | undefined {
  const measured = PACES.msPerStep[task];
  const [own, other] = [measured?.[arm], measured?.[against]];
  return own === undefined || other === undefined ? undefined : own / other;
}

/** The steps of an arm in the time that `steps` of the first take, at least 1; equally many where nothing was measured. */
export const stepsInEqualTime = (task: TaskId, arm: ArmId, first: ArmId, steps: number): number =>
  Math.max(1, Math.round(steps / (relativeTime(task, arm, first) ?? 1)));
