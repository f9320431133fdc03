/** Owns the worker that measures gradient maps: starts it, notices when it fails or falls silent, and ends it. */
import type { ProbeNews, ProbeOrder } from '#train/probe-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which an order counts as lost: loading the engine may take seconds. */
const MISSES = 30;

export interface ProbeEvents extends Pick<WatchEvents<ProbeNews>, 'failed'> {
  /** About the latest order only. */
  readonly message: (news: ProbeNews) => void;
}

export interface ProbeClient {
  /** A new order takes the place of the one under way. */
  send(order: ProbeOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startProbeWorker({ message, failed }: ProbeEvents): ProbeClient {
  const process = new Worker(new URL('../train/probe-worker.ts', import.meta.url), {
    type: 'module',
  });
  let latest: ProbeOrder | undefined;
  let waiting = false;
  const worker = new WatchedWorker<ProbeOrder, ProbeNews>(process, {
    message(news) {
      if (news.id !== latest?.id) return; // an answer to what is no longer asked
      waiting = news.type !== 'failed' && news.done < latest.seeds.length;
      message(news);
    },
    failed,
    patience: () => (waiting ? MISSES : Infinity),
  });
  return {
    send(order) {
      latest = order;
      waiting = true;
      worker.send(order);
    },
    dispose: () => worker.dispose(),
  };
}
