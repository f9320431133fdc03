/**
 * Takes checkpoints: for the next backend, should this one fail, and for the page, should the worker fail. Every two
 * seconds of training, so that a failure costs less than five together with the piece of work it interrupts.
 */
import type { Probe } from '#engine/probe.ts';
import type { Control } from './control.ts';
import type { PostMessage, RunCheckpoint } from './protocol.ts';
import { buffersOf } from './transfer.ts';
import type { TrainedModel } from './trained-model.ts';

const INTERVAL_MS = 2000;

export class Saver {
  readonly #options: SaverOptions;
  #last: number;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#last = options.now();
  }

  /** Is it time for a checkpoint? */
  get due(): boolean {
    return this.#options.now() - this.#last >= INTERVAL_MS;
  }

  /** Posts what the models keep. */
  post(): void {
    const { models, control, given, post, now } = this.#options;
    this.#last = now();
    const checkpoint: RunCheckpoint = {
      learningRate: control.learningRate,
      models: models.map((model) => model.checkpoint()),
      given,
    };
    const arrays = checkpoint.models.flatMap(({ state }) =>
      state === undefined ? [] : [state.parameters, state.m, state.v],
    );
    post({ type: 'checkpoint', checkpoint }, buffersOf(arrays));
  }
}

export interface SaverOptions {
  readonly models: readonly TrainedModel[];
  readonly control: Control;
  /** Backends that have failed in this run. */
  readonly given: readonly Probe[];
  readonly post: PostMessage;
  /** Milliseconds. */
  readonly now: () => number;
}
