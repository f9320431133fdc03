/**
 * The state of one time-scales demo on a page: settings, the run, and what was measured on it.
 *
 * While the model trains, one sequence after the other is looked at, and the dots follow the latest few. Near the end the
 * run stops for a moment and all sequences of its next batch are looked at, as for the recorded models.
 */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { type InspectionReport, type RunState, TrainingRun } from '#run/training-run.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { ARM, DEFAULTS, DEMO_ID, planOf, type Settings, TRAINING } from './demo.ts';
import { layerScales, type LayerSample, type ModelScales } from './measure.ts';
import { modelsOf, type RecordedScales } from './recorded.ts';

/** A model trained here, as it was measured last. */
export interface LiveModel {
  readonly of: Pick<Settings, 'task' | 'layers' | 'seed'>;
  readonly scales: ModelScales;
  /** Updates made before. */
  readonly step: number;
  /** How many sequences were looked at. */
  readonly sequences: number;
  /** Measured as the recorded models were. */
  readonly final: boolean;
}

/** Sequences that the dots follow while the model trains. */
const WINDOW = 8;
/** The sequence that is looked at while the model trains; it is the last that is looked at in the end. */
const WATCHED = TRAINING.batchSize - 1;
/** Updates between two looks. */
const EVERY = 10;
/** Share of the updates after which the measurement begins: reports come late on fast machines. */
const NEAR_END = 0.8;
/** Shortest time between two drawings of the dots, ms. */
const REDRAW_MS = 200;

export class Scales extends Demo<Settings> {
  readonly recorded: RecordedScales;
  readonly run = new TrainingRun();
  live = $state.raw<LiveModel>();
  #measuring = $state(false);
  #measured = false;
  /** Samples of each layer. */
  #window: (readonly LayerSample[])[] = [];
  #last: (readonly LayerSample[])[] = [];
  #drawn = -Infinity;

  readonly models = $derived.by(() => modelsOf(this.recorded, this.settings));
  /** The model trained here, where it is of the task and depth that are shown, and trained weights are. */
  readonly shownLive = $derived.by(() => {
    const { live, settings } = this;
    const same = live?.of.task === settings.task && live.of.layers === settings.layers;
    return same && settings.state === 'trained' ? live : undefined;
  });
  /** Run would train another model than the one that was. */
  readonly changed = $derived.by(() => {
    const { plan } = this.run;
    return plan !== undefined && JSON.stringify(plan) !== JSON.stringify(planOf(this.settings));
  });
  /** As the reader sees it: the moment of measuring is part of the run. */
  readonly state: RunState = $derived(
    this.#measuring && this.run.state === 'paused' ? 'running' : this.run.state,
  );

  constructor(recorded: RecordedScales) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.recorded = recorded;
  }

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  /** Begins or resumes a run. */
  go(): void {
    if (this.run.state === 'paused') this.run.resume();
    else this.#begin(() => this.run.run(planOf(this.settings), this.settings.backend));
  }

  pause(): void {
    if (!this.#measuring) this.run.pause();
  }

  /** What is called when the demo comes back into sight. */
  resume(): void {
    if (!this.#measuring) this.run.resume();
  }

  stepOnce(): void {
    const step = (): void => this.run.step(planOf(this.settings), this.settings.backend);
    if (this.run.state === 'paused' && !this.#measuring) step();
    else if (this.run.state === 'idle') this.#begin(step);
  }

  reset(): void {
    this.run.reset();
    this.#forget();
  }

  /** What a shared key does now. */
  press(key: PlayKey): true {
    if (key === 'step') this.stepOnce();
    else if (key === 'reset') this.reset();
    else if (this.state === 'running' || this.state === 'starting') this.pause();
    else this.go();
    return true;
  }

  /** To be called whenever the run has made progress: starts the measurement when the end is near. */
  watch(done: number, state: RunState): void {
    if (this.#measured || state !== 'running' || done < NEAR_END * TRAINING.steps) return;
    this.#measured = this.#measuring = true;
    this.#last = [];
    this.run.pause();
    this.#look(0);
  }

  /** To be called with each inspection. */
  note({ row, step, inspection }: InspectionReport): void {
    const of = inspection.layers.map(({ gates, h }): LayerSample => ({ gates, h }));
    // What was asked for before the measurement may still come in; its row comes last there.
    if (this.#measuring && row === this.#last.length) {
      this.#last.push(of);
      if (row < WATCHED) return this.#look(row + 1);
      this.#show(this.#last, step, true);
      this.#measuring = false;
      this.run.resume();
    } else if (!this.#measuring && !this.live?.final) {
      this.#window = [...this.#window.slice(1 - WINDOW), of];
      if (performance.now() - this.#drawn < REDRAW_MS) return;
      this.#show(this.#window, step, false);
    }
  }

  #look(row: number): void {
    this.run.inspect({ arm: ARM, seed: this.run.plan?.seeds[0] ?? 0, row });
  }

  #show(samples: readonly (readonly LayerSample[])[], step: number, final: boolean): void {
    const { plan } = this.run;
    const spec = plan?.arms[0]?.spec;
    if (plan === undefined || spec === undefined) return;
    this.#drawn = performance.now();
    const layers = Array.from({ length: spec.numLayers }, (_, layer) =>
      samples.flatMap((sample) => sample[layer] ?? []),
    );
    this.live = {
      of: {
        task: plan.task as Settings['task'],
        layers: spec.numLayers as Settings['layers'],
        seed: plan.seeds[0] ?? 0,
      },
      scales: layers.map((own) => layerScales(own, spec.hiddenSize)),
      step,
      sequences: samples.length,
      final,
    };
  }

  #begin(start: () => void): void {
    this.#forget();
    this.change({ state: 'trained' });
    start();
    this.run.inspect({ arm: ARM, seed: this.settings.seed, row: WATCHED, every: EVERY });
  }

  #forget(): void {
    this.live = undefined;
    this.#measuring = this.#measured = false;
    this.#window = [];
    this.#last = [];
  }
}
