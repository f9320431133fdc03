/** One arm with one seed on its way through the plan: its place, and where it can start again. */
import type { TrainerOptions, TrainerState } from '#engine/backend.ts';
import { checkState, finiteState } from '#engine/check-state.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { TaskStream } from '#tasks/task.ts';
import type { Arm, ModelCheckpoint, Plan } from './protocol.ts';

export class TrainedModel {
  readonly arm: Arm;
  readonly seed: number;
  readonly stream: TaskStream;
  readonly #plan: Plan;
  /** Updates made. */
  step = 0;
  diverged = false;
  #kept: { readonly step: number; readonly state?: TrainerState } = { step: 0 };
  #scored = -1;

  /** `stream` is shared by the arms of a seed, which makes them a pair. */
  constructor(plan: Plan, arm: Arm, seed: number, stream: TaskStream) {
    this.#plan = plan;
    this.arm = arm;
    this.seed = seed;
    this.stream = stream;
  }

  /** No more updates to make, and the last evaluation made. */
  get finished(): boolean {
    return this.diverged || (this.step >= this.#steps && !this.evaluationDue);
  }

  /** Updates this model will have made in the end. */
  get total(): number {
    return this.diverged ? this.step : this.#steps;
  }

  /** Before the first update, every `evaluateEvery` updates and after the last; a score is never taken twice. */
  get evaluationDue(): boolean {
    const due = this.step % this.#plan.evaluateEvery === 0 || this.step >= this.#steps;
    return due && this.step > this.#scored;
  }

  /** Updates until the next evaluation. */
  get updatesLeft(): number {
    const { evaluateEvery } = this.#plan;
    return Math.min(this.#steps - this.step, evaluateEvery - (this.step % evaluateEvery));
  }

  get #steps(): number {
    return this.arm.steps ?? this.#plan.steps;
  }

  /**
   * What a trainer of this model is made from; `state`, where there is one, must then be restored.
   * @param learningRate of arms without one of their own.
   */
  options(learningRate: number): TrainerOptions {
    const { spec } = this.arm;
    return {
      spec,
      parameters: initialParameters(spec, this.seed),
      optimizer: {
        ...DEFAULT_OPTIMIZER,
        learningRate: this.arm.learningRate ?? learningRate,
      },
      seed: this.seed,
    };
  }

  /** The state to go on from; undefined before the first checkpoint. */
  get state(): TrainerState | undefined {
    return this.#kept.state;
  }

  /** The next batches to train on, or those from another step on. */
  batches(count: number, from = this.step): Batch[] {
    return Array.from({ length: count }, (_, index) => this.stream.batch(from + index));
  }

  /** Notes that the model was scored here. */
  scored(): void {
    this.#scored = this.step;
  }

  /** Has it learned anything since the last checkpoint? */
  get unsaved(): boolean {
    return !this.diverged && this.step !== this.#kept.step;
  }

  /** Keeps a state to go on from, unless it is not finite: then the next loss will show it, and the last one stays. */
  keep(state: TrainerState): void {
    if (finiteState(state)) this.#kept = { step: this.step, state };
  }

  /** Back to the checkpoint, for whatever backend comes next. */
  rewind(): void {
    if (!this.diverged) this.step = this.#kept.step;
  }

  /** A copy of the checkpoint. */
  checkpoint(): ModelCheckpoint {
    const { step, state } = this.#kept;
    return {
      arm: this.arm.id,
      seed: this.seed,
      step,
      // Scores of steps that are made again are not taken again, but the page may not have heard of them.
      scored: this.diverged ? this.#scored : Math.min(this.#scored, step),
      ...(this.diverged && { divergedAt: this.step }),
      ...(state && {
        state: {
          parameters: state.parameters.slice(),
          m: state.m.slice(),
          v: state.v.slice(),
          updates: state.updates,
        },
      }),
    };
  }

  /** Goes on from a checkpoint. @throws RangeError when it does not fit the model or the plan. */
  adopt({ step, state, scored, divergedAt }: ModelCheckpoint): void {
    const steps = this.#steps;
    if (!(Number.isInteger(step) && step >= 0 && step <= steps))
      throw new RangeError(`step of a checkpoint must be 0…${steps}, got ${step}`);
    if (state === undefined && step !== 0)
      throw new RangeError(`a checkpoint of step ${step} must have a state`);
    if (state !== undefined) checkState(this.arm.spec, {}, state);
    this.#kept = { step, ...(state && { state }) };
    this.#scored = scored;
    this.diverged = divergedAt !== undefined;
    this.step = divergedAt ?? step;
  }
}
