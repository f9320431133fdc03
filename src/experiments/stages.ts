/** Goes through the stages of an experiment: which jobs there are, which are this process's, which are still open. */
import type { Arguments } from './arguments.ts';
import type { Experiment, Job } from './experiment.ts';
import type { RecordedFolder } from './recorded-folder.ts';

export type Selection = Pick<Arguments, 'only' | 'shard'>;

/** The jobs of one stage. */
export interface StageJobs {
  /** From 1. */
  readonly stage: number;
  readonly stages: number;
  /** All that were selected, whoever's they are. */
  readonly all: readonly Job<unknown>[];
  /** Those of this shard. */
  readonly mine: readonly Job<unknown>[];
  /** Those of this shard whose file is not there, or was made from another config. */
  readonly open: readonly Job<unknown>[];
}

/** Every `count`-th job: each belongs to exactly one shard, and the shards' shares differ by one job at most. */
export const shardOf = <T>(jobs: readonly T[], { index, count }: Selection['shard']): T[] =>
  jobs.filter((_, k) => k % count === index - 1);

/** What a stage asks for, given the files that are there now. */
export function jobsOf(
  experiment: Experiment,
  stage: number,
  folder: RecordedFolder,
  { only, shard }: Selection,
): StageJobs {
  const list = experiment.stages[stage - 1]?.((path) => folder.read(path)) ?? [];
  const start = experiment.id.length + 1;
  const all = list.filter(
    ({ path }) => only.length === 0 || only.some((prefix) => path.startsWith(prefix, start)),
  );
  const mine = shardOf(all, shard);
  const open = mine.filter((job) => folder.find(job) === undefined);
  return { stage, stages: experiment.stages.length, all, mine, open };
}

/**
 * Stages as far as their jobs can be named from the files that are there: to the first one that throws because it
 * lacks results of an earlier stage.
 */
export function stagesOf(
  experiment: Experiment,
  folder: RecordedFolder,
  selection: Selection,
): StageJobs[] {
  const found: StageJobs[] = [];
  for (let stage = 1; stage <= experiment.stages.length; stage++) {
    try {
      found.push(jobsOf(experiment, stage, folder, selection));
    } catch (error) {
      // Without anything before it, it is the stage that is wrong.
      if (found.every(({ all }) => all.every((job) => folder.find(job) !== undefined))) throw error;
      break;
    }
  }
  return found;
}

/** How an experiment ended. */
export interface Outcome {
  /** Files of this shard that were computed now. */
  readonly computed: number;
  /** Files of the selection that were there already. */
  readonly kept: number;
  /** The stage that could not be left because of these files; absent when every stage was gone through. */
  readonly waiting?: { readonly stage: number; readonly missing: readonly string[] };
}

/**
 * Computes what is open, stage by stage, and ends early where a stage lacks files: those of other shards, or of jobs
 * that failed.
 * @param compute writes the files of the open jobs; resolves when it has tried all of them.
 */
export async function runStages(
  experiment: Experiment,
  folder: RecordedFolder,
  selection: Selection,
  compute: (jobs: StageJobs) => Promise<void>,
): Promise<Outcome> {
  let [computed, kept] = [0, 0];
  for (let stage = 1; stage <= experiment.stages.length; stage++) {
    const jobs = jobsOf(experiment, stage, folder, selection);
    if (jobs.open.length > 0) await compute(jobs);
    const missing = jobs.all.filter((job) => folder.find(job) === undefined);
    const failed = jobs.open.filter((job) => missing.includes(job)).length;
    computed += jobs.open.length - failed;
    kept += jobs.mine.length - jobs.open.length;
    if (missing.length > 0 && stage < experiment.stages.length)
      return { computed, kept, waiting: { stage, missing: missing.map(({ path }) => path) } };
  }
  return { computed, kept };
}
