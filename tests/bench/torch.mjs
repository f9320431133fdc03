/** PyTorch as one more engine of the benchmark: a Python process that times steps when it is asked. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./torch_steps.py', import.meta.url));

/** A Python that can import torch: `PYTHON`, else `python3`; undefined where there is none. */
export function findPython() {
  return [process.env.PYTHON, 'python3'].find(
    (python) => python && spawnSync(python, ['-c', 'import torch']).status === 0,
  );
}

/**
 * PyTorch as it comes, and with a memory allocator that keeps what it has: the one of the system gives the memory of
 * a step back after it and fetches it anew for the next, which from some size on takes longer than the step.
 */
const KEPT = String(2 ** 32);
export const TORCH_ENGINES = {
  pytorch: {},
  'pytorch-tuned': { MALLOC_TRIM_THRESHOLD_: KEPT, MALLOC_MMAP_THRESHOLD_: KEPT },
};

/**
 * Starts it.
 * @param {string} python
 * @param {Record<string, string>} environment variables besides those of this process
 * @returns {Promise<{
 *   version: string,
 *   time: (shape: import('#model/benchmark.ts').BenchmarkShape, ms: number) => Promise<number[]>,
 *   stop: () => void,
 * }>} `time`: milliseconds of single steps, for `ms` and at least one.
 */
export async function startTorch(python, environment) {
  const child = spawn(python, [SCRIPT], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', ...environment },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the PyTorch process ended');
    return JSON.parse(value);
  };
  const version = await answer();
  return {
    version,
    async time({ B, T, I, H, L }, ms) {
      child.stdin.write(`${JSON.stringify({ B, T, I, H, L, seconds: ms / 1000 })}\n`);
      return answer();
    },
    stop: () => child.stdin.end(),
  };
}
