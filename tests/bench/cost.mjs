/**
 * Records what the cost calculator shows before it is measured in the page: milliseconds of a training step for one to
 * four layers, by the same session as in the page, on plain-SIMD WebAssembly in Node.
 *
 *   npm run bench:cost
 *
 * Run it where nothing else computes; the shortest of many times counts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { DEFAULTS } from '#components/demos/cost-calculator/demo.ts';
import { measuredModels, measurePlan } from '#components/demos/cost-calculator/measure.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { kernelUrl } from '#kernels/lstm-wasm/index.ts';
import { BenchSession } from '#train/bench-session.ts';

const OUTPUT = 'components/demos/cost-calculator/recorded.json';
const ROUNDS = 15;

const { inputSize, hiddenSize, sequenceLength, batchSize } = DEFAULTS;
const sizes = { inputSize, hiddenSize, sequenceLength, batchSize };
const ms = {};

const { promise, resolve, reject } = Promise.withResolvers();
const session = new BenchSession(
  (news) => {
    if (news.type === 'time') {
      ms[news.shape] = Number(news.msPerStep.toPrecision(4));
      process.stdout.write(`${news.done} of ${news.total}: ${news.shape} ${ms[news.shape]} ms\n`);
    } else if (news.type === 'failed') reject(new Error(news.detail));
    else if (news.type === 'finished') resolve();
  },
  () => createWasmBackend({ relaxed: false, source: (variant) => readFile(kernelUrl(variant)) }),
);
session.receive({ type: 'start', plan: measurePlan(measuredModels(sizes), ROUNDS) });
await promise;

const { version } = JSON.parse(await readFile('package.json', 'utf8'));
const record = {
  date: new Date().toISOString().slice(0, 10),
  version,
  backend: 'wasm',
  runtime: `Node ${process.versions.node}`,
  processor: cpus()[0]?.model ?? 'unknown',
  rounds: ROUNDS,
  sizes,
  ms,
};
await writeFile(OUTPUT, `${JSON.stringify(record, null, 2)}\n`);
