/**
 * A training session: trains the models of a plan side by side and posts what happens. It knows no worker API;
 * whoever runs it hands messages in and takes messages out.
 *
 * All models advance in turn by small pieces, the one furthest behind first, so that their curves grow together.
 * A model that diverges ends with a `failed` message of its own while the others go on. A backend that fails in the
 * middle is replaced: the models go on from the weights of their latest evaluation, with Adam's moments at zero,
 * because backends keep those where they cannot be read once a device is lost.
 */
import type { BackendId } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { BACKEND_LOADERS, BACKEND_ORDER, type BackendLoaders } from '#engine/loaders.ts';
import { pickBackend, type PickOptions } from '#engine/pick-backend.ts';
import { errorText, type BackendChoice, type Probe } from '#engine/probe.ts';
import { initialParameters } from '#model/initialise.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Task } from '#tasks/task.ts';
import { Control } from './control.ts';
import { nextTask } from './next-task.ts';
import { checkLearningRate, checkPlan } from './plan.ts';
import type { FailureReason, FromWorker, Plan, ToWorker } from './protocol.ts';
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
}

/** Silence that is normal while backends are loaded and tried, in ms. */
const QUIET_PICKING_MS = 10_000;

export class TrainingSession {
  readonly #post: (message: FromWorker) => void;
  readonly #options: Required<SessionOptions>;
  #control: Control | undefined;
  #ended: Promise<void> = Promise.resolve();

  /** `post` takes every message; it must not throw. */
  constructor(post: (message: FromWorker) => void, options: SessionOptions = {}) {
    this.#post = post;
    this.#options = {
      only: BACKEND_ORDER,
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

  /** Begins a run; one that is under way is stopped first. Never throws: bad plans become `failed` messages. */
  start(plan: Plan, choice: BackendChoice): void {
    this.stop();
    const control = new Control(plan.learningRate);
    this.#control = control;
    this.#ended = this.#ended.then(() => this.#run(plan, choice, control));
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

  /** Ends the run at the next step boundary, without a report. */
  stop(): void {
    this.#control?.stop();
    this.#control = undefined;
  }

  /** Acts on a message from the page. */
  receive(message: ToWorker): void {
    switch (message.type) {
      case 'start':
        return this.start(message.plan, message.backend);
      case 'pause':
        return this.pause();
      case 'resume':
        return this.resume();
      case 'step':
        return this.step();
      case 'configure':
        return this.configure(message.learningRate);
      case 'stop':
        return this.stop();
      default:
        message satisfies never;
    }
  }

  async #run(plan: Plan, choice: BackendChoice, control: Control): Promise<void> {
    const post = (message: FromWorker): void => {
      if (!control.stopped) this.#post(message);
    };
    const fail = (reason: FailureReason, error: unknown): void => {
      post({ type: 'failed', reason, detail: errorText(error) });
    };
    let models: readonly TrainedModel[];
    try {
      models = createModels(plan, checkPlan(plan, this.#options.tasks));
    } catch (error) {
      // Tasks and specifications refuse bad numbers in the same way as `checkPlan`.
      return fail('bad-plan', error);
    }
    try {
      await this.#trainSomewhere(models, choice, { plan, control, post });
    } catch (error) {
      fail(error instanceof NoBackend ? 'no-backend' : 'worker-failed', error);
    }
  }

  /** Trains on the best backend, and when that fails on the next, until the run has finished or is stopped. */
  async #trainSomewhere(
    models: readonly TrainedModel[],
    choice: BackendChoice,
    { plan, control, post }: Run,
  ): Promise<void> {
    const { now, pause, pieceMs, only } = this.#options;
    const loaders = Object.fromEntries(only.map((id) => [id, this.#options.loaders[id]]));
    const reporter = new Reporter(post, now);
    const bench = { models, control, reporter, post, now, pause, pieceMs };
    let given: readonly Probe[] = [];
    while (!control.stopped) {
      post({ type: 'heartbeat', quietMs: QUIET_PICKING_MS });
      const { backend, probes } = await pickBackend({
        ...modelToTime(models, plan),
        choice,
        given,
        loaders,
        now,
        signal: control.signal,
        onFirst: (first) => reportFirstPoint({ ...bench, backend: first, expectedMs: 0 }),
      });
      if (control.stopped) return;
      if (backend === undefined) throw new NoBackend(probes);
      const { id, device } = backend;
      try {
        post({ type: 'chosen', backend: id, device, probes, baselines: meanBaselines(models) });
        const expectedMs = timeOf(probes, id);
        const failure = await train({ ...bench, backend, expectedMs });
        if (failure === undefined) return;
        post({ type: 'moved', probe: failure });
        given = [...probes.filter(isFinal), failure];
      } finally {
        backend.dispose();
      }
    }
  }
}

interface Run {
  readonly plan: Plan;
  readonly control: Control;
  readonly post: (message: FromWorker) => void;
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
  const { spec } = model.arm;
  return {
    model: {
      spec,
      parameters: initialParameters(spec, model.seed),
      optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    },
    batch: model.stream.batch(0),
  };
}

/** Each baseline's score, averaged over the test sets of the seeds. */
function meanBaselines(models: readonly TrainedModel[]): { id: string; score: number }[] {
  const streams = [...new Set(models.map(({ stream }) => stream))];
  return (streams[0]?.baselines ?? []).map(({ id }) => {
    const scores = streams.flatMap(({ baselines }) =>
      baselines.filter((baseline) => baseline.id === id).map(({ score }) => score),
    );
    return { id, score: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  });
}
