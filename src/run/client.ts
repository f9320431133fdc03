/**
 * Owns the training worker: starts it, listens for its heartbeat and ends it. A worker can fail in ways that say
 * nothing (it closes itself, hangs, or its script is refused), so silence counts as failure.
 */
import type { FromWorker } from '#train/protocol.ts';
import type { Runner, RunnerEvents } from './runner.ts';

const TICK_MS = 1000;
/** Silent ticks after which a worker counts as hung. */
const MISSES = 3;
/** Silent ticks while its script is being loaded. */
const STARTING_MISSES = 20;

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startWorker({ message, failed }: RunnerEvents): Runner {
  const worker = new Worker(new URL('../train/worker.ts', import.meta.url), { type: 'module' });
  let started = false;
  let misses = 0;
  let allowed = STARTING_MISSES;

  const dispose = (): void => {
    clearInterval(watch);
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
  };
  const fail = (reason: 'worker-failed' | 'worker-silent', detail: string): void => {
    dispose();
    failed(reason, detail, started);
  };

  // Ticks are counted, not milliseconds: after the page itself was held up, one tick comes, not several.
  const watch = setInterval(() => {
    misses++;
    if (misses <= allowed) return;
    const silence = `no message for ${(misses * TICK_MS) / 1000} s`;
    if (started) fail('worker-silent', silence);
    else fail('worker-failed', `the worker did not start: ${silence}`);
  }, TICK_MS);

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    misses = 0;
    if (!started || data.type !== 'heartbeat') allowed = MISSES;
    started = true;
    if (data.type === 'heartbeat' && data.quietMs !== undefined)
      allowed = MISSES + Math.ceil(data.quietMs / TICK_MS);
    message(data);
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
