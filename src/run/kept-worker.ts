/** A worker that starts with the first order and stays; one that has failed is replaced with the next order. */
import { type WatchEvents, WatchedWorker } from '#train/watched-worker.ts';

/** Silent ticks after which an order counts as lost, unless told otherwise: an engine or a model may take seconds to load. */
const MISSES = 30;

export interface KeptEvents<News> extends Pick<WatchEvents<News>, 'message' | 'failed'> {
  /** Is news expected? */
  readonly waiting: () => boolean;
  /** Silent ticks after which an order counts as lost. */
  readonly misses?: number;
}

export class KeptWorker<Order, News> {
  readonly #start: () => Worker;
  readonly #events: KeptEvents<News>;
  #worker: WatchedWorker<Order, News> | undefined;

  /** `start` may throw what browsers throw where workers are missing or refused: `failed` is told then, too. */
  constructor(start: () => Worker, events: KeptEvents<News>) {
    this.#start = start;
    this.#events = events;
  }

  /** Is there a worker, which need not be loaded first? */
  get kept(): boolean {
    return this.#worker !== undefined;
  }

  /** Gives an order, to a new worker where there is none. */
  send(order: Order): void {
    try {
      this.#worker ??= this.#watch(this.#start());
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#events.failed('worker-failed', detail);
      return;
    }
    this.#worker.send(order);
  }

  /** Gives an order to the worker there is, if any. */
  tell(order: Order): void {
    this.#worker?.send(order);
  }

  /** Ends the worker; nothing is heard of it afterwards. */
  dispose(): void {
    this.#worker?.dispose();
    this.#worker = undefined;
  }

  #watch(process: Worker): WatchedWorker<Order, News> {
    const { message, failed, waiting, misses = MISSES } = this.#events;
    return new WatchedWorker<Order, News>(process, {
      message,
      failed: (reason, detail) => {
        this.#worker = undefined;
        failed(reason, detail);
      },
      patience: () => (waiting() ? misses : Infinity),
    });
  }
}
