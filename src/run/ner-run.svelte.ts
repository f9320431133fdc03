/** What a page knows of its tagger of names: what was read last, and the training under way. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type { HandedNer, NerAsk, NerNews, NerPlan, NerReading } from '#train/ner-protocol.ts';
import { ReaderRun } from './reader-run.svelte.ts';
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

export class NerRun extends ReaderRun<NerPlan, NerAsk, NerNews> {
  reading = $state.raw<NerReading>();
  epochs = $state.raw<readonly NerEpoch[]>([]);
  /** Once the training has finished. */
  scores = $state.raw<NerScores>();
  /** Epoch under way, from 1; 0 before. */
  epoch = $state(0);
  /** Of the latest updates, nats a token. */
  loss = $state<number>();

  constructor() {
    super(startNer);
  }

  /** @param sentences tokens of each, as `readText` gives them. */
  read(language: NerLanguage, sentences: readonly (readonly string[])[]): void {
    this.ask((id) => ({ type: 'read', id, language, sentences }));
  }

  /** The model as it would read, with what it says of some sentences. Rejects with an Error, its text in English. */
  async hand(language: NerLanguage, sentences: readonly (readonly string[])[]): Promise<HandedNer> {
    const order = { type: 'hand', id: this.nextId(), language, sentences } as const;
    return (await this.worker.ask(order, 'handed')).tagger;
  }

  /** One update of a training that is paused, or was while it started. */
  override step(): void {
    if (this.state === 'starting') this.worker.tell({ type: 'step' });
    else super.step();
  }

  protected override clear(state: RunState): void {
    super.clear(state);
    this.scores = this.loss = undefined;
    this.epochs = [];
    this.epoch = 0;
  }

  protected override receive(news: NerNews): void {
    switch (news.type) {
      case 'read':
        this.reading = news.reading;
        return this.answered(news.live);
      case 'progress':
        this.epoch = news.epoch;
        if (Number.isFinite(news.loss)) this.loss = news.loss;
        return this.progress(news);
      case 'scored': {
        const { epoch, heldOut, loss } = news;
        this.epochs = [...this.epochs, { epoch, heldOut, loss }];
        return this.again();
      }
      case 'finished':
        this.state = 'finished';
        this.scores = news.scores;
        return this.again();
      case 'handed':
        return; // it was asked for, and heard elsewhere
      case 'failed':
        return this.fail(news.reason, news.detail);
      default:
        news satisfies never;
    }
  }
}
