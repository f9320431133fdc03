/** Owns the worker that times engines: starts it, notices when it fails or falls silent, and ends it. */
import type { BenchNews, BenchOrder } from '#train/bench-protocol.ts';

const TICK_MS = 1000;
/** Silent ticks after which it counts as hung: loading an engine or a step of a slow one may take seconds. */
const MISSES = 30;

export interface BenchEvents {
  readonly message: (news: BenchNews) => void;
  /** The worker is gone and disposed of. */
  readonly failed: (reason: 'worker-failed' | 'worker-silent', detail: string) => void;
}

export interface BenchClient {
  send(order: BenchOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startBenchWorker({ message, failed }: BenchEvents): BenchClient {
  const worker = new Worker(new URL('../train/bench-worker.ts', import.meta.url), {
    type: 'module',
  });
  let misses = 0;
  const dispose = (): void => {
    clearInterval(watch);
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
  };
  const fail = (reason: 'worker-failed' | 'worker-silent', detail: string): void => {
    dispose();
    failed(reason, detail);
  };
  // Ticks are counted, not milliseconds: after the page itself was held up, one tick comes, not several.
  const watch = setInterval(() => {
    if (++misses > MISSES) fail('worker-silent', `no message for ${MISSES} s`);
  }, TICK_MS);
  worker.onmessage = ({ data }: MessageEvent<BenchNews>) => {
    misses = 0;
    if (data.type !== 'heartbeat') message(data);
  };
  worker.onmessageerror = () => {
    fail('worker-failed', 'a message could not be read');
  };
  worker.onerror = (event) => {
    event.preventDefault();
    // A script that was not found, or refused, gives an event without a message, whatever its type says.
    const text = event.message as string | undefined;
    fail('worker-failed', text || 'the worker could not be loaded');
  };
  return {
    send(order) {
      worker.postMessage(order);
    },
    dispose,
  };
}
