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

/** A question that is waiting for its answer, by the id of its order. */
interface Question<News> {
  readonly id: number;
  readonly resolve: (news: News) => void;
  readonly reject: (error: Error) => void;
}

export class KeptWorker<Order, News extends { readonly type: string }> {
  readonly #start: () => Worker;
  readonly #events: KeptEvents<News>;
  #worker: WatchedWorker<Order, News> | undefined;
  #questions: readonly Question<News>[] = [];

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
      this.#fail('worker-failed', error instanceof Error ? error.message : String(error));
      return;
    }
    this.#worker.send(order);
  }

  /** Gives an order to the worker there is, if any. */
  tell(order: Order): void {
    this.#worker?.send(order);
  }

  /**
   * Gives an order, and waits for the news that has its id: `message` does not hear of it.
   * Rejects with an Error, its text in English, when the news is `failed`, or the worker fails or is ended.
   */
  async ask<Type extends News['type']>(
    order: Order & { readonly id: number },
    type: Type,
  ): Promise<Extract<News, { readonly type: Type }>> {
    const { id } = order;
    const news = await new Promise<News>((resolve, reject) => {
      this.#questions = [...this.#questions, { id, resolve, reject }];
      this.send(order);
    });
    if (news.type === type) return news as Extract<News, { readonly type: Type }>;
    throw new Error('detail' in news ? String(news.detail) : news.type);
  }

  /** Ends the worker; nothing is heard of it afterwards. */
  dispose(): void {
    this.#worker?.dispose();
    this.#worker = undefined;
    this.#drop('the worker was ended');
  }

  #drop(detail: string): void {
    for (const { reject } of this.#questions) reject(new Error(detail));
    this.#questions = [];
  }

  #fail(...[reason, detail]: Parameters<KeptEvents<News>['failed']>): void {
    this.#worker = undefined;
    this.#drop(detail);
    this.#events.failed(reason, detail);
  }

  #hear(news: News): void {
    const question = this.#questions.find(({ id }) => 'id' in news && news.id === id);
    if (question === undefined) return this.#events.message(news);
    this.#questions = this.#questions.filter((one) => one !== question);
    question.resolve(news);
  }

  #watch(process: Worker): WatchedWorker<Order, News> {
    const { waiting, misses = MISSES } = this.#events;
    return new WatchedWorker<Order, News>(process, {
      message: (news) => {
        this.#hear(news);
      },
      failed: (reason, detail) => {
        this.#fail(reason, detail);
      },
      patience: () => (this.#questions.length > 0 || waiting() ? misses : Infinity),
    });
  }
}
