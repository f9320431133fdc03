/** A comparison of engines as components see it: reactive state, and the buttons. The worker lives as long as a run. */
import type { BackendId, BenchNews, BenchPlan, RefusalReason } from '#train/bench-protocol.ts';
import { startBenchWorker, type BenchClient, type BenchEvents } from './bench-client.ts';

export type BenchState =
  'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';

export interface BenchRefusal {
  readonly backend: BackendId;
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** Shortest milliseconds per step so far, by the shape's name and backend. */
export type BenchTimes = Readonly<Record<string, Readonly<Partial<Record<BackendId, number>>>>>;

export class BenchRun {
  /** `starting`: engines are being loaded, none has been timed. */
  state = $state<BenchState>('idle');
  times = $state.raw<BenchTimes>({});
  devices = $state.raw<Readonly<Partial<Record<BackendId, string>>>>({});
  /** Backends that were left out. */
  refusals = $state.raw<readonly BenchRefusal[]>([]);
  /** Measurements made, and to be made; 0 of 0 before the first. */
  done = $state(0);
  total = $state(0);
  failure = $state.raw<{
    readonly reason: 'no-backend' | 'worker-failed' | 'worker-silent';
    /** In English, for the small print. */
    readonly detail: string;
  }>();

  readonly #start: (events: BenchEvents) => BenchClient;
  #client: BenchClient | undefined;

  /** `start`: how the worker is had; replaced by tests only. */
  constructor(start: (events: BenchEvents) => BenchClient = startBenchWorker) {
    this.#start = start;
  }

  /** Is a run under way, paused or not? */
  get active(): boolean {
    return this.state === 'starting' || this.state === 'running' || this.state === 'paused';
  }

  /** Begins a run, in place of any earlier one. */
  run(plan: BenchPlan): void {
    this.reset();
    this.state = 'starting';
    try {
      this.#client = this.#start({
        message: (news) => {
          this.#receive(news);
        },
        failed: (reason, detail) => {
          this.#fail(reason, detail);
        },
      });
    } catch (error) {
      return this.#fail('worker-failed', error instanceof Error ? error.message : String(error));
    }
    this.#client.send({ type: 'start', plan });
  }

  /** Ends the run; what was measured stays. */
  stop(): void {
    if (!this.active) return;
    this.#end();
    this.state = this.done > 0 ? 'stopped' : 'idle';
  }

  /** Before the next measurement. */
  pause(): void {
    if (this.state !== 'starting' && this.state !== 'running') return;
    this.state = 'paused';
    this.#client?.send({ type: 'pause' });
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.state = this.done > 0 ? 'running' : 'starting';
    this.#client?.send({ type: 'resume' });
  }

  /** Ends the run and forgets it. */
  reset(): void {
    this.#end();
    this.state = 'idle';
    this.times = this.devices = {};
    this.refusals = [];
    this.done = this.total = 0;
    this.failure = undefined;
  }

  /** Ends the run for good; to be called when the component goes. */
  dispose(): void {
    this.#end();
    if (this.active) this.state = 'idle';
  }

  #receive(news: BenchNews): void {
    switch (news.type) {
      case 'heartbeat':
        return;
      case 'opened':
        this.devices = { ...this.devices, [news.backend]: news.device };
        return;
      case 'refused':
        this.refusals = [...this.refusals, news];
        return;
      case 'time': {
        const { shape, backend, msPerStep } = news;
        this.times = { ...this.times, [shape]: { ...this.times[shape], [backend]: msPerStep } };
        this.done = news.done;
        this.total = news.total;
        if (this.state === 'starting') this.state = 'running';
        return;
      }
      case 'finished':
        this.#end();
        this.done = this.total;
        this.state = 'finished';
        return;
      case 'failed':
        return this.#fail(news.reason, news.detail);
      default:
        news satisfies never;
    }
  }

  #fail(reason: 'no-backend' | 'worker-failed' | 'worker-silent', detail: string): void {
    this.#end();
    this.failure = { reason, detail };
    this.state = 'failed';
  }

  #end(): void {
    this.#client?.dispose();
    this.#client = undefined;
  }
}
