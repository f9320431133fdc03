/** The state of the forecasting demo on a page: settings, the record, the reader's file, the run, and what is shown. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import { canonical } from '#model/canonical.ts';
import { ForecastRun } from '#run/forecast-run.svelte.ts';
import type { Pausable } from '#run/visibility.ts';
import type { ProblemOptions } from '#tasks/forecast/problem.ts';
import type { SeriesId } from '#tasks/forecast/series.ts';
import type { Trained } from '#train/forecast-protocol.ts';
import {
  DEFAULTS,
  DEMO_ID,
  isPublished,
  optionsOf,
  planOf,
  queryWith,
  readSettings,
  type Settings,
} from './demo.ts';
import { fileOf, firstChoice, type OwnFile, type OwnProblem, problemOf, tooLarge } from './own.ts';
import type { ForecastRecord } from './recorded.ts';
import { ARMS, type ForecastView, liveView } from './view.ts';

/** What the figure shows, and of which series. */
export interface Shown {
  readonly source: 'live' | 'published' | 'recorded' | 'none';
  readonly series: Settings['series'];
  readonly view: ForecastView | undefined;
}

/** What of the settings a run takes up: not those that only draw, and no number of seeds where the one is published. */
const training = (settings: Settings): Settings => ({
  ...settings,
  ahead: DEFAULTS.ahead,
  mode: DEFAULTS.mode,
  ...(isPublished(settings) && { seeds: DEFAULTS.seeds }),
});

export class Forecast extends Demo<Settings> {
  readonly run = new ForecastRun();
  #records = $state.raw<Readonly<Partial<Record<SeriesId, ForecastRecord>>>>({});
  /** The recorded result of a series did not arrive. */
  missing = $state(false);
  file = $state.raw<OwnFile>();
  column = $state(0);
  /** The settings of the run. */
  #ran = $state.raw<Settings>(DEFAULTS);

  readonly record = $derived(
    this.settings.series === 'own' ? undefined : this.#records[this.settings.series],
  );
  readonly picked = $derived(this.file?.table?.columns[this.column]);
  /** What is wrong with the file or its column. */
  readonly problem = $derived.by((): OwnProblem | undefined => {
    if (this.file?.problem) return this.file.problem;
    return this.picked && problemOf(this.picked, optionsOf(this.settings));
  });
  readonly plan = $derived(
    planOf(this.settings, this.record?.rates, this.problem ? undefined : this.picked?.values),
  );
  readonly shown = $derived.by((): Shown => this.#choose());
  /** Settings that only a new run can take up differ from those of the run that is shown. */
  readonly changed = $derived(
    this.run.plan !== undefined &&
      canonical(training(this.settings)) !== canonical(training(this.#ran)),
  );

  constructor(record: ForecastRecord) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.#records = { [record.series]: record };
  }

  override start(): () => void {
    const end = super.start();
    void this.#fetch();
    return end;
  }

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  #choose(): Shown {
    const { series } = this.settings;
    const { prepared, published, trained } = this.run;
    if (this.#ran.series === series && prepared !== undefined) {
      const view = liveView(prepared, trained);
      // One arm that has learned more beside one that has not would be no comparison.
      if (series === 'own' || ARMS.every((arm) => view.arms[arm]))
        return { source: 'live', series, view };
      if (published)
        return { source: 'published', series, view: liveView(prepared, published.models) };
    }
    return { source: this.record ? 'recorded' : 'none', series, view: this.record };
  }

  override change(part: Partial<Settings>): void {
    const { series, start } = this.settings;
    super.change(part);
    const other = this.settings.series !== series;
    // A run that waits to be resumed would not begin where the reader now wants to.
    if ((other || this.settings.start !== start) && this.run.state !== 'idle') this.run.reset();
    if (other) void this.#fetch();
  }

  async #fetch(): Promise<void> {
    const { series } = this.settings;
    this.missing = false;
    if (series === 'own' || this.#records[series]) return;
    try {
      const answer = await fetch(`/recorded/forecast/${series}.json`);
      const record = (await answer.json()) as ForecastRecord;
      this.#records = { ...this.#records, [series]: record };
    } catch {
      this.missing = this.settings.series === series;
    }
  }

  /** The models behind what is shown. */
  get models(): readonly Trained[] {
    const { published, trained } = this.run;
    return this.shown.source === 'published' ? (published?.models ?? []) : trained;
  }

  /** What the trained models were trained on. */
  get ran(): { series: Settings['series']; options: ProblemOptions; engine: string } {
    const { series } = this.#ran;
    return { series, options: optionsOf(this.#ran), engine: this.run.backend ?? 'reference' };
  }

  /** Has the reader's file read. The last one stays until then. */
  async choose(file: File): Promise<void> {
    const problem = tooLarge(file.size);
    this.run.reset();
    this.column = 0;
    if (problem) {
      this.file = { name: file.name, problem };
      return;
    }
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // Moved or changed since it was chosen.
      this.file = { name: file.name, problem: { kind: 'empty' } };
      return;
    }
    this.run.read(bytes, (result) => {
      this.file = fileOf(file.name, result);
      this.column = this.file.table ? firstChoice(this.file.table) : 0;
    });
  }

  pick(column: number): void {
    this.run.reset();
    this.column = column;
  }

  /** Begins or resumes a run. */
  go(): void {
    if (this.run.state === 'paused') this.run.resume();
    else if (this.plan) {
      this.#ran = this.settings;
      this.run.run(this.plan);
    }
  }

  /** The same from new weights, where the published models cannot be used. */
  startAnew(): void {
    this.change({ start: 'new' });
    this.go();
  }

  /** What pauses out of sight: not the look at published models, which ends by itself and waits for the reader. */
  readonly pausable: Pausable = ((demo: Forecast) => ({
    get state() {
      const { plan, done, state } = demo.run;
      return plan?.published && done === 0 ? 'idle' : state;
    },
    pause: () => {
      demo.run.pause();
    },
    resume: () => {
      demo.run.resume();
    },
  }))(this);

  /** What a shared key does now; false where it means nothing. */
  press(key: PlayKey): boolean {
    if (key === 'reset') this.run.reset();
    else if (key === 'step') this.run.step();
    else if (this.run.state === 'running' || this.run.state === 'starting') this.run.pause();
    else this.go();
    return true;
  }
}
