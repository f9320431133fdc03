/** The loop: models in turn, on one backend, until all have finished, the reader stops, or the backend fails. */
import type { Backend, Trainer } from '#engine/backend.ts';
import type { Probe } from '#engine/probe.ts';
import { BackendFailure, BackendWatch } from './backend-watch.ts';
import type { Control } from './control.ts';
import { predictAll } from './evaluate.ts';
import { Pace } from './pace.ts';
import type { FromWorker } from './protocol.ts';
import type { Reporter } from './reporter.ts';
import { type Progress } from './reporter.ts';
import type { TrainedModel } from './trained-model.ts';

export interface TrainingOptions {
  readonly models: readonly TrainedModel[];
  readonly backend: Backend;
  readonly control: Control;
  readonly reporter: Reporter;
  readonly post: (message: FromWorker) => void;
  readonly now: () => number;
  /** Lets messages in between two pieces of work. */
  readonly pause: () => Promise<void>;
  /** Milliseconds a piece of work should last. */
  readonly pieceMs: number;
  /** Milliseconds an update took when the backend was picked. */
  readonly expectedMs: number;
}

/** Work of at least so many ms is announced: it delays the heartbeat. */
const LONG_MS = 500;
/** How long after an error the news that the device is lost may arrive, in ms. */
const NEWS_MS = 100;

/**
 * Trains until nothing is left to do.
 * @returns the backend's failure as a probe, with all models back at their checkpoints, or undefined when the run
 * has finished or was stopped.
 */
export async function train(options: TrainingOptions): Promise<Probe | undefined> {
  const { backend, models } = options;
  const watch = new BackendWatch(backend);
  const loop = new Loop(options, watch);
  try {
    await loop.run();
    return undefined;
  } catch (error) {
    if (!(error instanceof BackendFailure)) throw error;
    await watch.news(NEWS_MS);
    const { lost } = watch;
    return lost === undefined
      ? { backend: backend.id, reason: 'failed', detail: error.message }
      : { backend: backend.id, reason: 'device-lost', detail: lost };
  } finally {
    for (const model of models) model.release();
    loop.reportRest();
  }
}

/**
 * Scores the first model before anything is trained, so that the chart has its first point while backends are still
 * being tried. Never rejects: what fails here is tried again in due course.
 */
export async function reportFirstPoint(options: TrainingOptions): Promise<void> {
  const loop = new Loop(options, new BackendWatch(options.backend));
  try {
    await loop.scoreFirst();
  } catch {
    // The run itself will meet the failure, and deal with it.
  } finally {
    for (const model of options.models) model.release();
    loop.reportRest();
  }
}

class Loop {
  readonly #options: TrainingOptions;
  readonly #watch: BackendWatch;
  readonly #pace: Pace;

  constructor(options: TrainingOptions, watch: BackendWatch) {
    this.#options = options;
    this.#watch = watch;
    this.#pace = new Pace(options.expectedMs, options.pieceMs);
  }

  async run(): Promise<void> {
    const { control, models, reporter } = this.#options;
    while (!control.stopped) {
      // A pause may have interrupted the last round: whoever is behind comes first.
      const live = models.filter((model) => !model.finished).toSorted((a, b) => a.step - b.step);
      if (live.length === 0) {
        reporter.post(this.#progress(), 'finished');
        return;
      }
      if (control.waiting) {
        reporter.post(this.#progress(), 'paused');
        await this.#watch.guard(control.changed());
        continue;
      }
      if (control.paused) await this.#singleStep(live);
      else await this.#round(live);
    }
  }

  async scoreFirst(): Promise<void> {
    const { backend, control, models } = this.#options;
    const [model] = models;
    if (model?.evaluationDue !== true || control.stopped) return;
    const trainer = await this.#watch.guard(model.trainer(backend, control.learningRate));
    await this.#evaluate(model, trainer);
  }

  /** Posts points that no report has told of yet, when the backend is given up. */
  reportRest(): void {
    const { control, reporter } = this.#options;
    if (reporter.pending) reporter.post(this.#progress(), control.paused ? 'paused' : 'running');
  }

  /**
   * A piece of every model, the one furthest behind first; a pause takes effect at once. The slowest arm sets how many
   * updates a piece has, so that all models stay at the same step.
   */
  async #round(live: readonly TrainedModel[]): Promise<void> {
    const { control } = this.#options;
    const piece = Math.min(...live.map(({ arm }) => this.#pace.chunk(arm.id)));
    const goal = (live[0]?.step ?? 0) + piece;
    for (const model of live) {
      if (model.step >= goal) continue;
      await this.#advance(model, goal - model.step);
      if (control.stopped || control.paused) return;
      this.#offer();
    }
  }

  /** One update of every model. */
  async #singleStep(live: readonly TrainedModel[]): Promise<void> {
    const { control } = this.#options;
    for (const model of live) {
      if (control.stopped) return;
      await this.#advance(model, 1);
    }
    control.steps = Math.max(0, control.steps - 1);
  }

  /** At most `updates` updates of a model, with the evaluations that fall due on the way. */
  async #advance(model: TrainedModel, updates: number): Promise<void> {
    const { backend, control, now } = this.#options;
    const trainer = await this.#watch.guard(model.trainer(backend, control.learningRate));
    if (model.evaluationDue) await this.#evaluate(model, trainer);
    const count = Math.min(updates, model.updatesLeft);
    if (model.diverged || count === 0 || control.stopped) return;
    const batches = model.batches(count);
    this.#announce(count * this.#pace.msPerStep(model.arm.id));
    const start = now();
    const losses = await this.#watch.guard(trainer.step(batches));
    this.#pace.note(model.arm.id, count, now() - start);
    await this.#options.pause();
    const bad = losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) return this.#diverge(model, model.step + bad, `loss ${losses[bad] ?? NaN}`);
    model.step += count;
    if (model.evaluationDue && !control.stopped) await this.#evaluate(model, trainer);
  }

  async #evaluate(model: TrainedModel, trainer: Trainer): Promise<void> {
    const { backend, reporter, pause } = this.#options;
    const { arm, seed, step, stream } = model;
    const outputs = await this.#watch.guard(
      predictAll(backend, trainer, arm.spec, stream.test, async () => {
        await pause();
        this.#offer();
      }),
    );
    const score = stream.score(outputs);
    if (!Number.isFinite(score)) return this.#diverge(model, step, `score ${score}`);
    model.evaluatedWith(await this.#watch.guard(trainer.parameters()));
    reporter.add({ arm: arm.id, seed, step, score });
    await pause();
    this.#offer();
  }

  /** Ends one model and says so; its points stay. */
  #diverge(model: TrainedModel, step: number, what: string): void {
    const { arm, seed } = model;
    model.step = step;
    model.diverged = true;
    model.release();
    this.#options.post({
      type: 'failed',
      reason: 'diverged',
      detail: `arm ${arm.id}, seed ${seed}, step ${step}: ${what}`,
      divergence: { arm: arm.id, seed, step },
    });
  }

  /** A report, if it is time for one. */
  #offer(): void {
    const { control, reporter } = this.#options;
    if (!control.stopped)
      reporter.offer(() => this.#progress(), control.paused ? 'paused' : 'running');
  }

  #announce(ms: number): void {
    if (ms > LONG_MS) this.#options.post({ type: 'heartbeat', quietMs: Math.ceil(4 * ms) });
  }

  #progress(): Progress {
    const { models } = this.#options;
    return {
      done: models.reduce((sum, { step }) => sum + step, 0),
      total: models.reduce((sum, { total }) => sum + total, 0),
      msPerStep: this.#pace.medians(),
    };
  }
}
