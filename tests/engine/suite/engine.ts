/** What the suite asks of an engine, and how closely it must agree. */
import type { Backend, Gradients, Prediction, TrainerOptions } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';

interface StateNumbers {
  readonly h: ArrayLike<number>;
  readonly c: ArrayLike<number>;
}

/** A `Prediction` or `Gradients` of any precision. */
type Numbers<T> = {
  readonly [K in keyof T]: T[K] extends number
    ? number
    : T[K] extends Float32Array
      ? ArrayLike<number>
      : StateNumbers;
};

export type Model = Pick<TrainerOptions, 'spec' | 'parameters' | 'seed'>;

/** An engine's mathematics without its optimizers: a forward pass, and the first update's derivatives. */
export interface Mathematics {
  predict(model: Model, batch: Batch): Promise<Numbers<Prediction>>;
  differentiate(model: Model, batch: Batch): Promise<Numbers<Gradients>>;
}

/** A backend's mathematics: a trainer for each question. */
export function mathematicsOf(backend: Backend): Mathematics {
  const ask = async <T>(
    model: Model,
    question: (trainer: Awaited<ReturnType<Backend['createTrainer']>>) => Promise<T>,
  ): Promise<T> => {
    const trainer = await backend.createTrainer({ ...model, optimizer: DEFAULT_OPTIMIZER });
    try {
      return await question(trainer);
    } finally {
      trainer.dispose();
    }
  };
  return {
    predict: (model, batch) => ask(model, (trainer) => trainer.predict(batch)),
    differentiate: (model, batch) => ask(model, (trainer) => trainer.differentiate(batch)),
  };
}
