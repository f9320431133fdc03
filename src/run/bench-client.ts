/** Owns the worker that times engines: starts it, notices when it fails or falls silent, and ends it. */
import type { BenchNews, BenchOrder } from '#train/bench-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which it counts as hung: loading an engine or a step of a slow one may take seconds. */
const MISSES = 30;

export type BenchEvents = Pick<WatchEvents<BenchNews>, 'message' | 'failed'>;
export type BenchClient = Pick<WatchedWorker<BenchOrder, BenchNews>, 'send' | 'dispose'>;

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startBenchWorker({ message, failed }: BenchEvents): BenchClient {
  const worker = new Worker(new URL('../train/bench-worker.ts', import.meta.url), {
    type: 'module',
  });
  return new WatchedWorker<BenchOrder, BenchNews>(worker, {
    message(news) {
      if (news.type !== 'heartbeat') message(news);
    },
    failed,
    patience: () => MISSES,
  });
}
