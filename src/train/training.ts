/** The loop: models in turn, on one backend, until all have finished, the reader stops, or the backend fails. */
import type { Backend, Trainer } from '#engine/backend.ts';
import { failureReason, type Probe } from '#engine/probe.ts';
import { BackendFailure, BackendWatch } from './backend-watch.ts';
import type { Control } from './control.ts';
import { Crew } from './crew.ts';
import { predictAll } from './evaluate.ts';
import { Inspector } from './inspector.ts';
import { Pace } from './pace.ts';
import type { PostMessage } from './protocol.ts';
import type { Progress, Reporter } from './reporter.ts';
import { Saver } from './saver.ts';
import type { TrainedModel } from './trained-model.ts';
import { allOf, takeTurns } from './turns.ts';

export interface TrainingOptions {
  readonly models: readonly TrainedModel[];
  readonly backend: Backend;
  readonly control: Control;
  readonly reporter: Reporter;
  readonly post: PostMessage;
  readonly now: () => number;
  /** Lets messages in between two pieces of work. */
  readonly pause: () => Promise<void>;
  /** Milliseconds a piece of work should last. */
  readonly pieceMs: number;
  /** Milliseconds an update took when the backend was picked. */
  readonly expectedMs: number;
  /** Backends that have failed in this run. */
  readonly given: readonly Probe[];
  /** Awaited before the report that the run has finished. */
  readonly beforeEnd?: () => Promise<void>;
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
    const detail = watch.lost ?? error.message;
    const reason = failureReason(detail, watch.lost !== undefined);
    return { backend: backend.id, reason, detail };
  } finally {
    loop.close();
    for (const model of models) model.rewind();
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
    loop.reportRest();
  }
}

class Loop {
  readonly #options: TrainingOptions;
  readonly #watch: BackendWatch;
  readonly #pace: Pace;
  readonly #inspector: Inspector;
  readonly #saver: Saver;
  readonly #crews: readonly Crew[];

  constructor(options: TrainingOptions, watch: BackendWatch) {
    const { backend, control, expectedMs, models, now, pieceMs, post } = options;
    this.#options = options;
    this.#watch = watch;
    this.#pace = new Pace(expectedMs, pieceMs);
    this.#inspector = new Inspector(control, post, now);
    this.#saver = new Saver(options);
    const byArm = Map.groupBy(models, ({ arm }) => arm.id);
    this.#crews = [...byArm.values()].map((of) => new Crew(backend, of));
  }

