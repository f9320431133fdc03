/**
 * A run as components see it: reactive state, and the buttons. The worker starts with the run and ends with it.
 *
 * What the reader wants shows at once; what the worker reports shows with an animation frame, of which there are fewer
 * where drawing takes long.
 *
 * A worker that crashes or falls silent is replaced once: the page keeps its latest checkpoint, seconds old at most,
 * and a new worker goes on from there.
 */
import type {
  BackendChoice,
  BackendId,
  FailureReason,
  FromWorker,
  InspectRequest,
  Plan,
  Point,
  Probe,
  RunCheckpoint,
  ToWorker,
} from '#train/protocol.ts';
import { startWorker } from './client.ts';
import { emptyCurves, endCurve, extendCurves, totalUpdates, type Curve } from './curves.ts';
import { startOnMainThread } from './main-thread.ts';
import { PacedFrames } from './paced-frames.ts';
import type { Runner, RunnerEvents } from './runner.ts';
import { TimeLeft } from './time-left.ts';

export type RunState = 'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'failed';

/** Something the reader is told; `detail` is in English, for the small print. */
export interface Failure {
  readonly reason: FailureReason;
  readonly detail: string;
}

/** Something the reader is told although the run goes on; `detail` is in English, for the small print. */
export interface Notice {
  /** `no-worker`: training runs on the page's own thread; the others: a new worker took over. */
  readonly reason: 'no-worker' | 'worker-failed' | 'worker-silent';
  readonly detail: string;
}

/** What was seen inside a model. */
export type InspectionReport = Extract<FromWorker, { type: 'inspection' }>;
export type FinalInspection = Extract<FromWorker, { type: 'final-inspection' }>;

type Report = Extract<FromWorker, { type: 'report' }>;

/** How runners are started; replaced by tests only. */
export interface Runners {
  readonly worker: (events: RunnerEvents) => Runner;
  readonly mainThread: (events: RunnerEvents) => Runner;
}

/** Messages that change nothing on the page, or nothing that must come after a report. */
const UNSEEN: readonly FromWorker['type'][] = [
  'report',
  'heartbeat',
  'checkpoint',
  'inspection',
  'final-inspection',
];

export class TrainingRun {
  /** `starting`: backends are being tried, no update has been made. */
  state = $state<RunState>('idle');
  /** The plan under way or finished. */
  plan = $state.raw<Plan>();
  /** One for each arm and seed, from the start of a run on. */
  curves = $state.raw<readonly Curve[]>([]);
  /** Updates made, and to be made, summed over all models. */
  done = $state(0);
  total = $state(0);
  /** Median milliseconds of the latest updates, by arm. */
  msPerStep = $state.raw<Readonly<Record<string, number>>>({});
  /** An estimate from the last ten seconds; undefined while there is none, and while paused. */
  secondsLeft = $state<number>();
  backend = $state<BackendId>();
  device = $state<string>();
  /** What became of each backend that was tried. */
  probes = $state.raw<readonly Probe[]>([]);
  /** What simpler tools score, the mean over the seeds' test sets. */
  baselines = $state.raw<readonly { readonly id: string; readonly score: number }[]>([]);
  /** What ended the run, or, with reason `diverged`, the latest model. */
  failure = $state.raw<Failure>();
  /** What became of the worker; undefined while all is well. */
  notice = $state.raw<Notice>();
  /** The latest answer to `inspect`. */
  inspection = $state.raw<InspectionReport>();
  /** The answer to an `inspect` with `atEnd`. */
  finalInspection = $state.raw<FinalInspection>();
  /** Why the latest request could not be answered, in English. */
  inspectionRefused = $state<string>();
  /** Where the models stood a moment ago: seconds at most while they learn, not at all when they have ended. */
  checkpoint = $state.raw<RunCheckpoint>();

  readonly #runners: Runners;
  readonly #timeLeft = new TimeLeft();
  #runner: Runner | undefined;
  #backend: BackendChoice = 'auto';
  #learningRate: number | undefined;
  #request: InspectRequest | undefined;
  #restarted = false;
  /** Orders a runner has got, for the one that may have to replace it. */
  #sent: ToWorker[] = [];
  #wanted: 'running' | 'paused' = 'running';
  #points: Point[] = [];
  #report: Report | undefined;
  readonly #frames = new PacedFrames(() => this.#show());

