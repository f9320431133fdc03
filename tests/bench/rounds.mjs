/** Measures engines in rounds that alternate over all of them, so that a busy machine disturbs all alike. */
import { row } from './rows.mjs';

/** Timed steps of an engine at least, however slow it is. */
const LEAST = 2;
/** Longest chunk of 16 steps that is worth waiting for, in ms. */
const PATIENCE = 30_000;

const onGpu = (backend) => ['webgpu', 'tfjs-webgpu', 'tfjs-webgl'].includes(backend);

/**
 * All engines on one shape.
 * @param {object} setting `bench` from browser.mjs; `torch`: processes of torch.mjs by engine; `rounds`; `slice`: ms an
 *   engine gets in a round; `gpuChunk`: steps between two readings of the losses on all GPU engines; `say`: progress.
 * @param {string} shape its name in the rows
 * @param {import('#model/benchmark.ts').BenchmarkShape} sizes
 * @param {readonly { backend: string, models: number }[]} wanted in this order in every round
 * @param {boolean} peaks also measure the processor's peak, with the WebAssembly engines
 * @returns rows, and why engines are missing
 */
export async function measureShape(setting, shape, sizes, wanted, peaks = true) {
  const { rounds, slice, say } = setting;
  const missing = [];
  const subjects = [];
  for (const each of wanted) {
    const name = `${each.backend} ×${each.models}`;
    say(`${shape}: ${name}, first step`);
    try {
      subjects.push({ ...each, name, times: [], ...(await open(setting, name, each, sizes)) });
    } catch (error) {
      missing.push({ shape, backend: each.backend, reason: reasonOf(error) });
    }
  }
  const best = { plain: 0, relaxed: 0 };
  for (let round = 1; round <= rounds * 4; round++) {
    const open = subjects.filter((subject) => round <= rounds || subject.times.length < LEAST);
    for (const subject of open) {
      const spent = subject.times.reduce((sum, ms) => sum + ms * subject.chunk, 0);
      if (subject.times.length >= LEAST && spent > rounds * slice) continue;
      say(`${shape}: round ${round} of ${rounds}, ${subject.name}`);
      if (peaks) await measurePeak(setting, subject, best);
      subject.times.push(...(await subject.time(subject.chunk, slice)));
    }
  }
  const rows = [];
  for (const { backend, models, name, time, ...rest } of subjects) {
    /** @type {ReturnType<typeof row> & { msMin16?: number, msMin1?: number }} */
    const measured = row({
      ...rest,
      shape,
      sizes,
      backend,
      models,
    });
    if (backend === 'webgpu' && models === 1)
      measured.msMin16 = rest.chunk === 16 ? measured.msMin : await chunked(time, measured.msMin);
    if (backend === 'webgpu' && models === 1 && rest.chunk === 16)
      measured.msMin1 = Math.min(...(await time(1, slice)));
    rows.push(measured);
    await setting.bench.end(name);
  }
  return { rows, missing, peaks: best };
}

/** The first line of a message, without the name of the call that Playwright puts before it. */
const reasonOf = ({ message }) => message.replace(/^page\.evaluate: (Error: )?/, '').split('\n')[0];

/** Opens an engine, counts its dispatches and warms it up. */
async function open({ bench, torch, slice, gpuChunk }, name, { backend, models }, sizes) {
  const begin = performance.now();
  const python = torch[backend];
  if (python) {
    const time = (_, ms) => python.time(sizes, ms);
    await time(1, 0);
    const msFirst = performance.now() - begin;
    await time(1, slice);
    return { time, chunk: 1, dispatches: 0, msFirst };
  }
  await bench.start(name);
  try {
    const { device } = await bench.ask(name, 'open', backend, sizes, models);
    const msFirst = performance.now() - begin;
    const warm = performance.now();
    const dispatches = await bench.ask(name, 'dispatches');
    const time = (chunk, ms) => bench.ask(name, 'time', chunk, ms);
    // The browser compiles busy code a second time, optimised, in the background.
    if (performance.now() - warm < slice) await time(1, slice);
    return { time, device, dispatches, msFirst, chunk: onGpu(backend) ? gpuChunk : 1 };
  } catch (error) {
    await bench.end(name);
    throw error;
  }
}

async function measurePeak({ bench }, { backend, models, name }, best) {
  if (models > 1 || !['wasm', 'wasm-relaxed'].includes(backend)) return;
  const variant = backend === 'wasm' ? 'plain' : 'relaxed';
  best[variant] = Math.max(best[variant], await bench.ask(name, 'peak', variant, 100));
}

const chunked = async (time, msMin) =>
  16 * msMin < PATIENCE ? Math.min(...(await time(16, 0))) : undefined;
