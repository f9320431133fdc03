/**
 * `npm run experiments [name …]`: computes the recorded results that the pages show, all or the named ones.
 * A new experiment is a file beside this one that exports its `id` and `run`, and a line here.
 */
import * as depthDuel from './depth-duel.ts';
import * as heroStates from './hero-states.ts';

interface Experiment {
  /** The name on the command line. */
  readonly id: string;
  /** Computes everything, seeded, and writes its files. */
  run(): Promise<void>;
}

const EXPERIMENTS: readonly Experiment[] = [depthDuel, heroStates];

const names = process.argv.slice(2);
const known = EXPERIMENTS.map(({ id }) => id);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `experiment must be one of ${known.join(', ')}, got ${unknown.join(', ')}\n`,
  );
  process.exitCode = 1;
} else {
  for (const { id, run } of EXPERIMENTS) {
    if (names.length > 0 && !names.includes(id)) continue;
    const start = performance.now();
    process.stdout.write(`${id}: begun\n`);
    await run();
    process.stdout.write(
      `${id}: done after ${((performance.now() - start) / 1000).toFixed(0)} s\n`,
    );
  }
}
