/**
 * How long a whole training step takes on the WebAssembly engine, and how near that is to what the processor can do.
 *
 *   node tests/bench/wasm.mjs [--rounds 5] [--json FILE]
 *
 * One thread. Each round times every shape on both variants for a while, so that a busy machine disturbs all alike; the
 * minimum over all rounds counts. GFLOP/s count the matrix products of the layers only; the peak is multiply-adds in
 * registers, measured in the same round.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createWasmTrainer } from '#engine/wasm/trainer.ts';
import { kernelUrl } from '#kernels/lstm-wasm/index.ts';
import {
  BENCHMARK_OPTIMIZER,
  BENCHMARK_SHAPES,
  benchmarkBatch,
  benchmarkParameters,
  benchmarkSpecification,
  trainingOperations,
} from '#model/benchmark.ts';

const VARIANTS = { wasm: 'plain', 'wasm-relaxed': 'relaxed' };
const SECONDS = 0.6;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
});

async function prepare(module, shape) {
  const trainer = await createWasmTrainer(module, {
    spec: benchmarkSpecification(shape),
    parameters: benchmarkParameters(shape),
    optimizer: BENCHMARK_OPTIMIZER,
  });
  const batch = benchmarkBatch(shape);
  return () => trainer.step([batch]);
}

/** Times of single calls, in milliseconds. */
async function time(call, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return times;
}

const entries = [];
for (const [backend, variant] of Object.entries(VARIANTS)) {
  const module = await WebAssembly.compile(await readFile(kernelUrl(variant)));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const peak = { backend, peak: 0, measure: () => exports.measurePeak(1e5, 0.5, 0.25) };
  for (const [shape, sizes] of Object.entries(BENCHMARK_SHAPES)) {
    const step = await prepare(module, sizes);
    // The engine compiles the busy functions a second time, optimised, in the background.
    await time(step, SECONDS);
    entries.push({ backend, shape, sizes, step, peak, times: [] });
  }
}

for (let round = 0; round < Number(options.rounds); round++)
  for (const entry of entries) {
    const fastest = Math.min(...(await time(entry.peak.measure, 0.1)));
    entry.peak.peak = Math.max(entry.peak.peak, (96 * 1e5) / fastest / 1e6);
    entry.times.push(...(await time(entry.step, SECONDS)));
  }

const rows = entries.map(({ backend, shape, sizes, peak, times }) => {
  const sorted = times.toSorted((a, b) => a - b);
  const msMin = sorted[0];
  const gflops = trainingOperations(sizes) / msMin / 1e6;
  const msMedian = sorted[sorted.length >> 1];
  return { shape, backend, msMin, msMedian, dispatches: 0, gflops, peakShare: gflops / peak.peak };
});

const lines = rows.map(({ shape, backend, msMin, msMedian, gflops, peakShare }) =>
  [
    shape,
    backend.padEnd(12),
    msMin.toFixed(2).padStart(7),
    msMedian.toFixed(2).padStart(7),
    gflops.toFixed(1).padStart(7),
    `${(100 * peakShare).toFixed(0)} %`.padStart(6),
  ].join('  '),
);
process.stdout.write(
  ['      backend       min ms  median  GFLOP/s  of peak', ...lines, ''].join('\n'),
);
if (options.json) await writeFile(options.json, JSON.stringify(rows, null, 2));
