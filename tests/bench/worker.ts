/** One backend in a worker of its own, as on the site: opened, timed on request, and gone when the worker ends. */
import type { BackendId } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';
import { kernelUrl, type KernelVariant, type LstmKernels } from '#kernels/lstm-wasm/index.ts';
import type { BenchmarkShape } from '#model/benchmark.ts';
import { createSubject, openBackend, timeSteps, type Subject } from '#train/benchmark.ts';
import { countDispatches } from './dispatches.ts';

let subject: Subject | undefined;
let kernels: LstmKernels | undefined;
const dispatches = countDispatches();

/** Of 96 floating-point operations each: a tenth of a millisecond. */
const ROUNDS = 3e4;

async function loadKernels(variant: KernelVariant): Promise<LstmKernels> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiateStreaming(fetch(kernelUrl(variant)), {
    env: { memory },
  });
  return instance.exports as unknown as LstmKernels;
}

/** What the page may ask for; every answer can be cloned. */
const commands = {
  /** The backend, its model and the first loss. Refused backends throw. */
  async open(backend: BackendId, shape: BenchmarkShape, models: number) {
    // A baseline of the benchmark only: readers are offered WebGPU, so it is not among the site's loaders.
    const opened =
      backend === 'tfjs-webgl'
        ? await (await import('#engine/tfjs/webgl.ts')).createWebglBackend()
        : await openBackend(backend, true);
    subject = await createSubject(opened, shape, models);
    await subject.steps(1);
    return { device: opened.device };
  },
  /** Dispatches of one step, after the first; each model of a group shares them. */
  async dispatches() {
    const before = dispatches();
    await subject?.steps(1);
    return dispatches() - before;
  },
  /** Milliseconds per step, chunk by chunk. */
  async time(chunk: number, budget: number) {
    if (subject === undefined) throw new Error('time before open');
    return timeSteps(subject, { chunk, budget });
  },
  /** GFLOP/s of multiply-adds in registers, the best of `budget` ms. */
  async peak(variant: KernelVariant, budget: number) {
    const { measurePeak } = (kernels ??= await loadKernels(variant));
    // Short calls, because only a new call takes up optimised code; many, because the clock is rounded to 0.1 ms.
    const span = (ms: number): number => {
      const start = performance.now();
      let calls = 0;
      let elapsed: number;
      do {
        measurePeak(ROUNDS, 0.5, 0.25);
        calls++;
        elapsed = performance.now() - start;
      } while (elapsed < ms);
      return (96 * ROUNDS * calls) / elapsed / 1e6;
    };
    let best = 0;
    for (const end = performance.now() + budget; performance.now() < end;)
      best = Math.max(best, span(10));
    return best;
  },
};

export type Commands = typeof commands;

self.addEventListener('message', ({ data }: MessageEvent<[keyof Commands, never[]]>) => {
  const [name, values] = data;
  const command = commands[name] as (...values: never[]) => Promise<unknown>;
  command(...values).then(
    (value) => {
      self.postMessage({ value });
    },
    (error: unknown) => {
      self.postMessage({ error: errorText(error) });
    },
  );
});
