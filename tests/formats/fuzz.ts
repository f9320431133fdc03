/** Feeds damaged files to the readers, each in a thread that is ended when it says nothing for too long. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

export const FUZZ_SEED = 20261129;

/** The files that are damaged, by kind, and how many mutants of each the whole run has. */
export const FUZZED = {
  safetensors: {
    file: 'tests/formats/fixtures/pytorch-2x4-bi-proj2.safetensors',
    mutants: 200_000,
  },
  hdf5: { file: 'tests/formats/fixtures/keras-weights-2x4.weights.h5', mutants: 2000 },
  keras: { file: 'tests/formats/fixtures/keras-1x4-bi.keras', mutants: 2000 },
  onnx: { file: 'tests/formats/fixtures/onnx-2x4-bi.onnx', mutants: 2000 },
} as const;
export type FuzzKind = keyof typeof FUZZED;

export interface FuzzJob {
  readonly kind: FuzzKind;
  readonly original: Uint8Array;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export interface FuzzNews {
  readonly mutant: number;
  readonly outcome: string;
  readonly ms: number;
}

export interface FuzzResult {
  readonly kind: FuzzKind;
  readonly mutants: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Longest time for one mutant, and for all. */
  readonly slowestMs: number;
  readonly seconds: number;
  /** Numbers of the mutants whose thread was ended because it said nothing for `SILENCE_MS`, or died. */
  readonly killed: readonly number[];
}

/** The page gives a file ten seconds. */
const SILENCE_MS = 10_000;
/** Mutants a thread reads before a new one takes over: a damaged file can leave the HDF5 library damaged. */
const PER_THREAD = { safetensors: Infinity, keras: 500, onnx: Infinity, hdf5: 500 };

/** Reads `mutants` mutants of one kind. */
export async function fuzz(kind: FuzzKind, mutants: number): Promise<FuzzResult> {
  const original = new Uint8Array(readFileSync(FUZZED[kind].file));
  const outcomes: Record<string, number> = {};
  const killed: number[] = [];
  let slowestMs = 0;
  const start = performance.now();
  for (let from = 0; from < mutants;) {
    const to = Math.min(mutants, from + PER_THREAD[kind]);
    const last = await readMutants({ kind, original, seed: FUZZ_SEED, from, to }, (news) => {
      outcomes[news.outcome] = (outcomes[news.outcome] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, news.ms);
    });
    if (last < to) killed.push(last);
    // The one that killed the thread is not tried again.
    from = last < to ? last + 1 : to;
  }
  const seconds = (performance.now() - start) / 1000;
  return { kind, mutants, outcomes, slowestMs, seconds, killed };
}

/** The number of the mutant at which the thread fell silent, or `job.to`. */
function readMutants(job: FuzzJob, heard: (news: FuzzNews) => void): Promise<number> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./fuzz-thread.ts', import.meta.url), {
      execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
      // A library that logs would be seen here.
      stdout: false,
    });
    let next = job.from;
    let settled = false;
    const finish = (): void => {
      if (settled) return;
      settled = true;
      clearInterval(watch);
      void thread.terminate();
      resolve(next);
    };
    let heardAt = performance.now();
    const watch = setInterval(() => {
      if (performance.now() - heardAt > SILENCE_MS) finish();
    }, 250);
    thread.on('error', finish).on('exit', finish);
    thread.on('message', (news: FuzzNews) => {
      heardAt = performance.now();
      heard(news);
      next = news.mutant + 1;
      if (next === job.to) finish();
    });
    thread.postMessage(job);
  });
}