  constructor(runners: Runners = { worker: startWorker, mainThread: startOnMainThread }) {
    this.#runners = runners;
  }

  /** Is a run under way, paused or not? */
  get active(): boolean {
    return this.state === 'starting' || this.state === 'running' || this.state === 'paused';
  }

  /** Begins a run, in place of any earlier one. The plan is posted to a worker, so it must not be held in `$state`. */
  run(plan: Plan, backend: BackendChoice = 'auto'): void {
    this.#start(plan, backend, 'running');
  }

  /** At the next step boundary; without effect unless a run is under way. */
  pause(): void {
    if (!this.active || this.#wanted === 'paused') return;
    this.#wanted = 'paused';
    if (this.state === 'running') this.state = 'paused';
    this.secondsLeft = undefined;
    this.#send({ type: 'pause' });
  }

  /** Goes on after `pause`. */
  resume(): void {
    if (!this.active || this.#wanted === 'running') return;
    this.#wanted = 'running';
    if (this.state === 'paused') this.state = 'running';
    this.#timeLeft.restart();
    this.#send({ type: 'resume' });
  }

  /** One update of every model: of a paused run, or of a new one that then stays paused. */
  step(plan: Plan, backend: BackendChoice = 'auto'): void {
    if (!this.active) this.#start(plan, backend, 'paused');
    if (this.#wanted === 'paused') this.#send({ type: 'step' });
  }

  /** A new learning rate (above 0, at most 10) for the run under way, from its next update on. */
  configure(change: { readonly learningRate: number }): void {
    if (!this.active) return;
    this.#learningRate = change.learningRate;
    this.#send({ type: 'configure', ...change });
  }

  /**
   * Looks inside a model of the run under way: at once, and with `every` again and again. A new request takes the
   * place of the last; none ends it.
   */
  inspect(request?: InspectRequest): void {
    this.inspectionRefused = undefined;
    if (!this.active) return;
    this.#request = request?.every === undefined ? undefined : { ...request };
    this.#send({ type: 'inspect', ...(request && { request: { ...request } }) });
  }

  /** Ends the run and forgets it. */
  reset(): void {
    this.#end();
    this.state = 'idle';
    this.plan = undefined;
    this.curves = [];
    this.done = this.total = 0;
    this.msPerStep = {};
    this.secondsLeft = this.backend = this.device = undefined;
    this.probes = this.baselines = [];
    this.failure = this.notice = undefined;
    this.inspection = this.finalInspection = this.inspectionRefused = undefined;
    this.checkpoint = this.#learningRate = this.#request = undefined;
    this.#restarted = false;
  }

  /** Ends the run for good; to be called when the component goes. */
  dispose(): void {
    this.#end();
    if (this.active) this.state = 'idle';
  }

  #start(plan: Plan, backend: BackendChoice, wanted: 'running' | 'paused'): void {
    this.reset();
    this.plan = plan;
    this.curves = emptyCurves(plan);
    this.total = totalUpdates(plan);
    this.state = 'starting';
    this.#wanted = wanted;
    this.#backend = backend;
    this.#launch([
      { type: 'start', plan, backend },
      ...(wanted === 'paused' ? [{ type: 'pause' } as const] : []),
    ]);
  }

