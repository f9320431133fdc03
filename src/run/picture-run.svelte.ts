/** A picture fit as components see it: reactive state, and the orders. The worker starts with the first run. */
import type {
  HandedAutoencoder,
  PictureNews,
  PictureOrder,
  PicturePlan,
  PictureReport,
} from '#train/picture-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { TimeLeft } from './time-left.ts';
import type { RunState } from './training-run.svelte.ts';
import { startPicture } from './worker-scripts.ts';

/** A point of a curve. */
export interface PicturePoint {
  readonly step: number;
  readonly mse: number;
  readonly ssim: number;
  readonly msSsim: number;
}

/** Why a run ended; `detail` is in English, for the small print. */
export interface PictureFailure {
  readonly reason: 'worker-failed' | 'worker-silent' | 'bad-weights';
  readonly detail: string;
}

export class PictureRun {
  state = $state<RunState>('idle');
  /** What the worker said last; stays in sight until a newer run has something to show. */
  report = $state.raw<PictureReport>();
  curve = $state.raw<readonly PicturePoint[]>([]);
  secondsLeft = $state<number>();
  failure = $state.raw<PictureFailure>();

  readonly #worker = new KeptWorker<PictureOrder, PictureNews>(startPicture, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      this.#fail({ reason, detail });
    },
    waiting: () => this.state === 'running' || this.state === 'starting',
  });
  readonly #timeLeft = new TimeLeft();
  #id = 0;
  #asked = 0;
  /** The run waits at its start, which is a published model. */
  #waits = false;

  /** Something runs or could go on. */
  get active(): boolean {
    return this.state === 'running' || this.state === 'starting' || this.state === 'paused';
  }

  /**
   * Begins a run in place of any other; `paused`: stays at its start. A published model is shown first, and waits, which
   * counts as paused once it is there.
   */
  run(plan: PicturePlan, paused = false): void {
    this.#id += 1;
    this.failure = undefined;
    this.curve = [];
    this.#timeLeft.restart();
    this.#waits = plan.published !== undefined;
    this.state = paused && !this.#waits ? 'paused' : 'starting';
    this.#worker.send({ type: 'start', id: this.#id, plan, paused: paused || this.#waits });
  }

  pause(): void {
    if (this.state !== 'running' && this.state !== 'starting') return;
    this.state = 'paused';
    this.#worker.tell({ type: 'pause' });
  }

  resume(): void {
    if (this.state !== 'paused') return;
    this.#timeLeft.restart();
    this.state = 'running';
    this.#worker.tell({ type: 'resume' });
  }

  /** One update of a paused run. */
  step(): void {
    if (this.state === 'paused') this.#worker.tell({ type: 'step' });
  }

  /** The autoencoder as it is. Rejects with an Error, its text in English, where there is none. */
  async hand(): Promise<HandedAutoencoder> {
    // Ids of questions are below those of runs, and so never the same.
    return (await this.#worker.ask({ type: 'hand', id: --this.#asked }, 'handed')).model;
  }

  /** Forgets the run; the worker stays. */
  reset(): void {
    this.#id += 1;
    this.#worker.tell({ type: 'stop' });
    this.state = 'idle';
    this.report = this.failure = this.secondsLeft = undefined;
    this.curve = [];
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#worker.dispose();
  }

  #receive(news: PictureNews): void {
    if (news.id !== this.#id || news.type === 'handed') return;
    if (news.type === 'failed') {
      this.#fail({ reason: news.reason, detail: news.detail });
      return;
    }
    const { step, steps, mse, ssim, msSsim } = news.report;
    this.report = news.report;
    this.curve = [...this.curve, { step, mse, ssim, msSsim }];
    this.secondsLeft = this.#timeLeft.note(performance.now(), step, steps);
    if (step === steps) this.state = 'finished';
    else if (this.state === 'starting') this.state = this.#waits ? 'paused' : 'running';
  }

  #fail(failure: PictureFailure): void {
    this.failure = failure;
    this.state = 'failed';
  }
}
