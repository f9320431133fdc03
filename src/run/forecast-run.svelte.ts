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
  ForecastPlan,
  Trained,
} from '#train/forecast-protocol.ts';
import {
  startForecastWorker,
  type ForecastClient,
  type ForecastEvents,
} from './forecast-client.ts';
import type { RunState } from './training-run.svelte.ts';

export class ForecastRun {
  state = $state<RunState>('idle');
  plan = $state.raw<ForecastPlan>();
  prepared = $state.raw<Prepared>();
  /** In the order in which they were finished. */
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

  readonly #start: (events: ForecastEvents) => ForecastClient;
  #client: ForecastClient | undefined;
  #id = 0;
  #reading: { id: number; tell: (result: CsvResult) => void } | undefined;
  #began = 0;

  /** `start`: how the worker is had; replaced by tests only. */
  constructor(start: (events: ForecastEvents) => ForecastClient = startForecastWorker) {
    this.#start = start;
  }

  get active(): boolean {
    return this.state === 'starting' || this.state === 'running' || this.state === 'paused';
  }

  /** Has a file read; `tell` hears the result, unless another file is read first or the worker fails. */
  read(bytes: Uint8Array<ArrayBuffer>, tell: (result: CsvResult) => void): void {
    this.#reading = { id: ++this.#id, tell };
    this.#worker()?.send({ type: 'read', id: this.#reading.id, bytes });
  }

  /** Trains a plan, in place of any earlier one. */
  run(plan: ForecastPlan): void {
    this.reset();
    this.plan = plan;
    this.state = 'starting';
    this.#began = performance.now();
    this.#training = ++this.#id;
    this.#worker()?.send({ type: 'train', id: this.#training, plan });
  }
  #training = -1;

  pause(): void {
    if (this.state === 'starting' || this.state === 'running') this.#tell('pause');
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.#began = performance.now() - this.#spent;
    this.#tell('resume');
  }
  /** Milliseconds of computing when the run was paused. */
  #spent = 0;

  /** Some updates, up to the next look at the validation part. */
  step(): void {
    if (this.state === 'paused') this.#tell('step');
  }

  /** Forgets the run; the worker stays. */
  reset(): void {
    if (this.active) this.#tell('stop');
    this.#training = -1;
    this.state = 'idle';
    this.plan = this.prepared = this.failure = this.secondsLeft = undefined;
    this.trained = [];
    this.done = this.total = 0;
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#client?.dispose();
    this.#client = undefined;
  }

  #tell(type: 'pause' | 'resume' | 'step' | 'stop'): void {
    this.#client?.send({ type, id: this.#training });
  }

  #worker(): ForecastClient | undefined {
    try {
      return (this.#client ??= this.#start({
        message: (news) => {
          this.#receive(news);
        },
        failed: (reason, detail) => {
          this.#client = undefined;
          this.#fail(reason, detail);
        },
        waiting: () => this.state === 'starting' || this.state === 'running' || !!this.#reading,
      }));
    } catch (error) {
      this.#fail('worker-failed', error instanceof Error ? error.message : String(error));
      return undefined;
    }
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
      case 'progress':
        if (this.state === 'starting') {
          this.state = 'running';
          this.#began = performance.now();
        }
        this.backend = news.backend;
        this.device = news.device;
        this.done = news.done;
        this.total = news.total;
        this.#estimate();
        return;
      case 'trained':
        this.trained = [...this.trained, news.trained];
        return;
      case 'paused':
        this.#spent = performance.now() - this.#began;
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

  #estimate(): void {
    const spent = performance.now() - this.#began;
    if (spent > 1000 && this.done > 0)
      this.secondsLeft = ((this.total - this.done) * spent) / this.done / 1000;
  }

  #fail(reason: ForecastFailure, detail: string): void {
    this.#reading = undefined;
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
