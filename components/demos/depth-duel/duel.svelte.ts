/** The state of one depth duel on a page: settings, the run, the guess, and which result is to be shown. */
import { TrainingDemo } from '#components/demos/training-demo.svelte.ts';
import type { TaskId } from '#tasks/task.ts';
import type { Plan } from '#train/protocol.ts';
import type { ArmSummary, FinalScore, Series } from '#viz/series.ts';
import { finalScores } from '#viz/series.ts';
import { queryWith, readSettings } from './address.ts';
import { change, DEFAULTS, DEMO_ID, planOf, type Settings, sizes } from './demo.ts';
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

export class Duel extends TrainingDemo<Settings> {
  readonly #load: LoadRecord;
  /** By task; those that were asked for. */
  #records = $state.raw<Readonly<Partial<Record<TaskId, TaskRecord>>>>({});
  /** What the reader expects of the next run; fixed once it has begun. */
  guess = $state<Guess>();

  readonly plan = $derived(planOf(this.settings));
  readonly sizes = $derived(sizes(this.settings));
  readonly shown = $derived(this.#choose());
  /** The record of the task that is shown. */
  readonly record = $derived(this.#records[this.shown.plan.task]);
  /** Milliseconds an update takes, by arm. Apart from `shown`: it changes with every report, the curves do not. */
  readonly msPerStep = $derived(this.#pace());

  constructor(recorded: TaskRecord | undefined, load: LoadRecord) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith, change });
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
    const empty = run.state === 'failed' && this.series.every(({ points }) => points.length === 0);
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
        series: this.series,
        summaries: undefined,
        finals: finalScores(this.series),
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

  override start(): () => void {
    const end = super.start();
    this.#fetchRecord();
    return end;
  }

  override change(part: Partial<Settings>): void {
    const before = this.settings;
    super.change(part);
    const { task, arms } = this.settings;
    // A guess is about one task and one pair of models.
    if (!this.run.active && (task !== before.task || arms.join('') !== before.arms.join('')))
      this.guess = undefined;
    if (task !== before.task) this.#fetchRecord();
  }

  override reset(): void {
    super.reset();
    this.guess = undefined;
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
