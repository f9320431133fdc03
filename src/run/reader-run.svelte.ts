/**
 * What a page knows of a model that reads texts in a worker, the published one until another is trained on the page: what
 * was read last, and the training under way. The worker starts with the first order and stays until `dispose`.
 */
import type { ReaderFailure, TrainingOrder } from '#train/reader-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { TimeLeft } from './time-left.ts';
import type { RunState } from './training-run.svelte.ts';

interface Progress {
  readonly device: string;
  readonly done: number;
  readonly total: number;
  readonly state: 'running' | 'paused';
}

export abstract class ReaderRun<Plan, Ask, News extends { type: string; id: number }> {
  state = $state<RunState>('idle');
  /** Of the training that is shown. */
  plan = $state.raw<Plan>();
  /** What is shown was read by a model that was trained here. */
  live = $state(false);
  /** Sentences are on their way. */
  pending = $state(false);
  done = $state(0);
  total = $state(0);
  secondsLeft = $state<number>();
  device = $state<string>();
  failure = $state.raw<{ readonly reason: ReaderFailure; readonly detail: string }>();

  protected readonly worker: KeptWorker<Ask | TrainingOrder<Plan>, News>;
  readonly #timeLeft = new TimeLeft();
  #ids = 0;
  #training = -1;
  #asked = -1;
  #latest: ((id: number) => Ask) | undefined;

  constructor(start: () => Worker) {
    this.worker = new KeptWorker(start, {
      message: (news) => {
        if (news.id === this.#training || news.id === this.#asked) this.receive(news);
      },
      failed: (reason, detail) => {
        this.fail(reason, detail);
      },
      waiting: () => this.pending || this.state === 'starting' || this.state === 'running',
    });
  }

  /** News of the training, or the answer to the last question. */
  protected abstract receive(news: News): void;

  protected nextId(): number {
    return ++this.#ids;
  }

  /** Has something read. */
  protected ask(order: (id: number) => Ask): void {
    this.#latest = order;
    this.#asked = this.nextId();
    this.pending = true;
    if (this.state === 'failed') this.clear('idle');
    this.worker.send(order(this.#asked));
  }

  /** The same by the model as it is now. */
  protected again(): void {
    if (this.#latest) this.ask(this.#latest);
  }

  /** The last question is answered. */
  protected answered(live: boolean): void {
    this.live = live;
    this.pending = false;
  }

  /** Trains, in place of any earlier training. */
  train(plan: Plan): void {
    this.clear('starting');
    this.plan = plan;
    this.#training = this.nextId();
    this.worker.send({ type: 'train', id: this.#training, plan });
  }

  pause(): void {
    if (this.state === 'starting' || this.state === 'running') this.worker.tell({ type: 'pause' });
  }

  resume(): void {
    if (this.state === 'paused') this.worker.tell({ type: 'resume' });
  }

  /** One update of a training that is paused. */
  step(): void {
    if (this.state === 'paused') this.worker.tell({ type: 'step' });
  }

  /** Back to the published model. */
  reset(): void {
    this.worker.tell({ type: 'forget' });
    this.#training = -1;
    this.clear('idle');
    if (this.live) this.again();
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.worker.dispose();
  }

  /** Forgets the training that is shown. */
  protected clear(state: RunState): void {
    this.state = state;
    this.plan = this.failure = this.secondsLeft = undefined;
    this.done = this.total = 0;
  }

  protected progress({ device, done, total, state }: Progress): void {
    if (this.state !== 'running' && state === 'running') this.#timeLeft.restart();
    Object.assign(this, { state, device, done, total });
    this.secondsLeft = this.#timeLeft.note(performance.now(), done, total);
  }

  protected fail(reason: ReaderFailure, detail: string): void {
    this.pending = false;
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
