/**
 * How long one training step takes on every engine, side by side in one headless Chromium.
 *
 *   npm run bench -- [--quick] [--json FILE] [--torch] [--gpu] [--record] [--rounds N] [--only A,B,…]
 *
 *   --quick   S1 and S2, one model, no growth: under 8 minutes
 *   --torch   PyTorch on one thread as well, in the same rounds (environment PYTHON, else python3), as it comes and
 *             with a memory allocator that keeps what it has
 *   --gpu     the machine's GPU instead of a software adapter
 *   --json    writes the rows { shape, backend, msMin, msMedian, dispatches, gflops, … } into a file
 *   --only    these engines, without growth; with --record their rows stand beside those of the whole run, which stay
 *   --record  writes what `about/how-the-demos-work` shows
 *
 * All engines train the same model from the same numbers with the same Adam, without clipping. Each round gives every
 * engine the same time in turn; a slow one gets two steps at least. The minimum over all rounds counts, because
 * whatever else a machine does can only make a step longer. A time per step is that of `chunk` steps with the losses
 * read once at their end, divided by `chunk`: 1 on a processor and on a software adapter, where reading costs nothing
 * beside the step; 16 on a real GPU, for our engine and the stock ones alike (`msMin1` is then ours, step by step).
 * The peak is multiply-adds in registers, measured in the same rounds.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { BENCHMARK_SHAPES } from '#model/benchmark.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openBench } from './browser.mjs';
import { GROWTH, growthText } from './growth.mjs';
import { ratioText, tableText, withPeakShare } from './rows.mjs';
import { measureShape } from './rounds.mjs';
import { findPython, startTorch, TORCH_ENGINES } from './torch.mjs';

const RECORD = 'components/demos/engine-bench/recorded.json';

const STOCK = ['tfjs-cpu', 'tfjs-wasm', 'tfjs-webgl', 'tfjs-webgpu'];
const OURS = ['reference', 'wasm', 'wasm-relaxed', 'webgpu'];
/** Many models at a time: without the readable engine, which has nothing to gain. */
const SIDE_BY_SIDE = ['wasm', 'wasm-relaxed', 'webgpu'];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    torch: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
if (!(Number.isInteger(rounds) && rounds >= 1))
  throw new RangeError(`rounds must be a whole number of at least 1, got ${options.rounds}`);

const python = options.torch ? findPython() : undefined;
if (options.torch && !python) print('PyTorch: no Python that can import torch, left out');

function print(text) {
  process.stdout.write(`${text}\n`);
}

const begin = performance.now();
function say(text) {
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  const line = `[${seconds} s] ${text}`;
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
}

const one = (backend) => ({ backend, models: 1 });
// PyTorch beside the engines that are held against it.
const all = [...STOCK, ...OURS].flatMap((backend) =>
  backend === 'wasm' && python ? [...Object.keys(TORCH_ENGINES), backend] : [backend],
);
const only = options.only?.split(',');
const unknown = only?.filter((name) => !all.includes(name)) ?? [];
if (unknown.length > 0)
  throw new RangeError(`engines must be among ${all.join(', ')}, got ${unknown.join(', ')}`);
const engines = only ?? all;
const few = options.quick || only !== undefined;
const wanted = [
  ...engines.map(one),
  ...(few ? [] : SIDE_BY_SIDE.map((backend) => ({ backend, models: 8 }))),
];

/** @type {Record<string, Awaited<ReturnType<typeof startTorch>>>} */
const torch = {};
for (const [name, environment] of Object.entries(TORCH_ENGINES))
  if (python && engines.includes(name)) torch[name] = await startTorch(python, environment);
const [anyTorch] = Object.values(torch);
say('building the page');
const bench = await openBench({ realGpu: options.gpu });
let rows = [];
const missing = [];
const growth = [];
let peaks = { plain: 0, relaxed: 0 };
const software = bench.adapter?.software ?? true;
const setting = {
  bench,
  torch,
  rounds,
  slice: options.quick ? 400 : 600,
  gpuChunk: software ? 1 : 16,
  say,
};
try {
  for (const shape of options.quick ? ['S1', 'S2'] : Object.keys(BENCHMARK_SHAPES)) {
    const measured = await measureShape(setting, shape, BENCHMARK_SHAPES[shape], wanted);
    rows.push(...measured.rows);
    missing.push(...measured.missing);
    peaks = {
      plain: Math.max(peaks.plain, measured.peaks.plain),
      relaxed: Math.max(peaks.relaxed, measured.peaks.relaxed),
    };
  }
  rows = rows.map((row) => withPeakShare(row, peaks));
  if (!few)
    for (const { factor, value, sizes, models } of GROWTH) {
      const short = { ...setting, rounds: 2, slice: 300 };
      const subjects = SIDE_BY_SIDE.map((backend) => ({ backend, models }));
      const measured = await measureShape(short, `${factor} = ${value}`, sizes, subjects, false);
      growth.push(
        ...measured.rows.map(({ backend, msMin }) => ({ factor, value, backend, msMin })),
      );
    }
} finally {
  for (const { stop } of Object.values(torch)) stop();
  await bench.close();
}

if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
const gpu = bench.adapter?.name ?? 'no adapter';
print(`${cpus()[0]?.model ?? 'processor'}; Chromium ${bench.version}; WebGPU: ${gpu}`);
print(`peak of one core: ${peaks.plain.toFixed(1)} GFLOP/s, relaxed ${peaks.relaxed.toFixed(1)}`);
if (anyTorch) print(`PyTorch ${anyTorch.version}, one thread`);
print('');
print(tableText(rows));
print('\nratios of minimum times');
print(ratioText(rows));
if (growth.length > 0) print(`\ngrowth from S1, ms per step\n${growthText(growth)}`);
for (const { shape, backend, reason } of missing) print(`${shape} ${backend}: ${reason}`);

const digits = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);
if (options.json) await writeFile(options.json, `${JSON.stringify(rows, null, 2)}\n`);
if (options.record) {
  const record = only
    ? { ...JSON.parse(await readFile(RECORD, 'utf8')), second: rows }
    : {
        date: new Date().toISOString().slice(0, 10),
        version: packageJson.version,
        browser: `Chromium ${bench.version.split('.')[0]}`,
        processor: cpus()[0]?.model.trim() ?? '',
        gpu: { name: gpu, software },
        pytorch: anyTorch?.version ?? null,
        rounds,
        peaks,
        rows,
        growth,
      };
  await writeFile(RECORD, `${JSON.stringify(record, digits, 2)}\n`);
  print(`\nwritten: ${RECORD}`);
}
