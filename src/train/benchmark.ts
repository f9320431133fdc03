/** Timing training steps: the same loop for the benchmark command and for the short version in the page. */
import type { Backend, BackendId, TrainerOptions } from '#engine/backend.ts';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { BackendRefusal } from '#engine/probe.ts';
import {
  BENCHMARK_OPTIMIZER,
  benchmarkBatch,
  benchmarkParameters,
  benchmarkSpecification,
  type BenchmarkShape,
} from '#model/benchmark.ts';

/** A model, or several that share their dispatches, ready to be trained on one batch over and over. */
export interface Subject {
  /** Makes `count` updates of every model, with one reading of the losses at the end. */
  steps(count: number): Promise<void>;
  dispose(): void;
}

/** @throws BackendRefusal when the backend cannot be used here. */
export async function openBackend(id: BackendId, allowSoftware: boolean): Promise<Backend> {
  const load = BACKEND_LOADERS[id];
  if (load === undefined) throw new BackendRefusal('failed', `${id} is not part of this build`);
  return load({ allowSoftware });
}

/**
 * @param models how many are trained side by side, at least 1.
 * @throws RangeError when the backend refuses the shape.
 */
export async function createSubject(
  backend: Backend,
  shape: BenchmarkShape,
  models = 1,
): Promise<Subject> {
  const options = (model: number): TrainerOptions => ({
    spec: benchmarkSpecification(shape),
    parameters: benchmarkParameters(shape, model),
    optimizer: BENCHMARK_OPTIMIZER,
  });
  const batch = benchmarkBatch(shape);
  const check = (losses: Float32Array): void => {
    // An engine that does not compute would be the fastest of all.
    if (!losses.every(Number.isFinite)) throw new Error(`${backend.id}: a loss was not finite`);
  };
  if (models === 1) {
    const trainer = await backend.createTrainer(options(0));
    return {
      async steps(count) {
        check(await trainer.step(Array.from({ length: count }, () => batch)));
      },
      dispose: () => {
        trainer.dispose();
      },
    };
  }
  const group = await backend.createGroup(Array.from({ length: models }, (_, k) => options(k)));
  return {
    async steps(count) {
      const batches = Array.from({ length: count }, () => batch);
      const losses = await group.step(group.members.map(() => batches));
      losses.forEach(check);
    },
    dispose: () => {
      group.dispose();
    },
  };
}

/**
 * Milliseconds between two readings of the clock at least: browsers round it to 0.1 ms, a tenth of the shortest steps.
 */
const SPAN = 10;

export interface Timing {
  /** Updates in one call of the engine, which reads the losses at its end; at least 1. */
  readonly chunk: number;
  /** Milliseconds after which no further measurement is begun. */
  readonly budget: number;
  /** Milliseconds; a parameter for tests. */
  readonly now?: () => number;
}

/** Milliseconds per update, each the mean over at least 10 ms or one call; at least one number. */
export async function timeSteps(
  subject: Pick<Subject, 'steps'>,
  { chunk, budget, now = () => performance.now() }: Timing,
): Promise<number[]> {
  const times: number[] = [];
  const begin = now();
  let end = begin;
  do {
    const start = end;
    let steps = 0;
    do {
      await subject.steps(chunk);
      steps += chunk;
      end = now();
    } while (end - start < SPAN);
    times.push((end - start) / steps);
  } while (end - begin < budget);
  return times;
}
