/**
 * A training session: trains the models of a plan side by side and posts what happens. It knows no worker API;
 * whoever runs it hands messages in and takes messages out.
 *
 * All models advance in turn by small pieces, those furthest behind first, so that their curves grow together. The
 * models of an arm form a group: on a GPU they step at once, on the CPU in several workers, or one after the other.
 * A model that diverges ends with a `failed` message of its own while the others go on. A backend that fails in the
 * middle is replaced: the models go on from their latest checkpoints, seconds old at most, on the next one.
 */
import type { Backend, BackendId } from '#engine/backend.ts';
import { BACKEND_LOADERS, type BackendLoaders } from '#engine/loaders.ts';
import { pickBackend, type PickOptions } from '#engine/pick-backend.ts';
import { errorText, type BackendChoice, type Probe } from '#engine/probe.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Task } from '#tasks/task.ts';
import { Baselines } from './baselines.ts';
import { Control } from './control.ts';
import { nextTask } from './next-task.ts';
import { checkLearningRate, checkPlan } from './plan.ts';
import { poolSize, type StartPool } from './pool-size.ts';
import type {
  FailureReason,
  InspectRequest,
  Plan,
  PostMessage,
  RunCheckpoint,
  ToWorker,
} from './protocol.ts';
import { Reporter } from './reporter.ts';
import { TrainedModel } from './trained-model.ts';
import { reportFirstPoint, train } from './training.ts';

/** What a session stands on; everything has a default. */
export interface SessionOptions {
  /** The backends to choose from; all by default. */
  readonly only?: readonly BackendId[];
  readonly loaders?: BackendLoaders;
  readonly tasks?: Readonly<Record<string, Task>>;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Lets other work happen between two pieces of training. */
  readonly pause?: () => Promise<void>;
  /** Milliseconds a piece of training should last; a single update may take longer. */
  readonly pieceMs?: number;
  /** Starts several workers; left out, everything is computed on this thread. */
  readonly pool?: StartPool;
}

/** Silence that is normal while backends are loaded and tried, in ms. */
const QUIET_PICKING_MS = 10_000;

export class TrainingSession {
  readonly #post: PostMessage;
  readonly #options: Required<Omit<SessionOptions, 'only' | 'pool'>> &
    Pick<SessionOptions, 'only' | 'pool'>;
  #control: Control | undefined;
  #ended: Promise<void> = Promise.resolve();

