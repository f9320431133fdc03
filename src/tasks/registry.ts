/** All tasks. A new one is a file beside this one, a line here and its name in `TaskId`. */
import { adding } from './adding.ts';
import { mackeyGlass } from './mackey-glass.ts';
import type { Task, TaskId } from './task.ts';
import { temporalOrder } from './temporal-order.ts';

/** Every task by its id, in the order in which they are offered. */
export const TASKS: Readonly<Record<TaskId, Task>> = {
  adding,
  'mackey-glass': mackeyGlass,
  'temporal-order': temporalOrder,
};
