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
import { batchOf, originsOf, toValue, type Problem } from '#tasks/forecast/problem.ts';

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
}

/** What a trained forecaster says from the origins of the test part. Forecasts of y, [origins, H]. */
export interface Forecast {
  /** All H steps at once. */
  readonly direct: Forecasts;
  /** One step, which is read as if it were known by the next. */
  readonly recursive: Forecasts;
  /** Mean squared error on the validation part, in units of z², at the update that was kept. */
  readonly validation: number;
  readonly bestStep: number;
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
  { numLayers, seed, steps, learningRate }: ForecastRun,
  onProgress: OnProgress = async () => true,
): Promise<Forecast | undefined> {
  const spec = forecaster(numLayers, problem.horizon);
  const parameters = initialParameters(spec, seed);
  const trainer = await backend.createTrainer({
    spec,
    parameters,
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    seed,
  });
  try {
    const train = originsOf(problem, 'train');
    let best = { step: 0, validation: Infinity, state: await trainer.save() };
    for (let step = 0; ;) {
      const validation = await validationError(trainer, problem);
      if (validation < best.validation) best = { step, validation, state: await trainer.save() };
      if (!(await onProgress(step, validation))) return undefined;
      if (step >= steps || !Number.isFinite(validation)) break;
      const count = Math.min(VALIDATE_EVERY, steps - step);
      await trainer.step(
        Array.from({ length: count }, (_, k) => {
          const rng = createRng(streamSeed(seed, 'forecast', step + k));
          return batchOf(
            problem,
            Array.from({ length: BATCH_SIZE }, () => train[rng.int(0, train.length - 1)]!),
          );
        }),
      );
      step += count;
    }
    await trainer.restore(best.state);
    return {
      direct: await directForecasts(trainer, problem),
      recursive: await recursiveForecasts(trainer, problem),
      validation: best.validation,
      bestStep: best.step,
    };
  } finally {
    trainer.dispose();
  }
}

async function validationError(trainer: Trainer, problem: Problem): Promise<number> {
  const all = originsOf(problem, 'validation');
  const count = Math.min(VALIDATED, all.length);
  const origins = Array.from(
    { length: count },
    (_, k) => all[Math.floor((k * all.length) / count)]!,
  );
  const batch = batchOf(problem, origins);
  const { outputs } = await trainer.predict(batch);
  let sum = 0;
  outputs.forEach((told, k) => {
    sum += (told - batch.targets[k]!) ** 2;
  });
  return sum / outputs.length;
}

/** The head's H outputs, as changes from the last value. */
async function directForecasts(trainer: Trainer, problem: Problem): Promise<Forecasts> {
  const { horizon, scaled } = problem;
  const origins = originsOf(problem, 'test');
  const forecasts = new Float64Array(origins.length * horizon);
  for (let from = 0; from < origins.length; from += PASS) {
    const { outputs } = await trainer.predict(batchOf(problem, origins.slice(from, from + PASS)));
    outputs.forEach((change, k) => {
      const last = scaled[origins[from + Math.floor(k / horizon)]!]!;
      forecasts[from * horizon + k] = toValue(problem, last + change);
    });
  }
  return forecasts;
}

/** The first output again and again: each forecast is the newest value of the next window. */
async function recursiveForecasts(trainer: Trainer, problem: Problem): Promise<Forecasts> {
  const { horizon, window, scaled, trend } = problem;
  const origins = originsOf(problem, 'test');
  const forecasts = new Float64Array(origins.length * horizon);
  for (let from = 0; from < origins.length; from += PASS) {
    const some = origins.slice(from, from + PASS);
    const B = some.length;
    // [W + H, B]: what is known, then what was told.
    const path = new Float32Array((window + horizon) * B);
    some.forEach((origin, row) => {
      for (let t = 0; t < window; t++) path[t * B + row] = scaled[origin - window + 1 + t]!;
    });
    for (let h = 0; h < horizon; h++) {
      const inputs = path.slice(h * B, (h + window) * B);
      const last = inputs.slice(-B);
      if (trend) for (let k = 0; k < inputs.length; k++) inputs[k]! -= last[k % B]!;
      const { outputs } = await trainer.predict({
        batchSize: B,
        sequenceLength: window,
        inputs,
        targets: new Float32Array(B * horizon),
      });
      last.forEach((value, row) => {
        const next = value + outputs[row * horizon]!;
        path[(window + h) * B + row] = next;
        forecasts[(from + row) * horizon + h] = toValue(problem, next);
      });
    }
  }
  return forecasts;
}