  /** `post` takes every message; it must not throw. */
  constructor(post: PostMessage, options: SessionOptions = {}) {
    this.#post = post;
    this.#options = {
      loaders: BACKEND_LOADERS,
      tasks: TASKS,
      now: () => performance.now(),
      pause: nextTask,
      pieceMs: 40,
      ...options,
    };
  }

  /** Settles when the run that is under way has ended and freed everything; at once when there is none. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * Begins a run, or goes on with one from a checkpoint; one that is under way is stopped first. Never throws: plans
   * that are bad, and checkpoints that do not fit, become `failed` messages.
   */
  start(plan: Plan, choice: BackendChoice, from?: RunCheckpoint): void {
    this.stop();
    const control = new Control(from?.learningRate ?? plan.learningRate);
    this.#control = control;
    this.#ended = this.#ended.then(() => this.#run(plan, choice, control, from));
  }

  /** At the next step boundary. */
  pause(): void {
    this.#control?.pause();
  }

  resume(): void {
    this.#control?.resume();
  }

  /** One update of every model; without effect unless paused. */
  step(): void {
    this.#control?.step();
  }

  /** A new learning rate for all models, from the next step boundary on. A bad one is answered by `failed`. */
  configure(learningRate: number): void {
    try {
      checkLearningRate(learningRate);
      if (this.#control !== undefined) this.#control.learningRate = learningRate;
    } catch (error) {
      this.stop();
      this.#post({ type: 'failed', reason: 'bad-plan', detail: errorText(error) });
    }
  }

  /** Looks inside a model now and, with `every`, again and again; a bad request is answered by a refusal. */
  inspect(request?: InspectRequest): void {
    const every = request?.every ?? 1;
    if (Number.isSafeInteger(every) && every >= 1) this.#control?.inspect(request);
    else
      this.#post({
        type: 'inspection-refused',
        detail: `every must be a whole number from 1, got ${every}`,
      });
  }

  /** Ends the run at the next step boundary, without a report. */
  stop(): void {
    this.#control?.stop();
    this.#control = undefined;
  }

  /** Acts on a message from the page. */
  receive(message: ToWorker): void {
    switch (message.type) {
      case 'start':
        return this.start(message.plan, message.backend, message.from);
      case 'pause':
        return this.pause();
      case 'resume':
        return this.resume();
      case 'step':
        return this.step();
      case 'configure':
        return this.configure(message.learningRate);
      case 'inspect':
        return this.inspect(message.request);
      case 'stop':
        return this.stop();
      default:
        message satisfies never;
    }
  }

  async #run(
    plan: Plan,
    choice: BackendChoice,
    control: Control,
    from: RunCheckpoint | undefined,
  ): Promise<void> {
    const post: PostMessage = (message, transfer) => {
      if (!control.stopped) this.#post(message, transfer);
    };
    const fail = (reason: FailureReason, error: unknown): void => {
      post({ type: 'failed', reason, detail: errorText(error) });
    };
    let models: readonly TrainedModel[];
    try {
      const task = checkPlan(plan, this.#options.tasks);
      await task.load?.();
      models = createModels(plan, task);
      if (from !== undefined) adopt(models, from);
    } catch (error) {
      // Tasks and specifications refuse bad numbers in the same way as `checkPlan`.
      return fail('bad-plan', error);
    }
    try {
      await this.#trainSomewhere(models, choice, { plan, control, post, given: from?.given ?? [] });
    } catch (error) {
      fail(error instanceof NoBackend ? 'no-backend' : 'worker-failed', error);
    }
  }

  /** Trains on the best backend, and when that fails on the next, until the run has finished or is stopped. */
  async #trainSomewhere(
    models: readonly TrainedModel[],
    asked: BackendChoice,
    { plan, control, post, ...run }: Run,
  ): Promise<void> {
    const { now, pause, pieceMs, only } = this.#options;
    const all = this.#options.loaders;
    const loaders = only === undefined ? all : Object.fromEntries(only.map((id) => [id, all[id]]));
    const reporter = new Reporter(post, now);
    const bench = { models, control, reporter, post, now, pause, pieceMs };
    const baselines = new Baselines([...new Set(models.map(({ stream }) => stream))], now);
    let { given } = run;
    let choice = asked;
    while (!control.stopped) {
      post({ type: 'heartbeat', quietMs: QUIET_PICKING_MS });
      const { backend, probes } = await pickBackend({
        ...modelToTime(models, plan),
        choice,
        given,
        loaders,
        now,
        signal: control.signal,
        onFirst: (first) => reportFirstPoint({ ...bench, backend: first, expectedMs: 0, given }),
      });
      if (control.stopped) return;
      if (backend === undefined) throw new NoBackend(probes);
      const expectedMs = timeOf(probes, backend.id);
      const spread = await this.#spread(backend, expectedMs, plan);
      const { id, device } = spread;
      try {
        if (!baselines.complete) baselines.begin();
        post({ type: 'chosen', backend: id, device, probes, baselines: baselines.means });
        const rest = this.#finishBaselines(baselines, control, post);
        const beforeEnd = () => rest;
        const failure = await train({ ...bench, backend: spread, expectedMs, given, beforeEnd });
        if (failure === undefined) return;
        post({ type: 'moved', probe: failure });
        given = [...probes.filter(isFinal), failure];
        // What was timed a while ago need not be timed against all others again, while the reader waits.
        choice = nextBest(probes, id) ?? choice;
      } finally {
        spread.dispose();
      }
    }
  }

  /** Baselines that were not ready when training began follow in a message of their own. */
  async #finishBaselines(baselines: Baselines, control: Control, post: PostMessage): Promise<void> {
    if (baselines.complete) return;
    await baselines.finish(() => control.stopped);
    post({ type: 'baselines', baselines: baselines.means });
  }

  /** The same backend in several workers, where that is worth it and possible; else the one given. */
  async #spread(backend: Backend, msPerStep: number, { seeds, arms }: Plan): Promise<Backend> {
    const { pool } = this.#options;
    const workers = poolSize(backend, msPerStep, seeds.length * arms.length);
    if (pool === undefined || workers < 2) return backend;
    try {
      const { id, device } = backend;
      const spread = await pool({ id, device, workers, msPerStep });
      backend.dispose();
      return spread;
    } catch {
      // Workers inside workers are missing in some browsers: one thread computes then, as the device's name tells.
      return backend;
    }
  }
}

