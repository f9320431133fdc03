/**
 * The state of one layer probe on a page. Until the weights are here the reading that the server made of the model's
 * sample is shown; then every change is computed on the page's own thread, in a few milliseconds.
 */
import type { TrainedModels } from '#components/controls/trained-models.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { canonical } from '#model/canonical.ts';
import type { TaskId } from '#tasks/task.ts';
import { queryWith, readSettings } from './address.ts';
import { change, DEFAULTS, DEMO_ID, type Settings } from './demo.ts';
import { featureOf, type FeatureId, type ProbeId } from './features.ts';
import type { LoadedProbe } from './load.ts';
import type { Manifest } from './model-file.ts';
import { readTyped, type Typed } from './typed.ts';
import { meantUnit, type ModelReading, type UnitScore } from './units.ts';

/** What the figure shows: a sequence and what the models did with it. */
export interface ProbeView {
  readonly model: ProbeId;
  readonly text: string;
  readonly feature: FeatureId;
  readonly value: Settings['value'];
  readonly reading: ModelReading;
  /** Every unit, the strongest correlation first. */
  readonly ranking: readonly UnitScore[];
  /** The same of the untrained control. */
  readonly control: readonly UnitScore[];
  /** Correlations on unseen sequences, by running number of the unit. */
  readonly unseen: readonly (number | null)[];
  readonly unseenControl: readonly (number | null)[];
}

/** The server's view, which the page carries. */
export interface RecordedProbe {
  readonly view: ProbeView;
  /** Sequences behind the correlations on unseen ones. */
  readonly sequences: number;
  readonly manifest: Pick<Manifest, 'score' | 'steps' | 'seed' | 'date' | 'command'>;
}

type Loader = (id: ProbeId) => Promise<LoadedProbe>;

export class Probe extends Demo<Settings> {
  readonly recorded: RecordedProbe;
  readonly #load: Loader;
  /** What was typed last, as long as it cannot be read. */
  refused = $state.raw<Exclude<Typed, { ok: true }>>();
  /** The weights did not come; the browser's own words. */
  failure = $state<string>();
  #loaded = $state.raw<Readonly<Partial<Record<ProbeId, LoadedProbe>>>>({});
  #asked: ProbeId[] = [];
  /** What was shown last: it stays until the weights of another model are here. */
  #before: ProbeView | undefined;

  readonly model: LoadedProbe | undefined = $derived.by(() => this.#loaded[this.settings.model]);
  /** The model in the form in which a run gives its own, to be taken along. */
  readonly trained: TrainedModels | undefined = $derived.by(() => this.#trained());
  readonly view: ProbeView = $derived.by(() => this.#look());
  /** Computed here, or the server's. */
  readonly live: boolean = $derived.by(() => this.view !== this.recorded.view);
  /** The unit whose row is marked, `layer.unit`. */
  readonly unit: string = $derived.by(() => meantUnit(this.settings.unit, this.view.ranking));
  readonly feature: readonly number[] = $derived.by(() =>
    featureOf(this.view.feature, [...this.view.text]),
  );
  /** The step, 1…T of what is shown. */
  readonly step: number = $derived.by(() => Math.min(this.settings.step, this.view.text.length));

  constructor(recorded: RecordedProbe, load: Loader) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith, change });
    this.recorded = recorded;
    this.#load = load;
  }

  /** The weights come when the reader comes near, or at once where the address asks for another reading. */
  override start(): () => void {
    const end = super.start();
    const fetchModel = (): void => {
      this.fetchModel();
    };
    const figure = document.getElementById(DEMO_ID);
    for (const near of ['pointermove', 'pointerdown', 'focusin'])
      figure?.addEventListener(near, fetchModel, { once: true });
    if (canonical(this.settings) !== canonical(DEFAULTS)) fetchModel();
    return end;
  }

  override change(part: Partial<Settings>): void {
    this.refused = undefined;
    super.change(part);
    this.fetchModel();
  }

  /** What the reader typed; the last sequence stays where it cannot be read. */
  type(text: string): void {
    const typed = readTyped(this.settings.model, text);
    if (typed.ok) this.change({ text: typed.text, step: typed.text.length });
    else this.refused = typed;
  }

  /** Fetches the chosen model's weights unless they are here or on their way. */
  fetchModel(): void {
    const { model } = this.settings;
    if (this.#asked.includes(model)) return;
    this.#asked.push(model);
    this.failure = undefined;
    this.#load(model).then(
      (loaded) => {
        this.#loaded = { ...this.#loaded, [model]: loaded };
      },
      (error: unknown) => {
        this.#asked = this.#asked.filter((one) => one !== model);
        this.failure = error instanceof Error ? error.message : String(error);
      },
    );
  }

  #trained(): TrainedModels | undefined {
    if (this.model === undefined) return undefined;
    const { manifest, parameters } = this.model;
    const { task, spec, seed, steps, sequenceLength, batchSize, engine } = manifest;
    const arm = 'stack';
    return {
      plan: { task: task as TaskId, sequenceLength, batchSize, arms: [{ id: arm, spec }] },
      checkpoint: { models: [{ arm, seed, step: steps, state: { parameters } }] },
      backend: engine.backend,
    };
  }

  #look(): ProbeView {
    const { model: loaded, settings } = this;
    if (loaded === undefined) return this.#before ?? this.recorded.view;
    return (this.#before = loaded.look(settings));
  }
}
