/** What a page knows of its tagger of names: what was read last, and the training under way. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type {
  HandedNer,
  NerFailure,
  NerNews,
  NerOrder,
  NerPlan,
  NerReading,
} from '#train/ner-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { TimeLeft } from './time-left.ts';
import type { RunState } from './training-run.svelte.ts';
import { startNer } from './worker-scripts.ts';

/** After an epoch. */
export interface NerEpoch {
  readonly epoch: number;
  /** F1 on held-out templates and names. */
  readonly heldOut: number;
  /** Nats a token. */
  readonly loss: number;
}

export class NerRun {
  state = $state<RunState>('idle');
  /** Of the training that is shown. */
  plan = $state.raw<NerPlan>();
  reading = $state.raw<NerReading>();
  /** It was read by a model that was trained here. */
  live = $state(false);
  /** Sentences are on their way. */
  pending = $state(false);
  epochs = $state.raw<readonly NerEpoch[]>([]);
  /** Once the training has finished. */
  scores = $state.raw<NerScores>();
  /** Epoch under way, from 1; 0 before. */
  epoch = $state(0);
  done = $state(0);
  total = $state(0);
  /** Of the latest updates, nats a token. */
  loss = $state<number>();
  secondsLeft = $state<number>();
  device = $state<string>();
  failure = $state.raw<{ readonly reason: NerFailure; readonly detail: string }>();

  readonly #worker = new KeptWorker<NerOrder, NerNews>(startNer, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      this.#fail(reason, detail);
    },
    waiting: () => this.pending || this.state === 'starting' || this.state === 'running',
  });
  readonly #timeLeft = new TimeLeft();
  #ids = 0;
  #training = -1;
  #asked = -1;
  #latest: readonly [NerLanguage, readonly (readonly string[])[]] | undefined;

  /** @param sentences tokens of each, as `readText` gives them. */
  read(language: NerLanguage, sentences: readonly (readonly string[])[]): void {
    this.#latest = [language, sentences];
    this.#asked = ++this.#ids;
    this.pending = true;
    if (this.state === 'failed') this.#clear('idle');
    this.#worker.send({ type: 'read', id: this.#asked, language, sentences });
  }

  /** The model as it would read, with what it says of some sentences. Rejects with an Error, its text in English. */
  async hand(language: NerLanguage, sentences: readonly (readonly string[])[]): Promise<HandedNer> {
    const order = { type: 'hand', id: ++this.#ids, language, sentences } as const;
    return (await this.#worker.ask(order, 'handed')).tagger;
  }

  /** Trains, in place of any earlier training. */
  train(plan: NerPlan): void {
    this.#clear('starting');
    this.plan = plan;
    this.#training = ++this.#ids;
    this.#worker.send({ type: 'train', id: this.#training, plan });
  }

  pause(): void {
    if (this.state === 'starting' || this.state === 'running') this.#worker.tell({ type: 'pause' });
  }

  resume(): void {
    if (this.state === 'paused') this.#worker.tell({ type: 'resume' });
  }

  /** One update of a training that is paused, or was while it started. */
  step(): void {
    if (this.state === 'paused' || this.state === 'starting') this.#worker.tell({ type: 'step' });
  }

  /** Back to the published model. */
  reset(): void {
    this.#worker.tell({ type: 'forget' });
    this.#training = -1;
    this.#clear('idle');
    if (this.live) this.#again();
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#worker.dispose();
  }

  #clear(state: RunState): void {
    this.state = state;
    this.plan = this.scores = this.failure = this.secondsLeft = this.loss = undefined;
    this.epochs = [];
    this.epoch = this.done = this.total = 0;
  }

  /** The same sentences by the model as it is now. */
  #again(): void {
    if (this.#latest) this.read(...this.#latest);
  }

  #receive(news: NerNews): void {
    if (news.id !== this.#training && news.id !== this.#asked) return;
    switch (news.type) {
      case 'read':
        this.reading = news.reading;
        this.live = news.live;
        this.pending = false;
        return;
      case 'progress':
        this.#progress(news);
        return;
      case 'scored':
        this.epochs = [
          ...this.epochs,
          { epoch: news.epoch, heldOut: news.heldOut, loss: news.loss },
        ];
        this.#again();
        return;
      case 'finished':
        this.state = 'finished';
        this.scores = news.scores;
        this.#again();
        return;
      case 'handed':
        return; // it was asked for, and heard elsewhere
      case 'failed':
        this.#fail(news.reason, news.detail);
        return;
      default:
        news satisfies never;
    }
  }

  #progress({ device, epoch, done, total, loss, state }: Extract<NerNews, { type: 'progress' }>) {
    if (this.state !== 'running' && state === 'running') this.#timeLeft.restart();
    Object.assign(this, { state, device, epoch, done, total });
    if (Number.isFinite(loss)) this.loss = loss;
    this.secondsLeft = this.#timeLeft.note(performance.now(), done, total);
  }

  #fail(reason: NerFailure, detail: string): void {
    this.pending = false;
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
