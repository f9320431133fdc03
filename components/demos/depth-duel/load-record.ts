/** Fetches the recorded result of a task that is not the first, when the reader chooses it. */
import type { TaskId } from '#tasks/task.ts';
import type { TaskRecord } from './record.ts';
import { type PackedRecord, unpackRecord } from './recorded.ts';

/** Where the site serves it; `src/pages/recorded/` makes the files, with `null` for tasks that have none. */
export const recordPath = (task: TaskId): string => `/recorded/depth-duel/${task}.json`;

/**
 * Undefined where nothing has been recorded.
 * @throws TypeError when it cannot be fetched or is no JSON.
 */
export async function loadRecord(task: TaskId): Promise<TaskRecord | undefined> {
  const response = await fetch(recordPath(task));
  const packed = (await response.json()) as PackedRecord | null;
  return packed ? unpackRecord(packed) : undefined;
}
