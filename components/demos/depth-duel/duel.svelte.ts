/** The state of one depth duel on a page: settings, the run, the guess, and which result is to be shown. */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import type { PlayKey } from '#components/controls/play.ts';
import { DemoState } from '#run/demo-state.svelte.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { TaskId } from '#tasks/task.ts';
import type { Plan } from '#train/protocol.ts';
import type { ArmSummary, FinalScore, Series } from '#viz/series.ts';
import { finalScores } from '#viz/series.ts';
import { queryWith, readSettings } from './address.ts';
import { change, DEFAULTS, DEMO_ID, planOf, samePlan, type Settings, sizes } from './demo.ts';
import type { Guess } from './guess.ts';
import { recordOf, type TaskRecord } from './record.ts';

/** What the chart, the result and the status line talk about. */
export interface Shown {
  /** `none`: nothing has been run or recorded for these settings. */
  readonly source: 'live' | 'recorded' | 'none';
  readonly plan: Plan;
  /** Curves of single runs, of a live run. */
  readonly series: readonly Series[];
  /** Of a recorded result. */
  readonly summaries: readonly ArmSummary[] | undefined;
  readonly finals: readonly FinalScore[];
  /** The recorded result beneath a live one of the same models; else empty. */
  readonly ghost: readonly ArmSummary[];
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  /** Every model has finished. */
  readonly complete: boolean;
}

/** Fetches the recorded result of a task; undefined where there is none. */
export type LoadRecord = (task: TaskId) => Promise<TaskRecord | undefined>;

export class Duel {
  readonly run = new TrainingRun();
  readonly announcer = new Announcer();
  readonly #load: LoadRecord;
  /** By task; those that were asked for. */
  #records = $state.raw<Readonly<Partial<Record<TaskId, TaskRecord>>>>({});
  readonly #state = new DemoState<Settings>({
    id: DEMO_ID,
    defaults: DEFAULTS,
    read: readSettings,
    query: queryWith,
    change,
  });
  /** The step at which the reader last changed the learning rate of the run under way. */
  rateChangedAt = $state<number>();
  /** What the reader expects of the next run; fixed once it has begun. */
  guess = $state<Guess>();

  readonly plan = $derived(planOf(this.settings));
  readonly sizes = $derived(sizes(this.settings));
  readonly #series = $derived(
    this.run.curves.map(({ divergedAt, ...curve }): Series => ({
      ...curve,
      diverged: divergedAt !== undefined,
    })),
  );
  /** Updates that each model has made; of the whole run's share where arms make different numbers. */
  readonly step = $derived(
    Math.floor((this.run.done * (this.run.plan?.steps ?? 0)) / Math.max(1, this.run.total)),
  );
  readonly steps = $derived(this.run.plan?.steps ?? this.settings.steps);
  /** Settings that only a new run can take up differ from those of the run that is shown. */
  readonly changed = $derived(
    this.run.plan !== undefined &&
      !samePlan(
        this.run.active ? { ...this.plan, learningRate: this.run.plan.learningRate } : this.plan,
        this.run.plan,
      ),
  );
  readonly shown = $derived(this.#choose());
  /** The record of the task that is shown. */
  readonly record = $derived(this.#records[this.shown.plan.task]);
  /** Milliseconds an update takes, by arm. Apart from `shown`: it changes with every report, the curves do not. */
  readonly msPerStep = $derived(this.#pace());

  constructor(recorded: TaskRecord | undefined, load: LoadRecord) {
    this.#load = load;
    if (recorded) this.#records = { [recorded.task]: recorded };
  }

  #pace(): Readonly<Record<string, number>> {
    if (this.shown.source === 'live') return this.run.msPerStep;
    const arms = Object.entries(this.record?.arms ?? {});
    return this.shown.source === 'none'
      ? {}
      : Object.fromEntries(arms.map(([arm, { msPerStep }]) => [arm, msPerStep]));
  }

  #choose(): Shown {
    const { run } = this;
    // A run that failed before it measured anything hides nothing that was there.
    const empty = run.state === 'failed' && this.#series.every(({ points }) => points.length === 0);
    const live = !empty && run.plan !== undefined;
    const plan = (live ? run.plan : undefined) ?? this.plan;
    const record = this.#records[plan.task];
    const recorded =
      this.rateChangedAt === undefined && record ? recordOf(plan, record) : undefined;
    const summaries = recorded?.map(({ summary }) => summary);
    const baselines = recorded && record ? record.baselines : [];
    if (live)
      return {
        source: 'live',
        plan,
        series: this.#series,
        summaries: undefined,
        finals: finalScores(this.#series),
        ghost: summaries ?? [],
        baselines: run.baselines.length > 0 ? run.baselines : baselines,
        complete: run.state === 'finished',
      };
    return {
      source: summaries ? 'recorded' : 'none',
      plan,
      series: [],
      summaries,
      finals: summaries?.flatMap(({ finals }) => finals) ?? [],
      ghost: [],
      baselines,
      complete: summaries !== undefined,
    };
  }

  /** False on the server and until the page's script has taken over. */
  get ready(): boolean {
    return this.#state.ready;
  }

  get settings(): Settings {
    return this.#state.current;
  }

  /** Takes over in the browser. Returns the undo. */
  start(): () => void {
    const end = this.#state.start((settings) => {
      this.change(settings);
    });
    this.#fetchRecord();
    return () => {
      end();
      this.announcer.dispose();
      this.run.dispose();
    };
  }

  /** Changes settings. A run under way takes up a new learning rate at once, everything else with the next run. */
  change(part: Partial<Settings>): void {
    const before = this.settings;
    this.#state.change(part);
    const { learningRate, task, arms } = this.settings;
    if (this.run.active && learningRate !== before.learningRate) {
      this.run.configure({ learningRate });
      this.rateChangedAt = this.step;
    }
    // A guess is about one task and one pair of models.
    if (!this.run.active && (task !== before.task || arms.join('') !== before.arms.join('')))
      this.guess = undefined;
    if (task !== before.task) this.#fetchRecord();
  }

  /** The address of this page with these settings, leading to the figure. */
  link(): string {
    return this.#state.link();
  }

  /** Begins or resumes a run. */
  go(): void {
    if (this.run.state === 'paused') this.run.resume();
    else this.#begin(() => this.run.run(this.plan, this.settings.backend));
  }

  pause(): void {
    this.run.pause();
  }

  /** One update of every model; begins a run that stays paused where there is none. */
  stepOnce(): void {
    if (this.run.state === 'paused') this.run.step(this.plan, this.settings.backend);
    else if (this.run.state === 'idle')
      this.#begin(() => this.run.step(this.plan, this.settings.backend));
  }

  /** Forgets the run; the recorded result comes back where the settings have one. */
  reset(): void {
    this.run.reset();
    this.rateChangedAt = undefined;
    this.guess = undefined;
  }

  /** What a shared key does now. */
  press(key: PlayKey): true {
    if (key === 'step') this.stepOnce();
    else if (key === 'reset') this.reset();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.pause();
    else this.go();
    return true;
  }

  #begin(start: () => void): void {
    this.rateChangedAt = undefined;
    start();
  }

  #fetchRecord(): void {
    const { task } = this.settings;
    if (this.#records[task]) return;
    // Without a record the duel runs all the same.
    void this.#load(task)
      .catch(() => undefined)
      .then((record) => {
        if (record) this.#records = { ...this.#records, [task]: record };
      });
  }
}
