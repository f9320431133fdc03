/** What a page knows of its tagger: the words that were tagged last, and the training under way. */
import type { BackendId } from '#engine/backend.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import type {
  HandedTagger,
  Tagged,
  TaggerFailure,
  TaggerNews,
  TaggerOrder,
  TaggerPlan,
} from '#train/tagger-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { TimeLeft } from './time-left.ts';
import type { RunState } from './training-run.svelte.ts';
import { startTagger } from './worker-scripts.ts';

export class TaggerRun {
  state = $state<RunState>('idle');
  /** Of the training that is shown. */
  plan = $state.raw<TaggerPlan>();
  tagged = $state.raw<Tagged>();
  /** The words were tagged by a model that was trained here. */
  live = $state(false);
  /** A sentence is on its way. */
  tagging = $state(false);
  /** After the latest epoch of the training here. */
  scores = $state.raw<TagScores>();
  done = $state(0);
  total = $state(0);
  secondsLeft = $state<number>();
  backend = $state<BackendId>();
  device = $state<string>();
  failure = $state.raw<{ readonly reason: TaggerFailure; readonly detail: string }>();

  readonly #worker = new KeptWorker<TaggerOrder, TaggerNews>(startTagger, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      this.#fail(reason, detail);
    },
    waiting: () => this.tagging || this.state === 'starting' || this.state === 'running',
  });
  readonly #timeLeft = new TimeLeft();
  #ids = 0;
  #training = -1;
  #asked = -1;
  #sentences: readonly (readonly string[])[] | undefined;

  tag(sentences: readonly (readonly string[])[]): void {
    this.#sentences = sentences;
    this.#asked = ++this.#ids;
    this.tagging = true;
    if (this.state === 'failed') this.#clear('idle');
    this.#worker.send({ type: 'tag', id: this.#asked, sentences });
  }

  /** The model as it would tag, with what it says of some sentences. Rejects with an Error, its text in English. */
  async hand(sentences: readonly (readonly string[])[]): Promise<HandedTagger> {
    const order = { type: 'hand', id: ++this.#ids, sentences } as const;
    return (await this.#worker.ask(order, 'handed')).tagger;
  }

  /** Trains, in place of any earlier training. */
  train(plan: TaggerPlan): void {
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

  step(): void {
    if (this.state === 'paused') this.#worker.tell({ type: 'step' });
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
    this.plan = this.scores = this.failure = this.secondsLeft = undefined;
    this.done = this.total = 0;
  }

  /** The same words by the model as it is now. */
  #again(): void {
    if (this.#sentences) this.tag(this.#sentences);
  }

  #receive(news: TaggerNews): void {
    if (news.id !== this.#training && news.id !== this.#asked) return;
    switch (news.type) {
      case 'tagged':
        this.tagged = news.tagged;
        this.live = news.live;
        this.tagging = false;
        return;
      case 'progress':
        this.#progress(news);
        return;
      case 'scored':
        this.scores = news.scores;
        this.#again();
        return;
      case 'finished':
        this.state = 'finished';
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

  #progress({ backend, device, done, total, state }: Extract<TaggerNews, { type: 'progress' }>) {
    if (this.state !== 'running' && state === 'running') this.#timeLeft.restart();
    Object.assign(this, { state, backend, device, done, total });
    this.secondsLeft = this.#timeLeft.note(performance.now(), done, total);
  }

  #fail(reason: TaggerFailure, detail: string): void {
    this.tagging = false;
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
