/** Owns the worker that writes poems: starts it, notices when it fails or falls silent, and ends it. */
import type { PoemNews, PoemOrder } from '#train/poem-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which an order counts as lost: fetching a model may take a while. */
const MISSES = 30;

export interface PoemEvents extends Pick<WatchEvents<PoemNews>, 'failed'> {
  /** About the latest order only. */
  readonly message: (news: PoemNews) => void;
}

export interface PoemClient {
  /** A new order takes the place of the one under way. */
  send(order: PoemOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/** Whether nothing more is to be expected of an order. */
const isLast = (news: PoemNews): boolean =>
  news.type === 'learning' ? news.done === news.total : news.type !== 'step';

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startPoemWorker({ message, failed }: PoemEvents): PoemClient {
  const process = new Worker(new URL('../train/poem-worker.ts', import.meta.url), {
    type: 'module',
  });
  let latest = -1;
  let waiting = false;
  const worker = new WatchedWorker<PoemOrder, PoemNews>(process, {
    message(news) {
      if (news.id !== latest) return; // an answer to what is no longer asked
      waiting = !isLast(news);
      message(news);
    },
    failed,
    patience: () => (waiting ? MISSES : Infinity),
  });
  return {
    send(order) {
      latest = order.id;
      waiting = true;
      worker.send(order);
    },
    dispose: () => worker.dispose(),
  };
}
