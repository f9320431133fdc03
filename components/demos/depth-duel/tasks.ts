/** The tasks that the duel offers. Only these come with the page; the worker knows all. */
import { adding } from '#tasks/adding.ts';
import { mackeyGlass } from '#tasks/mackey-glass.ts';
import type { Task, TaskId } from '#tasks/task.ts';
import { temporalOrder } from '#tasks/temporal-order.ts';

const OFFERED: readonly Task[] = [adding, temporalOrder, mackeyGlass];

/** In the order of the list that the reader sees. */
export const TASK_IDS: readonly TaskId[] = OFFERED.map(({ id }) => id);

/** @throws RangeError when the duel does not offer the task. */
export function taskOf(id: TaskId): Task {
  const task = OFFERED.find((each) => each.id === id);
  if (task === undefined)
    throw new RangeError(`task must be one of ${TASK_IDS.join(', ')}, got ${id}`);
  return task;
}
