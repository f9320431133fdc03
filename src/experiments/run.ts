/**
 * `npm run experiments`: computes the recorded results that the pages show, those whose files are missing or were made
 * from other settings. It can be stopped at any time and goes on where it was.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { BadArgument, parseArguments, USAGE, type Arguments } from './arguments.ts';
import { difference, recordedJobs, sampleOf } from './check.ts';
import type { Experiment } from './experiment.ts';
import { ProgressWriter } from './progress.ts';
import { RecordedFolder } from './recorded-folder.ts';
import { EXPERIMENT_IDS, loadExperiment } from './registry.ts';
import { runStages, type StageJobs, stagesOf } from './stages.ts';
import { runJobs, startThread, type Thread } from './threads.ts';

const folder = new RecordedFolder();
const say = (line: string): void => void process.stdout.write(`${line}\n`);
// Whoever reads the list may have seen enough.
process.stdout.on('error', () => process.exit());

/** How many names a message lists before it only counts. */
const NAMED = 5;
const some = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

/** Computes open jobs and writes a file for each. @returns what went wrong, a line each. */
async function compute(
  { id, backend = 'wasm' }: Experiment,
  { stage, stages, open }: StageJobs,
  threads: readonly Thread[],
): Promise<string[]> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const engine = { version, backend, runtime: `Node ${process.versions.node}` };
  const title = `${id}, stage ${stage} of ${stages}`;
  const failures: string[] = [];
  const progress = new ProgressWriter();
  const start = performance.now();
  let done = 0;
  await runJobs(id, open, threads, ({ path, config }, answer) => {
    if ('error' in answer) failures.push(`${path}: ${answer.error}`);
    else
      folder.write(path, {
        experiment: id,
        config,
        engine,
        date: new Date().toISOString().slice(0, 10),
        seconds: Number(answer.seconds.toFixed(1)),
        result: answer.result,
      });
    const seconds = (performance.now() - start) / 1000;
    progress.show({ title, done: ++done, total: open.length, seconds, latest: path });
  });
  return failures;
}

async function runAll(
  experiments: readonly Experiment[],
  options: Arguments,
  threads: readonly Thread[],
): Promise<string[]> {
  const failures: string[] = [];
  for (const experiment of experiments) {
    const { computed, kept, waiting } = await runStages(
      experiment,
      folder,
      options,
      async (jobs) => {
        failures.push(...(await compute(experiment, jobs, threads)));
      },
    );
    say(`${experiment.id}: ${computed} computed, ${kept} kept`);
    if (waiting)
      say(
        `${experiment.id}: stage ${waiting.stage + 1} waits for ${waiting.missing.length} files of stage ${waiting.stage}: ${some(waiting.missing)}`,
      );
  }
  return failures;
}

async function checkSome(
  experiments: readonly Experiment[],
  options: Arguments,
  threads: readonly Thread[],
): Promise<string[]> {
  const all = experiments.flatMap((experiment) => recordedJobs(experiment, folder, options));
  const sample = sampleOf(all, options.check ?? 0);
  if (sample.length === 0) return ['there is no recorded file to check'];
  const failures: string[] = [];
  for (const { id } of experiments) {
    const own = sample.filter(({ experiment }) => experiment.id === id);
    const jobs = own.map(({ job }) => job);
    await runJobs(id, jobs, threads, (job, answer) => {
      const recorded = own.find((one) => one.job === job)?.file.result;
      const found = 'error' in answer ? answer.error : difference(recorded, answer.result);
      say(`${found === undefined ? 'the same bits' : 'DIFFERENT    '}  ${job.path}`);
      if (found !== undefined) failures.push(`${job.path}: ${found}`);
    });
  }
  say(`${sample.length - failures.length} of ${sample.length} files the same, bit for bit`);
  return failures;
}

function list(experiments: readonly Experiment[], options: Arguments): void {
  for (const experiment of experiments)
    for (const jobs of stagesOf(experiment, folder, options)) {
      const { stage, stages, mine, open } = jobs;
      say(
        `${experiment.id}, stage ${stage} of ${stages}: ${mine.length} files, ${open.length} to compute`,
      );
      for (const job of mine) say(`  ${open.includes(job) ? 'open' : 'kept'}  ${job.path}`);
    }
}

/** Is there any job whose path begins so, in the stages that can be named yet? */
const hasJobs = (experiment: Experiment, only: readonly string[]): boolean =>
  stagesOf(experiment, folder, { only, shard: { index: 1, count: 1 } }).some(
    ({ all }) => all.length > 0,
  );

async function main(): Promise<string[]> {
  const options = parseArguments(process.argv.slice(2), EXPERIMENT_IDS, availableParallelism());
  const ids = EXPERIMENT_IDS.filter(
    (id) => options.names.length === 0 || options.names.includes(id),
  );
  const experiments = await Promise.all(ids.map(loadExperiment));
  if (!experiments.some((each) => hasJobs(each, options.only)))
    throw new BadArgument(
      `--only must be the beginning of a job's path, got ${options.only.join(', ')}`,
    );
  if (options.list) {
    list(experiments, options);
    return [];
  }
  const threads = Array.from({ length: options.threads }, startThread);
  try {
    return await (options.check === undefined ? runAll : checkSome)(experiments, options, threads);
  } finally {
    for (const thread of threads) thread.close();
  }
}

try {
  const failures = await main();
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof BadArgument)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
