/** A demo that trains the models of a plan side by side: its run, its bar and keys, and, where the settings have one, a
 * learning rate that can be changed on the way. */
import type { PlayKey } from '#components/controls/play.ts';
import { canonical } from '#model/canonical.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import type { BackendChoice, Plan } from '#train/protocol.ts';
import type { Series } from '#viz/series.ts';
import { Demo } from './demo.svelte.ts';

/** What a run takes from the settings besides its plan. */
export interface TrainingSettings {
  readonly learningRate?: number;
  readonly backend: BackendChoice;
}

/** Do two plans ask for the same run? */
export const samePlan = (a: Plan, b: Plan): boolean => canonical(a) === canonical(b);

export abstract class TrainingDemo<S extends TrainingSettings> extends Demo<S> {
  readonly run = new TrainingRun();
  /** The step at which the reader last changed the learning rate of the run under way. */
  rateChangedAt = $state<number>();

  /** What the settings ask for. */
  abstract readonly plan: Plan;
  /** The curves of the reader's run. */
  readonly series = $derived(
    this.run.curves.map(({ divergedAt, ...curve }): Series => ({
      ...curve,
      diverged: divergedAt !== undefined,
    })),
  );
  /** Updates that each model has made; of the whole run's share where arms make different numbers. */
  readonly step = $derived(
    Math.floor((this.run.done * (this.run.plan?.steps ?? 0)) / Math.max(1, this.run.total)),
  );
  readonly steps = $derived.by(() => this.run.plan?.steps ?? this.plan.steps);
  /** Settings that only a new run can take up differ from those of the run that is shown. */
  readonly changed = $derived.by(() => {
    const { plan } = this.run;
    if (plan === undefined) return false;
    const wanted = this.run.active ? { ...this.plan, learningRate: plan.learningRate } : this.plan;
    return !samePlan(wanted, plan);
  });

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  /** Changes settings. A run under way takes up a new learning rate at once, everything else with the next run. */
  override change(part: Partial<S>): void {
    const before = this.settings;
    super.change(part);
    const { learningRate } = this.settings;
    if (learningRate === undefined || !this.run.active) return;
    if (learningRate !== before.learningRate) {
      this.run.configure({ learningRate });
      this.rateChangedAt = this.step;
    }
  }

  /** Begins or resumes a run. */
  go(): void {
    if (this.run.state === 'paused') this.run.resume();
    else
      this.begin(() => {
        this.run.run(this.plan, this.settings.backend);
      });
  }

  /** Starts a new run; what the last one left behind goes first. */
  protected begin(start: () => void): void {
    this.rateChangedAt = undefined;
    start();
  }

  /** The same on the engine that runs everywhere. */
  useReference(): void {
    this.change({ backend: 'reference' } as Partial<S>);
    this.go();
  }

  pause(): void {
    this.run.pause();
  }

  /** One update of every model; begins a run that stays paused where there is none. */
  stepOnce(): void {
    const step = (): void => {
      this.run.step(this.plan, this.settings.backend);
    };
    if (this.run.state === 'paused') step();
    else if (this.run.state === 'idle') this.begin(step);
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
}
