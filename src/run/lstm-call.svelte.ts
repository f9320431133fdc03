/**
 * One call of an LSTM in a worker, as components see it: reactive state, and `call`. The worker starts with the first
 * call and stays until `dispose`.
 */
import type { LstmOrder, LstmRun } from '#model/lstm-run.ts';
import type { LstmNews, LstmWork } from '#train/lstm-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { startLstm } from './worker-scripts.ts';

/** Silent ticks after which a call counts as lost; the largest takes well under a second. */
const MISSES = 20;

export interface LstmAnswer {
  readonly order: LstmOrder;
  readonly run: LstmRun;
  readonly ms: number;
}

export class LstmCall {
  state = $state<'idle' | 'running' | 'finished' | 'failed'>('idle');
  /** Stays until the next one is there. */
  answer = $state.raw<LstmAnswer>();
  /** What went wrong, in English, for the small print. */
  failure = $state<string>();

  readonly #worker = new KeptWorker<LstmWork, LstmNews>(startLstm, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (_reason, detail) => {
      this.#fail(detail);
    },
    waiting: () => this.state === 'running',
    misses: MISSES,
  });
  #latest: LstmWork | undefined;

  /** Calls a module; a call under way is forgotten. */
  call(order: LstmOrder): void {
    const work = { id: (this.#latest?.id ?? 0) + 1, order };
    this.#latest = work;
    this.state = 'running';
    this.failure = undefined;
    this.#worker.send(work);
  }

  dispose(): void {
    this.#worker.dispose();
  }

  #receive(news: LstmNews): void {
    if (news.id !== this.#latest?.id) return;
    if (news.type === 'failed') return this.#fail(news.detail);
    this.answer = { order: this.#latest.order, run: news.run, ms: news.ms };
    this.state = 'finished';
  }

  #fail(detail: string): void {
    this.failure = detail;
    this.state = 'failed';
  }
}
