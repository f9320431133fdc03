/** The state of one depth sweep on a page: settings, the reader's run, and what is to be shown. */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import type { PlayKey } from '#components/controls/play.ts';
import { DemoState } from '#run/demo-state.svelte.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { Series } from '#viz/series.ts';
import { queryWith, readSettings } from './address.ts';
import { DEMO_ID } from './cells.ts';
import { change, DEFAULTS, planOf, samePlan, type Settings } from './demo.ts';
import type { SweepRecording } from './recorded.ts';

export class Sweep {
  readonly recording: SweepRecording;
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
  /** The curves of the reader's run; empty before its first measurement. */
  readonly live = $derived(
    this.run.curves
      .map(({ divergedAt, ...curve }): Series => ({
        ...curve,
        diverged: divergedAt !== undefined,
      }))
      .filter(({ points }) => points.length > 0),
  );
  /** Is a run of the reader's shown? */
  readonly isLive = $derived(
    this.run.plan !== undefined && !(this.run.state === 'failed' && this.live.length === 0),
  );
  /** Every model of the reader's run has finished. */
  readonly complete = $derived(this.run.state === 'finished');
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

  constructor(recording: SweepRecording) {
    this.recording = recording;
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

  /** Forgets the run; the recorded result stands alone again. */
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
