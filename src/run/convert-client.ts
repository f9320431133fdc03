/** Owns the worker that converts weights: starts it, ends it when a file keeps it busy for too long. */
import type { ConvertNews, ConvertOrder } from '#formats/convert-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Seconds that a file or a conversion may take, and that the worker's code and libraries may take to arrive. */
export const PATIENCE = { working: 10, loading: 60 } as const;

export type ConvertEvents = Pick<WatchEvents<ConvertNews>, 'message' | 'failed'>;

export interface ConvertClient {
  send(order: ConvertOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startConvertWorker({ message, failed }: ConvertEvents): ConvertClient {
  const process = new Worker(new URL('../formats/convert-worker.ts', import.meta.url), {
    type: 'module',
  });
  let patience = Infinity;
  const worker = new WatchedWorker<ConvertOrder, ConvertNews>(process, {
    message(news) {
      patience = news.type === 'working' ? PATIENCE.working : Infinity;
      message(news);
    },
    failed,
    patience: () => patience,
  });
  return {
    send(order) {
      patience = PATIENCE.loading;
      worker.send(order);
    },
    dispose: () => worker.dispose(),
  };
}
