/** The state of one stepper on a page: the settings, what they come to, and the walk through time. */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import type { PlayKey } from '#components/controls/play.ts';
import { DemoState } from '#run/demo-state.svelte.ts';
import type { RunState } from '#run/training-run.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import {
  change,
  DEFAULTS,
  DEMO_ID,
  isPristine,
  linesOf,
  readingsOf,
  runStack,
  type Settings,
  settingsOf,
} from './demo.ts';
import { PRESETS, STEPS } from './presets.ts';

/** Time between two steps while it runs, ms. */
const PACE = 800;

export class Lab {
  readonly announcer = new Announcer();
  readonly #state = new DemoState<Settings>({
    id: DEMO_ID,
    defaults: DEFAULTS,
    read: readSettings,
    query: queryWith,
    change,
  });
  #timer: ReturnType<typeof setInterval> | undefined;
  #playing = $state(false);

  readonly trace = $derived(runStack(this.settings));
  readonly readings = $derived(readingsOf(this.trace, this.settings.layer, this.settings.unit));
  readonly lines = $derived(linesOf(this.settings, this.trace));
  readonly pristine = $derived(isPristine(this.settings));

  get settings(): Settings {
    return this.#state.current;
  }

  /** False on the server and until the page's script has taken over. */
  get ready(): boolean {
    return this.#state.ready;
  }

  /** In the words of the bar that all demos share. */
  get state(): RunState {
    if (this.#playing) return 'running';
    if (this.settings.step === STEPS) return 'finished';
    return this.pristine ? 'idle' : 'paused';
  }

  /** Takes over in the browser. Returns the undo. */
  start(): () => void {
    const end = this.#state.start((settings) => {
      this.change(settings);
    });
    return () => {
      end();
      this.pause();
      this.announcer.dispose();
    };
  }

  /** Changes settings; the address follows. */
  change(part: Partial<Settings>): void {
    this.#state.change(part);
  }

  /** Sets the number that the first layer reads at `step`; to −1…1 and hundredths. */
  setInput(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    const fitted = Math.round(100 * Math.min(1, Math.max(-1, value))) / 100 + 0;
    const series = this.settings.series.map((old, index) => (index === step - 1 ? fitted : old));
    this.change({ series, step });
  }

  setWeight(name: string, value: number): void {
    this.change({ weights: { ...this.settings.weights, [name]: value } });
  }

  /** Gives these weights back the values of the preset. */
  resetWeights(names: readonly string[]): void {
    const original = PRESETS[this.settings.preset].weights;
    const back = Object.fromEntries(names.map((name) => [name, original[name] ?? 0]));
    this.change({ weights: { ...this.settings.weights, ...back } });
  }

  /** The address of this page with these settings, leading to the figure. */
  link(): string {
    return this.#state.link();
  }

  /** Walks through time, from the first step where the last is shown. */
  play(): void {
    if (this.settings.step === STEPS) this.change({ step: 1 });
    this.resume();
  }

  resume(): void {
    this.#playing = true;
    this.#timer ??= setInterval(() => {
      this.stepOnce();
      if (this.settings.step === STEPS) this.pause();
    }, PACE);
  }

  pause(): void {
    this.#playing = false;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  stepOnce(): void {
    this.change({ step: this.settings.step + 1 });
  }

  /** Back to the preset as it opened. */
  reset(): void {
    this.pause();
    this.change(settingsOf(this.settings.preset));
  }

  /** What a shared key does now. */
  press(key: PlayKey): true {
    if (key === 'step') this.stepOnce();
    else if (key === 'reset') this.reset();
    else if (this.#playing) this.pause();
    else this.play();
    return true;
  }
}
