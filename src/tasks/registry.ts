/** All tasks. A new one is a file beside this one, a line here and its name in `TaskId`. */
import { adding } from './adding.ts';
import { charLm } from './char-lm.ts';
import { copy } from './copy.ts';
import { digits } from './digits.ts';
import { dyck2 } from './dyck-2.ts';
import { mackeyGlass } from './mackey-glass.ts';
import { multiSine } from './multi-sine.ts';
import { narma10 } from './narma-10.ts';
import type { Task, TaskId } from './task.ts';
import { temporalOrder } from './temporal-order.ts';

/** Every task by its id, in the order in which they are offered. */
export const TASKS: Readonly<Record<TaskId, Task>> = {
  adding,
  copy,
  'temporal-order': temporalOrder,
  'dyck-2': dyck2,
  'multi-sine': multiSine,
  'mackey-glass': mackeyGlass,
  'narma-10': narma10,
  digits,
  'char-lm': charLm,
};
