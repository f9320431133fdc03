/**
 * Forecasting as components see it: reactive state, and what can be asked for. The worker starts with the first order and
 * stays until `dispose`.
 */
import type { CsvResult } from '#tasks/forecast/csv.ts';
import type { Prepared } from '#tasks/forecast/view.ts';
import type {
  BackendId,
  ForecastFailure,
  ForecastNews,
  ForecastOrder,
  ForecastPlan,
  Published,
  Trained,
} from '#train/forecast-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { TimeLeft } from './time-left.ts';
import type { RunState } from './training-run.svelte.ts';
import { startForecast } from './worker-scripts.ts';

export class ForecastRun {
  state = $state<RunState>('idle');
  plan = $state.raw<ForecastPlan>();
  prepared = $state.raw<Prepared>();
  /** What the run begins with, where it does not begin with new weights. */
  published = $state.raw<Published>();
  /** Here, in the order in which they were finished. */
  trained = $state.raw<readonly Trained[]>([]);
  /** Updates of all models. */
  done = $state(0);
  total = $state(0);
  secondsLeft = $state<number>();
  backend = $state<BackendId>();
  device = $state<string>();
  failure = $state.raw<{
    readonly reason: ForecastFailure;
    /** In English, for the small print. */
    readonly detail: string;
  }>();

  readonly #worker = new KeptWorker<ForecastOrder, ForecastNews>(startForecast, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      this.#fail(reason, detail);
    },
    waiting: () => this.state === 'starting' || this.state === 'running' || !!this.#reading,
  });
  readonly #timeLeft = new TimeLeft();
  #id = 0;
  #training = -1;
  #reading: { id: number; tell: (result: CsvResult) => void } | undefined;

  get active(): boolean {
    return this.state === 'starting' || this.state === 'running' || this.state === 'paused';
  }

  /** Has a file read; `tell` hears the result, unless another file is read first or the worker fails. */
  read(bytes: Uint8Array<ArrayBuffer>, tell: (result: CsvResult) => void): void {
    this.#reading = { id: ++this.#id, tell };
    this.#worker.send({ type: 'read', id: this.#reading.id, bytes });
  }

  /** Trains a plan, in place of any earlier one. */
  run(plan: ForecastPlan): void {
    this.reset();
    this.plan = plan;
    this.state = 'starting';
    this.#timeLeft.restart();
    this.#training = ++this.#id;
    this.#worker.send({ type: 'train', id: this.#training, plan });
  }

  pause(): void {
    if (this.state === 'starting' || this.state === 'running') this.#tell('pause');
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.#timeLeft.restart();
    this.#tell('resume');
  }

  /** Some updates, up to the next look at the validation part. */
  step(): void {
    if (this.state === 'paused') this.#tell('step');
  }

  /** Forgets the run; the worker stays. */
  reset(): void {
    if (this.active) this.#tell('stop');
    this.#training = -1;
    this.state = 'idle';
    this.plan = this.prepared = this.published = this.failure = this.secondsLeft = undefined;
    this.trained = [];
    this.done = this.total = 0;
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#worker.dispose();
  }

  #tell(type: 'pause' | 'resume' | 'step' | 'stop'): void {
    this.#worker.tell({ type, id: this.#training });
  }

  #receive(news: ForecastNews): void {
    if (news.type === 'table') {
      const reading = this.#reading;
      if (news.id !== reading?.id) return;
      this.#reading = undefined;
      reading.tell(news.result);
      return;
    }
    if (news.id !== this.#training) return;
    switch (news.type) {
      case 'prepared':
        this.prepared = news.prepared;
        return;
      case 'published':
        this.published = news.published;
        return;
      case 'progress':
        if (this.state === 'starting') this.state = 'running';
        this.backend = news.backend;
        this.device = news.device;
        this.done = news.done;
        this.total = news.total;
        this.secondsLeft = this.#timeLeft.note(performance.now(), this.done, this.total);
        return;
      case 'trained':
        this.trained = [...this.trained, news.trained];
        return;
      case 'paused':
        this.state = 'paused';
        return;
      case 'finished':
        this.done = this.total;
        this.state = 'finished';
        return;
      case 'failed':
        this.#fail(news.reason, news.detail);
        return;
      default:
        news satisfies never;
    }
  }

  #fail(reason: ForecastFailure, detail: string): void {
    this.#reading = undefined;
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
