/** Owns the worker that fits pictures: starts it, notices when it fails or falls silent, and ends it. */
import type { PictureNews, PictureOrder } from '#train/picture-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which a run that should go on counts as lost. */
const MISSES = 30;

export interface PictureEvents extends Pick<WatchEvents<PictureNews>, 'failed' | 'message'> {
  /** Is news expected? */
  readonly waiting: () => boolean;
}

export interface PictureClient {
  send(order: PictureOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startPictureWorker({ message, failed, waiting }: PictureEvents): PictureClient {
  const process = new Worker(new URL('../train/picture-worker.ts', import.meta.url), {
    type: 'module',
  });
  const worker = new WatchedWorker<PictureOrder, PictureNews>(process, {
    message,
    failed,
    patience: () => (waiting() ? MISSES : Infinity),
  });
  return {
    send: (order) => worker.send(order),
    dispose: () => worker.dispose(),
  };
}
