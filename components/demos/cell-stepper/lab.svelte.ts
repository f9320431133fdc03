/** The state of one stepper on a page: the settings, what they come to, and the walk through time. */
import type { PlayKey } from '#components/controls/play.ts';
import { Demo } from '#components/demos/demo.svelte.ts';
import type { RunState } from '#run/training-run.svelte.ts';
import { queryWith, readSettings } from './address.ts';
import {
  change,
  DEMO_ID,
  isPristine,
  linesOf,
  readingsOf,
  runStack,
  type Settings,
  settingsOf,
} from './demo.ts';
import { type PresetId, PRESETS, STEPS } from './presets.ts';

/** Time between two steps while it runs, ms. */
const PACE = 800;

export class Lab extends Demo<Settings> {
  #timer: ReturnType<typeof setInterval> | undefined;
  #playing = $state(false);

  readonly trace = $derived(runStack(this.settings));
  readonly readings = $derived(readingsOf(this.trace, this.settings.layer, this.settings.unit));
  readonly lines = $derived(linesOf(this.settings, this.trace));
  readonly pristine = $derived(isPristine(this.settings));

  /** @param preset the one that the page opens with */
  constructor(preset: PresetId) {
    super({
      id: DEMO_ID,
      defaults: settingsOf(preset),
      read: readSettings,
      query: (search, settings) => queryWith(search, settings, preset),
      change,
    });
  }

  protected override dispose(): void {
    this.pause();
    super.dispose();
  }

  /** In the words of the bar that all demos share. */
  get state(): RunState {
    if (this.#playing) return 'running';
    if (this.settings.step === STEPS) return 'finished';
    return this.pristine ? 'idle' : 'paused';
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
