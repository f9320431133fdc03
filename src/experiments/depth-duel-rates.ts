/**
 * Writes the tuned learning rates of the duel from its recorded runs: `node src/experiments/depth-duel-rates.ts`. The
 * demo begins with them, so they come with its script; a test compares them with the records.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ARM_IDS } from '#components/demos/depth-duel/arms.ts';
import { FACTS } from '#tasks/facts.ts';

const FOLDER = 'content/recorded/depth-duel';
const OUTPUT = 'components/demos/depth-duel/tuned.json';

/** The rate of an arm's first run, which is the tuned one; undefined where there is none. */
function rateOf(task: string, arm: string): number | undefined {
  const file = `${FOLDER}/${task}/${arm}/seed-1.json`;
  if (!existsSync(file)) return undefined;
  const { config } = JSON.parse(readFileSync(file, 'utf8')) as {
    config: { learningRate: number };
  };
  return config.learningRate;
}

const rates = Object.keys(FACTS).map((task) => [
  task,
  Object.fromEntries(
    ARM_IDS.flatMap((arm) => {
      const rate = rateOf(task, arm);
      return rate === undefined ? [] : [[arm, rate]];
    }),
  ),
]);
writeFileSync(OUTPUT, `${JSON.stringify(Object.fromEntries(rates), undefined, 2)}\n`);
