/** A picture fit as components see it: reactive state, and the orders. The worker starts with the first run. */
import type { PictureNews, PicturePlan, PictureReport } from '#train/picture-protocol.ts';
import { type PictureClient, type PictureEvents, startPictureWorker } from './picture-client.ts';
import { TimeLeft } from './time-left.ts';
import type { Failure, RunState } from './training-run.svelte.ts';

/** A point of a curve. */
export interface PicturePoint {
  readonly step: number;
  readonly mse: number;
  readonly ssim: number;
}

export class PictureRun {
  state = $state<RunState>('idle');
  /** What the worker said last; stays in sight until a newer run has something to show. */
  report = $state.raw<PictureReport>();
  curve = $state.raw<readonly PicturePoint[]>([]);
  secondsLeft = $state<number>();
  failure = $state.raw<Failure>();

  readonly #start: (events: PictureEvents) => PictureClient;
  readonly #timeLeft = new TimeLeft();
  #client: PictureClient | undefined;
  #id = 0;

  /** `start`: how the worker is had; replaced by tests only. */
  constructor(start: (events: PictureEvents) => PictureClient = startPictureWorker) {
    this.#start = start;
  }

  /** Something runs or could go on. */
  get active(): boolean {
    return this.state === 'running' || this.state === 'starting' || this.state === 'paused';
  }

  /** Begins a run in place of any other; `paused`: stays at its start. */
  run(plan: PicturePlan, paused = false): void {
    this.#id += 1;
    this.failure = undefined;
    this.curve = [];
    this.#timeLeft.restart();
    this.state = paused ? 'paused' : 'starting';
    try {
      this.#client ??= this.#start({
        message: (news) => {
          this.#receive(news);
        },
        failed: (reason, detail) => {
          this.#client = undefined;
          this.#fail({ reason, detail });
        },
        waiting: () => this.state === 'running' || this.state === 'starting',
      });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return this.#fail({ reason: 'worker-failed', detail });
    }
    this.#client.send({ type: 'start', id: this.#id, plan, paused });
  }

  pause(): void {
    if (this.state !== 'running' && this.state !== 'starting') return;
    this.state = 'paused';
    this.#client?.send({ type: 'pause' });
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.#timeLeft.restart();
    this.state = 'running';
    this.#client?.send({ type: 'resume' });
  }

  /** One update of a paused run. */
  step(): void {
    if (this.state === 'paused') this.#client?.send({ type: 'step' });
  }

  /** Forgets the run; the worker stays. */
  reset(): void {
    this.#id += 1;
    this.#client?.send({ type: 'stop' });
    this.state = 'idle';
    this.report = this.failure = this.secondsLeft = undefined;
    this.curve = [];
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#client?.dispose();
    this.#client = undefined;
  }

  #receive(news: PictureNews): void {
    if (news.id !== this.#id) return;
    if (news.type === 'failed') {
      this.#fail({ reason: 'worker-failed', detail: news.detail });
      return;
    }
    const { step, steps, mse, ssim } = news.report;
    this.report = news.report;
    this.curve = [...this.curve, { step, mse, ssim }];
    this.secondsLeft = this.#timeLeft.note(performance.now(), step, steps);
    if (step === steps) this.state = 'finished';
    else if (this.state === 'starting') this.state = 'running';
  }

  #fail(failure: Failure): void {
    this.failure = failure;
    this.state = 'failed';
  }
}
