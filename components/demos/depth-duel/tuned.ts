/**
 * The learning rate of each arm that did best on seeds used for nothing else, from `tuned.json`, which
 * `node src/experiments/depth-duel-rates.ts` writes from the recorded runs. They are where the duel begins.
 */
import type { TaskId } from '#tasks/task.ts';
import type { ArmId } from './arms.ts';
import tuned from './tuned.json' with { type: 'json' };

const TUNED: Readonly<Partial<Record<TaskId, Readonly<Partial<Record<ArmId, number>>>>>> = tuned;

/** By arm; empty for a task that has not been tuned. */
export const tunedRates = (task: TaskId): Readonly<Partial<Record<ArmId, number>>> =>
  TUNED[task] ?? {};
