/** The state of one gradient grid on a page: settings, the measurement, the training run, and what is to be shown. */
import type { PlayKey } from '#components/controls/play.ts';
import { averageNorms } from '#model/gradient-map.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { GradientProbeRun } from '#run/gradient-probe.svelte.ts';
import { TrainingRun } from '#run/training-run.svelte.ts';
import {
  DEFAULTS,
  DEMO_ID,
  emptyMap,
  planOf,
  probesOf,
  queryWith,
  readSettings,
  sameProbe,
  seedsOf,
  type Settings,
  type Shown,
  TRAINING,
} from './demo.ts';
import type { RecordedStart } from './recorded.ts';
import { mapOfInspection, meanForgetGate } from './training.ts';

export class Grid extends Demo<Settings> {
  readonly recorded: RecordedStart;
  readonly probe = new GradientProbeRun();
  readonly run = new TrainingRun();
  /** The settings of the latest order and of the run: what is shown belongs to them. */
  #measured = $state.raw<Settings>(DEFAULTS);
  #trained = $state.raw<Settings>(DEFAULTS);

  readonly shown = $derived(this.#choose());
  readonly training = $derived(this.settings.state === 'training');
  /** The model that trains is not the one that the settings ask for. */
  readonly changed = $derived(this.run.active && !sameProbe(this.settings, this.#trained));

  constructor(recorded: RecordedStart) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.recorded = recorded;
  }

  protected override dispose(): void {
    super.dispose();
    this.probe.dispose();
    this.run.dispose();
  }

  #choose(): Shown {
    const { inspection } = this.run;
    if (inspection !== undefined)
      return {
        source: 'live',
        settings: this.#trained,
        map: mapOfInspection(inspection.inspection, TRAINING.hiddenSize),
        single: undefined,
        updates: inspection.step,
        gates: inspection.inspection.layers.map(({ gates }) =>
          meanForgetGate(gates, TRAINING.hiddenSize),
        ),
      };
    const { answer } = this.probe;
    const rest = { updates: undefined, gates: [] };
    if (answer !== undefined) {
      const [map, single] = answer.norms.map(averageNorms);
      const { numLayers = 1, initialisation, forgetBias, residual } = answer.probes[0] ?? {};
      const settings: Settings = {
        ...this.#measured,
        layers: numLayers,
        weights: initialisation ?? 'pytorch',
        bias: forgetBias ?? 0,
        links: residual ? 'residual' : 'plain',
        seeds: answer.seeds.length,
      };
      if (map) return { source: 'live', settings, map, single, ...rest };
    }
    if (sameProbe(this.settings, DEFAULTS)) {
      const { map, single } = this.recorded;
      return { source: 'recorded', settings: DEFAULTS, map, single, ...rest };
    }
    const { settings } = this;
    return { source: 'none', settings, map: emptyMap(settings.layers), single: undefined, ...rest };
  }

  /** Changes settings; stacks that have not been measured are measured at once, unless a model trains. */
  override change(part: Partial<Settings>): void {
    const before = this.settings;
    super.change(part);
    const asked = !sameProbe(before, this.settings) || before.state !== this.settings.state;
    if (!asked) return;
    if (this.run.active && this.training) return;
    this.run.reset();
    this.#measure();
  }

  #measure(): void {
    this.#measured = this.settings;
    this.probe.measure(probesOf(this.settings), seedsOf(this.settings));
  }

  /** Measures, or begins or resumes training. */
  go(): void {
    if (!this.training) this.#measure();
    else if (this.run.state === 'paused') this.run.resume();
    else this.#train(() => this.run.run(planOf(this.settings)));
  }

  pause(): void {
    this.run.pause();
  }

  /** One update; begins a run that stays paused where there is none. */
  stepOnce(): void {
    if (this.run.state === 'paused') this.run.step(planOf(this.settings));
    else if (this.run.state === 'idle') this.#train(() => this.run.step(planOf(this.settings)));
  }

  #train(begin: () => void): void {
    this.#trained = this.settings;
    begin();
    this.run.inspect({ arm: 'stack', seed: 1, row: 0, every: TRAINING.every });
  }

  /** Forgets what was computed; the recorded maps come back where the settings have some. */
  reset(): void {
    this.run.reset();
    this.probe.reset();
  }

  /** What a shared key does now; false where it means nothing. */
  press(key: PlayKey): boolean {
    if (key === 'reset') this.reset();
    else if (key === 'step') {
      if (!this.training) return false;
      this.stepOnce();
    } else if (this.run.state === 'running' || this.run.state === 'starting') this.pause();
    else this.go();
    return true;
  }
}
