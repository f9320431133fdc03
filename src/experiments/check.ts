/** Computes a sample of the recorded files again and compares them bit for bit. */
import { createRng } from '#math/rng.ts';
import type { Experiment, Job, Recorded } from './experiment.ts';
import { comparable, type RecordedFolder } from './recorded-folder.ts';
import { type Selection, stagesOf } from './stages.ts';

/** What decides which files are taken; the same number of files is the same sample while no file is added. */
const SAMPLE_SEED = 1;

/** A recorded file with the job that it was made by. */
export interface RecordedJob {
  readonly experiment: Experiment;
  readonly job: Job<unknown>;
  readonly file: Recorded<unknown, unknown>;
}

/** Every file that is there and was made from its job's config, over all stages. */
export function recordedJobs(
  experiment: Experiment,
  folder: RecordedFolder,
  selection: Selection,
): RecordedJob[] {
  return stagesOf(experiment, folder, selection).flatMap(({ mine }) =>
    mine.flatMap((job) => {
      const file = folder.find(job);
      return file === undefined ? [] : [{ experiment, job, file }];
    }),
  );
}

/** A seeded sample without repetition, all of them when there are fewer. */
export const sampleOf = <T>(all: readonly T[], count: number): T[] =>
  createRng(SAMPLE_SEED)
    .shuffle([...all])
    .slice(0, count);

/**
 * Does a result computed now equal the recorded one? What a clock said is left out.
 * @returns undefined when it does, else the first place where the two differ, with both values.
 */
export function difference(recorded: unknown, now: unknown): string | undefined {
  // Through JSON, as the recorded one went: there NaN is null, and a field left undefined is absent.
  const [a, b] = [comparable(recorded), comparable(now)];
  return a === b ? undefined : firstDifference(JSON.parse(a), JSON.parse(b), 'result');
}

function firstDifference(a: unknown, b: unknown, place: string): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${place}: ${JSON.stringify(a)} recorded, ${JSON.stringify(b)} now`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      `${place}.${key}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
