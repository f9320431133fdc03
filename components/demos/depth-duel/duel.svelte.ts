/** The state of one depth duel on a page: settings, the run, and which result is to be shown. */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import type { PlayKey } from '#components/controls/play.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { Plan } from '#train/protocol.ts';
import type { Series } from '#viz/series.ts';
import { queryWith, readSettings, settingsFrom } from './address.ts';
import { change, DEFAULTS, planOf, samePlan, type Settings, sizes } from './demo.ts';
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

/** Waiting time before the address follows the settings, ms: browsers limit how often it may change. */
const ADDRESS_DELAY = 400;

export class Duel {
  readonly recorded: RecordedDuel;
  readonly run = new TrainingRun();
  readonly announcer = new Announcer();
  /** False on the server and until the page's script has taken over. */
  ready = $state(false);
  settings = $state.raw<Settings>(DEFAULTS);
  /** The step at which the reader last changed the learning rate of the run under way. */
  rateChangedAt = $state<number>();
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

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

  /** Takes over in the browser: settings from the address, and from articles that set the demo. Returns the undo. */
  start(id: string): () => void {
    this.settings = settingsFrom(location.search);
    this.ready = true;
    const set = (event: Event): void => {
      const { detail } = event as CustomEvent<{ demo?: unknown; set?: unknown } | null>;
      if (detail?.demo === id && typeof detail.set === 'string')
        this.change(readSettings(detail.set, this.settings));
    };
    addEventListener('strata:set', set);
    return () => {
      removeEventListener('strata:set', set);
      clearTimeout(this.#addressTimer);
      this.announcer.dispose();
      this.run.dispose();
    };
  }

  /** Changes settings. A run under way takes up a new learning rate at once, everything else with the next run. */
  change(part: Partial<Settings>): void {
    const before = this.settings;
    this.settings = change(before, part);
    if (this.run.active && this.settings.learningRate !== before.learningRate) {
      this.run.configure({ learningRate: this.settings.learningRate });
      this.rateChangedAt = this.step;
    }
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => {
      this.#writeAddress();
    }, ADDRESS_DELAY);
  }

  /** The address of this page with these settings, leading to the figure. */
  link(id: string): string {
    const { origin, pathname, search } = location;
    return `${origin}${pathname}${queryWith(search, this.settings)}#${id}`;
  }

  #writeAddress(): void {
    const { pathname, search, hash } = location;
    try {
      history.replaceState(history.state, '', pathname + queryWith(search, this.settings) + hash);
    } catch {
      // Too many changes in a short time: the address stays behind, the settings do not.
    }
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
  press(key: PlayKey): void {
    if (key === 'step') this.stepOnce();
    else if (key === 'reset') this.reset();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.pause();
    else this.go();
  }

  #begin(start: () => void): void {
    this.rateChangedAt = undefined;
    start();
  }
}
