/** The state of one depth duel on a page: settings, the run, and which result is to be shown. */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import type { PlayKey } from '#components/controls/play.ts';
import { DemoState } from '#run/demo-state.svelte.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { Plan } from '#train/protocol.ts';
import type { Series } from '#viz/series.ts';
import { queryWith, readSettings } from './address.ts';
import { change, DEFAULTS, DEMO_ID, planOf, samePlan, type Settings, sizes } from './demo.ts';
import { type RecordedDuel, recordedSeries } from './recorded.ts';

/** What the chart, the result and the status line talk about. */
export interface Shown {
  /** `none`: nothing has been run or recorded for these settings. */
  readonly source: 'live' | 'recorded' | 'none';
  readonly plan: Plan;
  readonly series: readonly Series[];
  /** The recorded run beneath a live one of the same plan; else empty. */
  readonly ghost: readonly Series[];
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  /** Every model has finished. */
  readonly complete: boolean;
}

export class Duel {
  readonly recorded: RecordedDuel;
  readonly run = new TrainingRun();
  readonly announcer = new Announcer();
  readonly #state = new DemoState<Settings>({
    id: DEMO_ID,
    defaults: DEFAULTS,
    read: readSettings,
    query: queryWith,
    change,
  });
  /** The step at which the reader last changed the learning rate of the run under way. */
  rateChangedAt = $state<number>();

  readonly plan = $derived(planOf(this.settings));
  readonly sizes = $derived(sizes(this.settings));
  readonly #series = $derived(
    this.run.curves.map(({ divergedAt, ...curve }): Series => ({
      ...curve,
      diverged: divergedAt !== undefined,
    })),
  );
  /** Updates that each model has made. */
  readonly step = $derived(Math.floor(this.run.done / Math.max(1, this.run.curves.length)));
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
  /** Milliseconds an update takes, by arm. Apart from `shown`: it changes with every report, the curves do not. */
  readonly msPerStep = $derived(this.#pace());

  constructor(recorded: RecordedDuel) {
    this.recorded = recorded;
  }

  #pace(): Readonly<Record<string, number>> {
    const { source } = this.shown;
    return { live: this.run.msPerStep, recorded: this.recorded.msPerStep, none: {} }[source];
  }

  #choose(): Shown {
    const { run, recorded, plan } = this;
    // A run that failed before it measured anything hides nothing that was there.
    const empty = run.state === 'failed' && this.#series.every(({ points }) => points.length === 0);
    const livePlan = empty ? undefined : run.plan;
    const same = samePlan(livePlan ?? plan, recorded.plan);
    const record = same && this.rateChangedAt === undefined ? recordedSeries(recorded) : [];
    if (livePlan)
      return {
        source: 'live',
        plan: livePlan,
        series: this.#series,
        ghost: record,
        baselines: run.baselines.length > 0 ? run.baselines : same ? recorded.baselines : [],
        complete: run.state === 'finished',
      };
    return {
      source: same ? 'recorded' : 'none',
      plan,
      series: record,
      ghost: [],
      baselines: same ? recorded.baselines : [],
      complete: same,
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
    if (this.run.active && this.settings.learningRate !== before.learningRate) {
      this.run.configure({ learningRate: this.settings.learningRate });
      this.rateChangedAt = this.step;
    }
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
}