interface Run {
  readonly plan: Plan;
  readonly control: Control;
  readonly post: PostMessage;
  readonly given: readonly Probe[];
}

class NoBackend extends Error {
  constructor(probes: readonly Probe[]) {
    super(
      probes
        .map((probe) => `${probe.backend}: ${'detail' in probe ? probe.detail : 'given up'}`)
        .join('; ') || 'there is no backend',
    );
  }
}

/** Is it pointless to try this backend again? */
function isFinal(probe: Probe): boolean {
  return 'reason' in probe && probe.reason !== 'slower';
}

/** What is lost with one GPU backend may be lost for all. */
const ON_GPU: readonly BackendId[] = ['webgpu', 'tfjs-webgpu', 'tfjs-webgl'];

/** The fastest of the other backends on the CPU that were timed. */
function nextBest(probes: readonly Probe[], failed: BackendId): BackendId | undefined {
  const timed = probes.filter(
    (probe) => 'msPerStep' in probe && ![failed, ...ON_GPU].includes(probe.backend),
  );
  const [best] = timed.toSorted((a, b) => timeOf([a], a.backend) - timeOf([b], b.backend));
  return best?.backend;
}

function timeOf(probes: readonly Probe[], id: Probe['backend']): number {
  const probe = probes.findLast(({ backend }) => backend === id);
  return probe !== undefined && 'msPerStep' in probe ? probe.msPerStep : 0;
}

/** All models, the arms of a seed next to each other and on the same data. */
function createModels(plan: Plan, task: Task): readonly TrainedModel[] {
  const { sequenceLength, batchSize } = plan;
  return plan.seeds.flatMap((seed) => {
    const stream = task.createStream({ seed, sequenceLength, batchSize });
    return plan.arms.map((arm) => new TrainedModel(plan, arm, seed, stream));
  });
}

/** @throws RangeError when a checkpoint is not one of this plan. */
function adopt(models: readonly TrainedModel[], { models: checkpoints }: RunCheckpoint): void {
  for (const model of models) {
    const own = checkpoints.find(({ arm, seed }) => arm === model.arm.id && seed === model.seed);
    if (own === undefined)
      throw new RangeError(`checkpoint of arm ${model.arm.id}, seed ${model.seed} must be there`);
    model.adopt(own);
  }
}

/**
 * One arm stands for all: the one with most layers, and of these the one with most units, because layers are what
 * the backends differ most about.
 */
function modelToTime(
  models: readonly TrainedModel[],
  { learningRate }: Plan,
): Pick<PickOptions, 'model' | 'batch'> {
  const [model] = models.toSorted(
    ({ arm: { spec: a } }, { arm: { spec: b } }) =>
      b.numLayers - a.numLayers || b.hiddenSize - a.hiddenSize,
  );
  if (model === undefined) throw new RangeError('arms and seeds must be 1 or more, got 0');
  return { model: model.options(learningRate), batch: model.stream.batch(0) };
}
