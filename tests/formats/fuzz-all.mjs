/** Reads all mutants of every kind of file and records what came of them: `npm run fuzz:formats`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { FUZZ_SEED, FUZZED, fuzz } from './fuzz.ts';

const results = [];
for (const [kind, { mutants, file }] of Object.entries(FUZZED)) {
  const { killed, ...result } = await fuzz(kind, mutants);
  const sorted = Object.entries(result.outcomes).sort(([, a], [, b]) => b - a);
  results.push({ ...result, file, outcomes: Object.fromEntries(sorted), killed });
  process.stdout.write(`${JSON.stringify(results.at(-1))}\n`);
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const version = (name) => packages[`node_modules/${name}`].version;
mkdirSync('content/recorded/format-fuzz', { recursive: true });
writeFileSync(
  'content/recorded/format-fuzz/mutants.json',
  `${JSON.stringify(
    {
      command: 'npm run fuzz:formats',
      date: new Date().toISOString().slice(0, 10),
      seed: FUZZ_SEED,
      node: process.version,
      cores: availableParallelism(),
      versions: { h5wasm: version('h5wasm'), fflate: version('fflate') },
      results,
    },
    null,
    2,
  )}\n`,
);
const bad = results.filter(({ outcomes }) =>
  Object.keys(outcomes).some((o) => o.startsWith('uncaught')),
);
if (bad.length > 0) process.exit(1);
