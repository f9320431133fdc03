/** Owns the worker that tags words: starts it, notices when it fails or falls silent, and ends it. */
import type { TaggerNews, TaggerOrder } from '#train/tagger-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which an order counts as lost: loading the engine may take seconds. */
const MISSES = 30;

export interface TaggerEvents extends Pick<WatchEvents<TaggerNews>, 'failed' | 'message'> {
  /** Is news expected? */
  readonly waiting: () => boolean;
}

export interface TaggerClient {
  send(order: TaggerOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startTaggerWorker({ message, failed, waiting }: TaggerEvents): TaggerClient {
  const process = new Worker(new URL('../train/tagger-worker.ts', import.meta.url), {
    type: 'module',
  });
  return new WatchedWorker<TaggerOrder, TaggerNews>(process, {
    message,
    failed,
    patience: () => (waiting() ? MISSES : Infinity),
  });
}
