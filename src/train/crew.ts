/** The models of one arm on a backend: one group, made when first needed, that goes on from their checkpoints. */
import type { Backend, Trainer, TrainerGroup, TrainerOptions } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import type { TrainedModel } from './trained-model.ts';

export class Crew {
  readonly models: readonly TrainedModel[];
  readonly #backend: Backend;
  #group: TrainerGroup | undefined;
  #trainers: ReadonlyMap<TrainedModel, Trainer> = new Map();
  #learningRate = NaN;

  /** `models` share their arm; those that have diverged are left out. */
  constructor(backend: Backend, models: readonly TrainedModel[]) {
    this.#backend = backend;
    this.models = models.filter(({ diverged }) => !diverged);
  }

  /** Makes the group where there is none yet, and tells it the learning rate, unless the arm has one of its own. */
  async open(learningRate: number): Promise<void> {
    if (this.#group === undefined) {
      const options = this.models.map((model) => model.options(learningRate));
      const group = await createGroupOrParts(this.#backend, options);
      this.#group = group;
      this.#learningRate = learningRate;
      this.#trainers = new Map(
        this.models.flatMap((model, index) => {
          const member = group.members[index];
          return member === undefined ? [] : [[model, member] as const];
        }),
      );
      for (const [{ state }, trainer] of this.#trainers)
        if (state !== undefined) await trainer.restore(state);
    }
    if (this.#learningRate !== learningRate)
      for (const [{ arm }, trainer] of this.#trainers)
        if (arm.learningRate === undefined) trainer.configure({ learningRate });
    this.#learningRate = learningRate;
  }

  /** @throws Error before `open`, and for a model of another arm. */
  trainer(model: TrainedModel): Trainer {
    const trainer = this.#trainers.get(model);
    if (trainer === undefined) throw new Error(`arm ${model.arm.id} is not at work`);
    return trainer;
  }

  /**
   * `count` updates of each of `models`, all at the same step; of the whole group at once where it can be.
   * @returns their losses.
   */
  async step(models: readonly TrainedModel[], count: number): Promise<readonly Float32Array[]> {
    const group = this.#group;
    const idle = this.models.some((model) => !model.diverged && !models.includes(model));
    if (group === undefined || idle || models.length === 1) {
      const losses: Float32Array[] = [];
      for (const model of models) losses.push(await this.trainer(model).step(model.batches(count)));
      return losses;
    }
    // What has diverged shares the work of the others and is not looked at again.
    const from = models[0]?.step ?? 0;
    const batches: Batch[][] = this.models.map((model) => model.batches(count, from));
    const losses = await group.step(batches);
    return models.map((model) => losses[this.models.indexOf(model)] ?? new Float32Array(0));
  }

  /** Frees the group. */
  close(): void {
    this.#group?.dispose();
    this.#group = undefined;
    this.#trainers = new Map();
  }
}

/**
 * One group, or several that act as one where all the models together are too large for the backend.
 * @throws whatever the backend throws when it refuses a single model.
 */
async function createGroupOrParts(
  backend: Backend,
  options: readonly TrainerOptions[],
): Promise<TrainerGroup> {
  try {
    return await backend.createGroup(options);
  } catch (error) {
    if (!(error instanceof RangeError && options.length > 1)) throw error;
  }
  const half = Math.ceil(options.length / 2);
  const first = await createGroupOrParts(backend, options.slice(0, half));
  let second: TrainerGroup;
  try {
    second = await createGroupOrParts(backend, options.slice(half));
  } catch (error) {
    first.dispose();
    throw error;
  }
  return {
    members: [...first.members, ...second.members],
    step: async (batches) => [
      ...(await first.step(batches.slice(0, half))),
      ...(await second.step(batches.slice(half))),
    ],
    dispose() {
      first.dispose();
      second.dispose();
    },
  };
}