  /** Starts a worker, or does without, and gives it its orders. */
  #launch(orders: readonly ToWorker[]): void {
    this.#timeLeft.restart();
    this.#sent = [];
    try {
      this.#runner = this.#runners.worker(this.#events);
    } catch (error) {
      this.#startWithoutWorker(error instanceof Error ? error.message : String(error));
    }
    for (const order of orders) this.#send(order);
  }

  /** The first time a new worker takes over; the second ends the run. */
  #workerFailed(notice: Notice & { readonly reason: FailureReason }): void {
    this.#show();
    const { plan } = this;
    if (this.#restarted || plan === undefined) this.#fail(notice);
    else this.#restart(plan, notice);
  }

  /** A new worker goes on where the last one left its checkpoint, with all that the reader has asked for since. */
  #restart(plan: Plan, notice: Notice): void {
    this.#runner?.dispose();
    this.#restarted = true;
    this.notice = notice;
    this.state = 'starting';
    this.secondsLeft = undefined;
    const [from, learningRate, request] = [this.checkpoint, this.#learningRate, this.#request];
    this.#launch([
      { type: 'start', plan, backend: this.#backend, ...(from && { from }) },
      ...(this.#wanted === 'paused' ? [{ type: 'pause' } as const] : []),
      ...(learningRate === undefined ? [] : [{ type: 'configure', learningRate } as const]),
      ...(request ? [{ type: 'inspect', request } as const] : []),
    ]);
  }

  #startWithoutWorker(detail: string): void {
    this.notice = { reason: 'no-worker', detail };
    this.#runner = this.#runners.mainThread(this.#events);
  }

  #send(message: ToWorker): void {
    this.#sent.push(message);
    this.#runner?.send(message);
  }

  readonly #events: RunnerEvents = {
    message: (message) => {
      this.#receive(message);
    },
    failed: (reason, detail, started) => {
      if (started) return this.#workerFailed({ reason, detail });
      this.#startWithoutWorker(detail);
      for (const message of this.#sent) this.#runner?.send(message);
    },
  };

  #receive(message: FromWorker): void {
    // Reports wait for a frame; whatever else comes must not overtake them.
    if (!UNSEEN.includes(message.type)) this.#show();
    switch (message.type) {
      case 'heartbeat':
        return;
      case 'chosen':
        this.backend = message.backend;
        this.device = message.device;
        this.probes = message.probes;
        this.baselines = message.baselines;
        this.state = this.#wanted;
        return;
      case 'baselines':
        this.baselines = message.baselines;
        return;
      case 'report':
        this.#points.push(...message.points);
        this.#report = message;
        if (message.state === 'finished') this.#show();
        else this.#frames.ask(message.state === 'running' ? 'in-time' : 'next');
        return;
      case 'moved':
        this.probes = [...this.probes, message.probe];
        this.secondsLeft = undefined;
        this.#timeLeft.restart();
        return;
      case 'checkpoint':
        this.checkpoint = message.checkpoint;
        return;
      case 'inspection':
        this.inspection = message;
        return;
      case 'final-inspection':
        this.finalInspection = message;
        return;
      case 'inspection-refused':
        this.inspectionRefused = message.detail;
        return;
      case 'failed':
        if (message.reason === 'worker-failed' && this.notice?.reason !== 'no-worker')
          return this.#workerFailed({ reason: message.reason, detail: message.detail });
        if (message.divergence === undefined) return this.#fail(message);
        this.failure = { reason: message.reason, detail: message.detail };
        this.curves = endCurve(this.curves, message.divergence);
        return;
      default:
        message satisfies never;
    }
  }

  /** Brings the state up to the newest report. */
  #show(): void {
    this.#frames.cancel();
    const report = this.#report;
    if (report === undefined) return;
    this.#report = undefined;
    if (this.#points.length > 0) this.curves = extendCurves(this.curves, this.#points);
    this.#points = [];
    this.done = report.done;
    this.total = report.total;
    this.msPerStep = report.msPerStep;
    if (this.#wanted === 'running')
      this.secondsLeft = this.#timeLeft.note(performance.now(), report.done, report.total);
    if (report.state !== 'finished') return;
    this.secondsLeft = 0;
    const lost = this.curves.every(({ divergedAt }) => divergedAt !== undefined);
    this.state = lost ? 'failed' : 'finished';
    this.#end();
  }

  #fail({ reason, detail }: Failure): void {
    this.#show();
    this.failure = { reason, detail };
    this.secondsLeft = undefined;
    this.state = 'failed';
    this.#end();
  }

  /** Ends the runner; what was shown stays. */
  #end(): void {
    this.#frames.cancel();
    this.#report = undefined;
    this.#points = [];
    this.#sent = [];
    this.#runner?.dispose();
    this.#runner = undefined;
  }
}
