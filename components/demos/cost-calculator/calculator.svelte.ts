/** The state of one calculator on a page: its settings, and what has been measured. */
import type { PlayKey } from '#components/controls/play.ts';
import { BenchRun } from '#run/bench-run.svelte.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { change, DEFAULTS, DEMO_ID, depthRows, type Settings } from './demo.ts';
import {
  type MeasuredModel,
  measuredModels,
  type MeasuredSizes,
  measurePlan,
  measureProblem,
  type RecordedCost,
} from './measure.ts';

/** A measured model with its time, undefined while it has none. */
export interface TimedModel extends MeasuredModel {
  readonly ms: number | undefined;
}

export class Calculator extends Demo<Settings> {
  readonly recorded: RecordedCost;
  readonly run = new BenchRun();
  /** Sizes of the measurement under way or done. */
  #measured = $state.raw<MeasuredSizes>();

  readonly depths = $derived(depthRows(this.settings));
  readonly problem = $derived(measureProblem(this.settings));
  /** A measurement that measured nothing hides nothing that was there. */
  readonly live = $derived(this.run.active || this.run.done > 0);
  /** Of the measurement that is shown. */
  readonly sizes = $derived(this.#sizesShown());
  readonly models = $derived(this.#timed());
  /** The sizes that are set are not those of the measurement that is shown. */
  readonly changed = $derived(
    this.live &&
      Object.entries(this.sizes).some(
        ([name, value]) => this.settings[name as keyof MeasuredSizes] !== value,
      ),
  );

  constructor(recorded: RecordedCost) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith, change });
    this.recorded = recorded;
  }

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  #sizesShown(): MeasuredSizes {
    return (this.live ? this.#measured : undefined) ?? this.recorded.sizes;
  }

  #timed(): TimedModel[] {
    return measuredModels(this.sizes).map((model) => ({
      ...model,
      ms: this.live ? this.run.times[model.name]?.wasm : this.recorded.ms[model.name],
    }));
  }

  /** Begins a measurement of the settings, or ends the one under way; nothing where they cannot be measured. */
  toggle(): void {
    if (this.run.active) return this.run.stop();
    if (this.problem !== undefined) return;
    const { inputSize, hiddenSize, sequenceLength, batchSize } = this.settings;
    this.#measured = { inputSize, hiddenSize, sequenceLength, batchSize };
    this.run.run(measurePlan(measuredModels(this.#measured)));
  }

  /** What a shared key does now; true when it meant something. */
  press(key: PlayKey): boolean {
    if (key === 'step') return false;
    if (key === 'reset') this.run.reset();
    else this.toggle();
    return true;
  }
}
