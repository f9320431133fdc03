/** The recorded duels, read when the site is built: for `.astro` files only, a page must not carry them all. */
import type { TaskId } from '#tasks/task.ts';
import type { RecordedFile } from './protocol.ts';
import type { TaskRecord } from './record.ts';
import { recordTasks } from './recorded.ts';

const FILES = import.meta.glob<RecordedFile>('/content/recorded/depth-duel/**/*.json', {
  eager: true,
  import: 'default',
});

/** Every file, runs and those that served to choose a rate. */
export const RECORDED_FILES: readonly RecordedFile[] = Object.values(FILES);

/** Of every task of which there are runs. */
export const RECORDS: readonly TaskRecord[] = recordTasks(RECORDED_FILES);

/** Undefined where nothing has been recorded. */
export const recordFor = (id: TaskId): TaskRecord | undefined =>
  RECORDS.find(({ task }) => task === id);
