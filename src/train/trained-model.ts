/** One arm with one seed on its way through the plan: its trainer, its place, and where it can start again. */
import type { Backend, Trainer } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import type { TaskStream } from '#tasks/task.ts';
import type { Arm, Plan } from './protocol.ts';

export class TrainedModel {
  readonly arm: Arm;
  readonly seed: number;
  readonly stream: TaskStream;
  readonly #plan: Plan;
  /** Updates made. */
  step = 0;
  diverged = false;
  /** Weights at the latest evaluation, to go on from when a backend is lost. */
  #checkpoint: { readonly step: number; readonly parameters: Float32Array };
  #evaluated = -1;
  #trainer: Trainer | undefined;
  #learningRate = NaN;

  /** `stream` is shared by the arms of a seed, which makes them a pair. */
  constructor(plan: Plan, arm: Arm, seed: number, stream: TaskStream) {
    this.#plan = plan;
    this.arm = arm;
    this.seed = seed;
    this.stream = stream;
    this.#checkpoint = { step: 0, parameters: initialParameters(arm.spec, seed) };
  }

  /** No more updates to make, and the last evaluation made. */
  get finished(): boolean {
    return this.diverged || (this.step >= this.#plan.steps && !this.evaluationDue);
  }

  /** Updates this model will have made in the end. */
  get total(): number {
    return this.diverged ? this.step : this.#plan.steps;
  }

  /** Before the first update, every `evaluateEvery` updates and after the last. */
  get evaluationDue(): boolean {
    const { evaluateEvery, steps } = this.#plan;
    const due = this.step % evaluateEvery === 0 || this.step >= steps;
    return due && this.#evaluated !== this.step;
  }

  /** Updates until the next evaluation. */
  get updatesLeft(): number {
    const { evaluateEvery, steps } = this.#plan;
    return Math.min(steps - this.step, evaluateEvery - (this.step % evaluateEvery));
  }

  /** The trainer on a backend, made on first use from the checkpoint, with the learning rate of the moment. */
  async trainer(backend: Backend, learningRate: number): Promise<Trainer> {
    this.#trainer ??= await backend.createTrainer({
      spec: this.arm.spec,
      parameters: this.#checkpoint.parameters,
      optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    });
    if (this.#learningRate !== learningRate) this.#trainer.configure({ learningRate });
    this.#learningRate = learningRate;
    return this.#trainer;
  }

  /** The next batches to train on. */
  batches(count: number): Batch[] {
    return Array.from({ length: count }, (_, index) => this.stream.batch(this.step + index));
  }

  /** Notes that the model was scored here with these weights. */
  evaluatedWith(parameters: Float32Array): void {
    this.#evaluated = this.step;
    this.#checkpoint = { step: this.step, parameters };
  }

  /** Gives the trainer up; the model goes on from its checkpoint on whatever backend comes next. */
  release(): void {
    this.#trainer?.dispose();
    this.#trainer = undefined;
    this.#learningRate = NaN;
    if (!this.diverged) this.step = this.#checkpoint.step;
  }
}
