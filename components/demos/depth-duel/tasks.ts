/** The tasks that the duel offers: all of them. Only their facts come with the page; generators come with the worker. */
import { FACTS } from '#tasks/facts.ts';
import type { TaskFacts, TaskId } from '#tasks/task.ts';

/** In the order of the list that the reader sees. */
export const TASK_IDS = Object.keys(FACTS) as readonly TaskId[];

/** @throws RangeError when there is no such task. */
export function taskOf(id: TaskId): TaskFacts {
  if (!Object.hasOwn(FACTS, id))
    throw new RangeError(`task must be one of ${TASK_IDS.join(', ')}, got ${id}`);
  return FACTS[id];
}
