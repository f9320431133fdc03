/**
 * The state of one time-scales demo on a page: settings, the run, and what was measured on it.
 *
 * While the model trains, one sequence after the other is looked at, and the dots follow the latest few. At the end all
 * sequences of the batch that would come next are looked at, as for the recorded models.
 */
import { TrainingDemo } from '#components/demos/training-demo.svelte.ts';
import type { FinalInspection, InspectionReport } from '#run/training-run.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { ARM, DEFAULTS, DEMO_ID, planOf, type Settings } from './demo.ts';
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
/** The sequence that is looked at while the model trains. */
const WATCHED = 0;
/** Updates between two looks. */
const EVERY = 10;
/** Shortest time between two drawings of the dots, ms. */
const REDRAW_MS = 200;

const samplesOf = ({ layers }: InspectionReport['inspection']): LayerSample[] =>
  layers.map(({ gates, h }) => ({ gates, h }));

export class Scales extends TrainingDemo<Settings> {
  readonly recorded: RecordedScales;
  live = $state.raw<LiveModel>();
  /** Samples of each layer. */
  #window: (readonly LayerSample[])[] = [];
  #drawn = -Infinity;

  readonly plan = $derived.by(() => planOf(this.settings));
  readonly models = $derived.by(() => modelsOf(this.recorded, this.settings));
  /** The model trained here, where it is of the task and depth that are shown, and trained weights are. */
  readonly shownLive = $derived.by(() => {
    const { live, settings } = this;
    const same = live?.of.task === settings.task && live.of.layers === settings.layers;
    return same && settings.state === 'trained' ? live : undefined;
  });
  constructor(recorded: RecordedScales) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.recorded = recorded;
  }

  override reset(): void {
    super.reset();
    this.#forget();
  }

  /** To be called with each inspection. */
  note({ step, inspection }: InspectionReport): void {
    if (this.live?.final) return;
    this.#window = [...this.#window.slice(1 - WINDOW), samplesOf(inspection)];
    if (performance.now() - this.#drawn < REDRAW_MS) return;
    this.#show(this.#window, step, false);
  }

  /** To be called with the inspections of the trained model. */
  measure({ step, inspections }: FinalInspection): void {
    this.#show(inspections.map(samplesOf), step, true);
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

  protected override begin(start: () => void): void {
    this.#forget();
    this.change({ state: 'trained' });
    super.begin(start);
    const request = { arm: ARM, seed: this.settings.seed, row: WATCHED, every: EVERY };
    this.run.inspect({ ...request, atEnd: true });
  }

  #forget(): void {
    this.live = undefined;
    this.#window = [];
  }
}
