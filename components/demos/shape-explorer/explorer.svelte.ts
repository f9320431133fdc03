/** The state of one shape explorer on a page: its settings, what they give, and the run that the reader asked for. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import type { Comparison } from '#model/lstm-run.ts';
import { LstmCall } from '#run/lstm-call.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import { DEFAULTS, DEMO_ID, type Settings } from './demo.ts';
import { type View, viewOf } from './view.ts';

/** Comparisons and what they were computed for. */
export interface ShownRun {
  readonly source: 'live' | 'recorded';
  readonly comparisons: readonly Comparison[];
  readonly ms: number | undefined;
}

export class Explorer extends Demo<Settings> {
  readonly run = new LstmCall();
  readonly #recorded: readonly Comparison[];
  readonly view: View = $derived.by(() => viewOf(this.settings));
  /** The order that the view asks for, as text: two of the same text give the same numbers. */
  readonly #key: string = $derived.by(() => JSON.stringify(this.view.order ?? null));
  /** What a run gave for these very settings; before any, for the defaults, what the server computed. */
  readonly shown: ShownRun | undefined = $derived.by(() => this.#choose());

  /** `recorded`: the server's comparisons for the defaults. */
  constructor(recorded: readonly Comparison[]) {
    super({ id: DEMO_ID, defaults: DEFAULTS, read: readSettings, query: queryWith });
    this.#recorded = recorded;
  }

  protected override dispose(): void {
    super.dispose();
    this.run.dispose();
  }

  #choose(): ShownRun | undefined {
    const { answer } = this.run;
    if (answer && JSON.stringify(answer.order) === this.#key)
      return { source: 'live', comparisons: answer.run.comparisons, ms: answer.ms };
    if (this.#key === JSON.stringify(viewOf(DEFAULTS).order))
      return { source: 'recorded', comparisons: this.#recorded, ms: undefined };
    return undefined;
  }

  /** Runs the settings; nothing where the framework refuses them. */
  compute(): void {
    if (this.view.order) this.run.call(this.view.order);
  }

  /** What a shared key does now; true when it meant something. */
  press(key: PlayKey): boolean {
    if (key !== 'toggle') return false;
    this.compute();
    return true;
  }
}
