/** Owns the training worker: starts it, listens for its heartbeat and ends it. */
import type { FromWorker, ToWorker } from '#train/protocol.ts';
import { TICK_MS, WatchedWorker } from '#train/watched-worker.ts';
import type { Runner, RunnerEvents } from './runner.ts';

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
  let allowed = STARTING_MISSES;
  return new WatchedWorker<ToWorker, FromWorker>(worker, {
    message(data) {
      if (!started || data.type !== 'heartbeat') allowed = MISSES;
      started = true;
      if (data.type === 'heartbeat' && data.quietMs !== undefined)
        allowed = MISSES + Math.ceil(data.quietMs / TICK_MS);
      message(data);
    },
    failed(reason, detail) {
      if (started || reason === 'worker-failed') failed(reason, detail, started);
      else failed('worker-failed', `the worker did not start: ${detail}`, started);
    },
    patience: () => allowed,
  });
}
