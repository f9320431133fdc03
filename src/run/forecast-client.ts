/** Owns the worker that forecasts: starts it, notices when it fails or falls silent, and ends it. */
import type { ForecastNews, ForecastOrder } from '#train/forecast-protocol.ts';
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which an order counts as lost: loading the engine may take seconds. */
const MISSES = 30;

export interface ForecastEvents extends Pick<WatchEvents<ForecastNews>, 'failed' | 'message'> {
  /** Is news expected? */
  readonly waiting: () => boolean;
}

export interface ForecastClient {
  send(order: ForecastOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startForecastWorker({ message, failed, waiting }: ForecastEvents): ForecastClient {
  const process = new Worker(new URL('../train/forecast-worker.ts', import.meta.url), {
    type: 'module',
  });
  return new WatchedWorker<ForecastOrder, ForecastNews>(process, {
    message,
    failed,
    patience: () => (waiting() ? MISSES : Infinity),
  });
}
