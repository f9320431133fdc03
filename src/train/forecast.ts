/**
 * Trains a forecaster: an LSTM reads a window and tells the next H changes. The weights that did best on the validation
 * part are kept; the test part is looked at once, at the end.
 */
import type { Backend, Trainer } from '#engine/backend.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { equalParameterWidth } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Forecasts } from '#tasks/forecast/baselines.ts';
import { batchOf, originsOf, type Problem } from '#tasks/forecast/problem.ts';
import { evenly, meanSquare, Path, valuesOfChanges } from '#tasks/forecast/roll.ts';

/** Units of the one-layer model; two layers get the width that gives nearly as many parameters. */
export const ONE_LAYER_UNITS = 16;
export const BATCH_SIZE = 32;
/** Updates between two looks at the validation part. */
export const VALIDATE_EVERY = 20;
/** Sequences of one forward pass at most, so that no pass takes long. */
const PASS = 256;
/** Origins of the validation part that are looked at, at most, evenly spread. */
const VALIDATED = 256;

/** The model with this many layers, at equal parameters. @param horizon outputs, H. */
export function forecaster(numLayers: 1 | 2, horizon: number): ModelSpecification {
  const one: ModelSpecification = {
    inputSize: 1,
    hiddenSize: ONE_LAYER_UNITS,
    numLayers: 1,
    outputSize: horizon,
    head: 'last',
    loss: 'mse',
  };
  return numLayers === 1
    ? one
    : { ...one, numLayers, hiddenSize: equalParameterWidth(one, numLayers) };
}

export interface ForecastRun {
  readonly numLayers: 1 | 2;
  /** Whole number ≥ 0. */
  readonly seed: number;
  readonly steps: number;
  readonly learningRate: number;
  /** A model to train on in place of new weights. Adam begins anew; batches go on where it ended. */
  readonly from?: {
    /** In the order of `parameterLayout`. */
    readonly parameters: Float32Array;
    /** Updates that it was trained for. */
    readonly updates: number;
  };
}

/** What a forecaster says from the origins of the test part. Forecasts of y, [origins, H]. */
export interface BothForecasts {
  /** All H steps at once. */
  readonly direct: Forecasts;
  /** One step, which is read as if it were known by the next. */
  readonly recursive: Forecasts;
}

/** The same of one that was trained here. */
export interface Forecast extends BothForecasts {
  /** Mean squared error on the validation part, in units of z², at the update that was kept. */
  readonly validation: number;
  /** Counted from the first update of this training. */
  readonly bestStep: number;
  /** Those of this update, in the order of `parameterLayout`. */
  readonly parameters: Float32Array;
}

/** Told between updates; a promise of false ends the training. */
export type OnProgress = (step: number, validation: number) => Promise<boolean>;

/**
 * @returns undefined when `onProgress` ended it.
 * @throws whatever the engine throws; RangeError when training diverged before the first look at the validation part.
 */
export async function trainForecaster(
  backend: Backend,
  problem: Problem,
  { numLayers, seed, steps, learningRate, from }: ForecastRun,
  onProgress: OnProgress = async () => true,
): Promise<Forecast | undefined> {
  const spec = forecaster(numLayers, problem.horizon);
  const trainer = await backend.createTrainer({
    spec,
    parameters: from?.parameters ?? initialParameters(spec, seed),
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    seed,
  });
  try {
    const train = originsOf(problem, 'train');
    // Origins follow one by one.
    const [first = 0] = train;
    let best = { step: 0, validation: Infinity, state: await trainer.save() };
    for (let step = 0; ;) {
      const validation = await validationError(trainer, problem);
      if (validation < best.validation) best = { step, validation, state: await trainer.save() };
      if (!(await onProgress(step, validation))) return undefined;
      if (step >= steps || !Number.isFinite(validation)) break;
      const count = Math.min(VALIDATE_EVERY, steps - step);
      await trainer.step(
        Array.from({ length: count }, (_, k) => {
          const rng = createRng(streamSeed(seed, 'forecast', (from?.updates ?? 0) + step + k));
          const draw = (): number => first + rng.int(0, train.length - 1);
          return batchOf(problem, Array.from({ length: BATCH_SIZE }, draw));
        }),
      );
      step += count;
    }
    await trainer.restore(best.state);
    return {
      ...(await forecastsOf(trainer, problem)),
      validation: best.validation,
      bestStep: best.step,
      parameters: await trainer.parameters(),
    };
  } finally {
    trainer.dispose();
  }
}

/** What a model says that is not trained further. @param parameters in the order of `parameterLayout`. */
export async function forecastWith(
  backend: Backend,
  problem: Problem,
  numLayers: 1 | 2,
  parameters: Float32Array,
): Promise<BothForecasts> {
  const spec = forecaster(numLayers, problem.horizon);
  const trainer = await backend.createTrainer({ spec, parameters, optimizer: DEFAULT_OPTIMIZER });
  try {
    return await forecastsOf(trainer, problem);
  } finally {
    trainer.dispose();
  }
}

const forecastsOf = async (trainer: Trainer, problem: Problem): Promise<BothForecasts> => ({
  direct: await directForecasts(trainer, problem),
  recursive: await recursiveForecasts(trainer, problem),
});

async function validationError(trainer: Trainer, problem: Problem): Promise<number> {
  const batch = batchOf(problem, evenly(originsOf(problem, 'validation'), VALIDATED));
  const { outputs } = await trainer.predict(batch);
  return meanSquare(outputs, batch.targets);
}

/** Forecasts from all origins of the test part, some origins at a time. */
async function inPasses(
  problem: Problem,
  forecast: (origins: readonly number[]) => Promise<Forecasts>,
): Promise<Forecasts> {
  const origins = originsOf(problem, 'test');
  const all = new Float64Array(origins.length * problem.horizon);
  for (let from = 0; from < origins.length; from += PASS)
    all.set(await forecast(origins.slice(from, from + PASS)), from * problem.horizon);
  return all;
}

/** The head's H outputs, as changes from the last value. */
const directForecasts = (trainer: Trainer, problem: Problem): Promise<Forecasts> =>
  inPasses(problem, async (origins) => {
    const { outputs } = await trainer.predict(batchOf(problem, origins));
    return valuesOfChanges(problem, origins, outputs);
  });

/** The first output again and again: each forecast is the newest value of the next window. */
const recursiveForecasts = (trainer: Trainer, problem: Problem): Promise<Forecasts> =>
  inPasses(problem, async (origins) => {
    const path = new Path(problem, origins);
    for (let h = 0; h < problem.horizon; h++)
      path.extend((await trainer.predict(path.batch())).outputs);
    return path.forecasts;
  });
