/** Looks inside a model when the reader asks, at most 30 times a second; steps that nobody asks about do not notice. */
import type { Inspection, Trainer } from '#engine/backend.ts';
import type { Control } from './control.ts';
import type { PostMessage } from './protocol.ts';
import { buffersOf } from './transfer.ts';
import type { TrainedModel } from './trained-model.ts';

const LEAST_GAP_MS = 1000 / 30;

/** What is transferred, not copied. */
const buffersIn = ({ layers }: Inspection): ArrayBuffer[] =>
  buffersOf(layers.flatMap(({ gates, h, c, dH, dC }) => [gates, h, c, dH, dC]));

export class Inspector {
  readonly #control: Control;
  readonly #post: PostMessage;
  readonly #now: () => number;
  #last = -Infinity;

  constructor(control: Control, post: PostMessage, now: () => number) {
    this.#control = control;
    this.#post = post;
    this.#now = now;
  }

  /** Updates after which one of these models is to be looked at; Infinity when none is, or not yet again. */
  updatesLeft(models: readonly TrainedModel[]): number {
    const { inspection: request } = this.#control;
    const model = models.find((each) => this.#wants(each));
    if (model === undefined || request?.every === undefined || this.#tooSoon) return Infinity;
    return request.every - (model.step % request.every);
  }

  /** Is the model to be looked at here? */
  due(model: TrainedModel): boolean {
    const { inspection: request } = this.#control;
    if (!this.#wants(model) || request?.every === undefined) return false;
    return model.step % request.every === 0 && !this.#tooSoon;
  }

  /** The model of a request that has just come; undefined when there is none, or it is refused. */
  asked(models: readonly TrainedModel[]): TrainedModel | undefined {
    if (!this.#control.inspectionAsked) return undefined;
    this.#control.inspectionAsked = false;
    const model = models.find((each) => this.#wants(each));
    if (model === undefined) this.#refuse('there is no such model, or it has ended');
    return model;
  }

  /** Is every sequence of a model's next batch to be looked at, now that it has made its last update? */
  dueAtEnd(model: TrainedModel): boolean {
    return model.finished && this.#wants(model) && this.#control.inspection?.atEnd === true;
  }

  /** Looks at a model with every sequence of its next batch, and posts what is seen. Rejects as the backend does. */
  async lookAtAll(model: TrainedModel, trainer: Trainer): Promise<void> {
    const [batch] = model.batches(1);
    if (batch === undefined) return;
    const inspections: Inspection[] = [];
    for (let row = 0; row < batch.batchSize; row++)
      inspections.push(await trainer.inspect(batch, row));
    const { arm, seed, step } = model;
    this.#post(
      { type: 'final-inspection', arm: arm.id, seed, step, inspections },
      inspections.flatMap(buffersIn),
    );
  }

  /** Looks at a model as its next update would compute it, and posts what is seen. Rejects as the backend does. */
  async look(model: TrainedModel, trainer: Trainer): Promise<void> {
    const request = this.#control.inspection;
    const [batch] = model.batches(1);
    if (request === undefined || batch === undefined) return;
    const { arm, seed, row, every } = request;
    if (every === undefined) this.#control.inspection = undefined;
    let inspection: Inspection;
    try {
      inspection = await trainer.inspect(batch, row);
    } catch (error) {
      // A bad row, or a backend that cannot look inside: no reason to give the backend up.
      if (!(error instanceof RangeError)) throw error;
      this.#refuse(error.message);
      return;
    }
    this.#last = this.#now();
    this.#post(
      { type: 'inspection', arm, seed, row, step: model.step, inspection },
      buffersIn(inspection),
    );
  }

  get #tooSoon(): boolean {
    return this.#now() - this.#last < LEAST_GAP_MS;
  }

  #wants({ arm, seed, diverged }: TrainedModel): boolean {
    const { inspection: request } = this.#control;
    return request?.arm === arm.id && request.seed === seed && !diverged;
  }

  #refuse(detail: string): void {
    this.#control.inspection = undefined;
    this.#post({ type: 'inspection-refused', detail });
  }
}