  async run(): Promise<void> {
    const { control, models, reporter } = this.#options;
    while (!control.stopped) {
      // A pause may have interrupted the last round: whoever is behind comes first.
      const live = models.filter((model) => !model.finished).toSorted((a, b) => a.step - b.step);
      if (live.length === 0) {
        await this.#options.beforeEnd?.();
        // The page may want to keep a model; the worker ends with the run.
        await this.#save();
        reporter.post(this.#progress(), 'finished');
        return;
      }
      await this.#lookIfAsked();
      if (control.waiting) {
        reporter.post(this.#progress(), 'paused');
        await this.#save();
        if (control.waiting) await this.#watch.guard(control.changed());
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
    const trainer = await this.#watch.guard(
      backend.createTrainer(model.options(control.learningRate)),
    );
    try {
      if (model.state !== undefined) await this.#watch.guard(trainer.restore(model.state));
      await this.#evaluate(model, trainer);
    } finally {
      trainer.dispose();
    }
  }

  /** Posts points that no report has told of yet, when the backend is given up. */
  reportRest(): void {
    const { control, reporter } = this.#options;
    if (reporter.pending) reporter.post(this.#progress(), control.paused ? 'paused' : 'running');
  }

  /** Frees all models' trainers. */
  close(): void {
    for (const crew of this.#crews) crew.close();
  }

  /**
   * A piece of every model, those furthest behind first; a pause takes effect at once. The slowest arm sets how many
   * updates a piece has, so that all models stay at the same step. Where an arm has fewer models than there are workers,
   * several arms train at once.
   */
  async #round(live: readonly TrainedModel[]): Promise<void> {
    const { backend, control, reporter } = this.#options;
    const all = this.#teams(live);
    const piece = Math.min(...all.map(({ arm, models }) => this.#pace.chunk(arm, models.length)));
    const goal = (live[0]?.step ?? 0) + piece;
    const teams = all
      .map(({ crew, models }) => ({ crew, models: models.filter(({ step }) => step < goal) }))
      .filter(({ models }) => models.length > 0);
    for (const turn of takeTurns(teams, backend.workers ?? 1)) {
      const beside = turn.length;
      await allOf(turn.map(({ crew, models }) => this.#advance(crew, models, goal, beside)));
      if (control.stopped || control.paused) return;
      this.#offer();
      if (this.#saver.due && !reporter.pending) await this.#save();
    }
  }

  /** One update of every model. */
  async #singleStep(live: readonly TrainedModel[]): Promise<void> {
    const { control } = this.#options;
    for (const { crew, models } of this.#teams(live)) {
      const goals = Map.groupBy(models, ({ step }) => step);
      for (const [step, together] of goals) {
        if (control.stopped) return;
        await this.#advance(crew, together, step + 1);
      }
    }
    control.steps = Math.max(0, control.steps - 1);
  }

  /** Who trains together: an arm, or where that would hold up the thread for too long, one model at a time. */
  #teams(live: readonly TrainedModel[]): { arm: string; crew: Crew; models: TrainedModel[] }[] {
    const { blocking } = this.#options.backend;
    const teams = this.#crews.flatMap((crew) => {
      const models = live.filter((model) => crew.models.includes(model));
      const parts = blocking ? models.map((model) => [model]) : [models];
      return parts.map((part) => ({ arm: part[0]?.arm.id ?? '', crew, models: part }));
    });
    return teams
      .filter(({ models }) => models.length > 0)
      .toSorted((a, b) => (a.models[0]?.step ?? 0) - (b.models[0]?.step ?? 0));
  }

  /**
   * Updates of some models of an arm, at most to step `goal`, with the evaluations that fall due on the way. Those
   * behind the others catch up first.
   * @param beside how many arms train at the same time, this one included
   */
  async #advance(
    crew: Crew,
    team: readonly TrainedModel[],
    goal: number,
    beside = 1,
  ): Promise<void> {
    const { control, now } = this.#options;
    await this.#watch.guard(crew.open(control.learningRate));
    await this.#evaluateDue(crew, team);
    const live = team.filter(({ finished }) => !finished);
    const lowest = Math.min(...live.map(({ step }) => step));
    const models = live.filter(({ step }) => step === lowest);
    const [model] = models;
    if (model === undefined || control.stopped) return;
    const next = Math.min(...live.filter(({ step }) => step > lowest).map(({ step }) => step));
    const count = Math.min(
      Math.min(goal, next) - lowest,
      model.updatesLeft,
      this.#inspector.updatesLeft(models),
    );
    if (count <= 0) return;
    const arm = model.arm.id;
    this.#announce(count * models.length * this.#pace.msPerStep(arm));
    const start = now();
    const losses = await this.#watch.guard(crew.step(models, count));
    this.#pace.note(arm, count * models.length, (now() - start) / beside);
    await this.#options.pause();
    for (const [index, each] of models.entries()) this.#learned(each, losses[index], count);
    await this.#evaluateDue(crew, models);
    for (const each of models) {
      if (this.#inspector.due(each)) await this.#look(crew, each);
      if (this.#inspector.dueAtEnd(each))
        await this.#watch.guard(this.#inspector.lookAtAll(each, crew.trainer(each)));
    }
  }

  /** Notes updates that were made, or the one that diverged. */
  #learned(model: TrainedModel, losses: Float32Array | undefined, count: number): void {
    const bad = losses?.findIndex((loss) => !Number.isFinite(loss)) ?? 0;
    if (bad >= 0) this.#diverge(model, model.step + bad, `loss ${losses?.[bad] ?? NaN}`);
    else model.step += count;
  }

  async #evaluateDue(crew: Crew, models: readonly TrainedModel[]): Promise<void> {
    const { control } = this.#options;
    for (const model of models)
      if (model.evaluationDue && !model.diverged && !control.stopped)
        await this.#evaluate(model, crew.trainer(model));
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
    model.scored();
    reporter.add({ arm: arm.id, seed, step, score });
    await pause();
    this.#offer();
  }

  /** Ends one model and says so; its points stay, and so does its last checkpoint, which is finite. */
  #diverge(model: TrainedModel, step: number, what: string): void {
    const { arm, seed } = model;
    model.step = step;
    model.diverged = true;
    this.#options.post({
      type: 'failed',
      reason: 'diverged',
      detail: `arm ${arm.id}, seed ${seed}, step ${step}: ${what}`,
      divergence: { arm: arm.id, seed, step },
    });
  }

  async #lookIfAsked(): Promise<void> {
    const { control, models } = this.#options;
    const model = this.#inspector.asked(models);
    const crew = this.#crews.find((each) => model !== undefined && each.models.includes(model));
    if (model === undefined || crew === undefined) return;
    await this.#watch.guard(crew.open(control.learningRate));
    await this.#look(crew, model);
  }

  async #look(crew: Crew, model: TrainedModel): Promise<void> {
    await this.#watch.guard(this.#inspector.look(model, crew.trainer(model)));
  }

  /** A checkpoint of every model that has learned something since the last one. */
  async #save(): Promise<void> {
    const changed = this.#options.models.filter(({ unsaved }) => unsaved);
    for (const model of changed) {
      const crew = this.#crews.find(({ models }) => models.includes(model));
      if (crew !== undefined) model.keep(await this.#watch.guard(crew.trainer(model).save()));
    }
    if (changed.length > 0) this.#saver.post();
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
