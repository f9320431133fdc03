/** A backend that computes nothing but counts everything, on a clock of its own. */
import type { Backend, BackendId, Trainer, TrainerOptions } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';

/** Time that passes only when work is done. */
export class FakeClock {
  time = 0;
  readonly now = (): number => this.time;
}

export interface FakeTrainer extends Trainer {
  readonly options: TrainerOptions;
  /** Updates made. */
  readonly updates: number;
  readonly batches: readonly Batch[];
  readonly rates: readonly number[];
  readonly disposed: boolean;
}

export interface FakeBackend extends Backend {
  readonly trainers: FakeTrainer[];
  readonly disposed: boolean;
  /** Settles `failed`. */
  fail(reason: string): void;
}

export interface FakeOptions {
  readonly clock?: FakeClock;
  /** Milliseconds of the fake clock per time step of an update. */
  readonly msPerTimeStep?: number;
  /** Called before an update; may throw or wait. Returns its loss. */
  readonly update?: (trainer: FakeTrainer) => number | Promise<number>;
  readonly predict?: (trainer: FakeTrainer) => number;
}

/** Its losses are 1/(1 + updates) and so is every output, unless `update` and `predict` say otherwise. */
export function fakeBackend(id: BackendId, options: FakeOptions = {}): FakeBackend {
  const { clock, msPerTimeStep = 0 } = options;
  const { promise: failed, resolve: fail } = Promise.withResolvers<string>();
  const trainers: FakeTrainer[] = [];
  let disposed = false;
  return {
    id,
    device: `fake ${id}`,
    blocking: false,
    failed,
    fail,
    trainers,
    get disposed() {
      return disposed;
    },
    dispose() {
      disposed = true;
    },
    async createTrainer(trainerOptions) {
      let updates = 0;
      let gone = false;
      const batches: Batch[] = [];
      const rates: number[] = [];
      const trainer: FakeTrainer = {
        options: trainerOptions,
        batches,
        rates,
        get updates() {
          return updates;
        },
        get disposed() {
          return gone;
        },
        async step(given) {
          const losses: number[] = [];
          for (const batch of given) {
            losses.push((await options.update?.(trainer)) ?? 1 / (1 + updates));
            if (clock !== undefined) clock.time += msPerTimeStep * batch.sequenceLength;
            batches.push(batch);
            updates++;
          }
          return Float32Array.from(losses);
        },
        async predict(batch) {
          const score = options.predict?.(trainer) ?? 1 / (1 + updates);
          return new Float32Array(batch.batchSize).fill(score);
        },
        configure({ learningRate }) {
          rates.push(learningRate);
        },
        // What it has learned is how often it was trained, all told.
        async parameters() {
          const learned = trainerOptions.parameters.slice();
          learned[0] = (learned[0] ?? 0) + updates;
          return learned;
        },
        dispose() {
          gone = true;
        },
      };
      trainers.push(trainer);
      return trainer;
    },
  };
}
