/** A backend that computes nothing but counts everything, on a clock of its own. */
import type {
  Backend,
  BackendId,
  Inspection,
  Trainer,
  TrainerGroup,
  TrainerOptions,
} from '#engine/backend.ts';
import { createSequentialGroup } from '#engine/group.ts';
import type { Batch } from '#model/batch.ts';

/** Time that passes only when work is done. */
export class FakeClock {
  time = 0;
  readonly now = (): number => this.time;
}

export interface FakeTrainer extends Trainer {
  readonly options: TrainerOptions;
  /** Updates made here. */
  readonly updates: number;
  /** Updates made all told, those before a state was restored included. */
  readonly age: number;
  readonly batches: readonly Batch[];
  readonly rates: readonly number[];
  /** Rows that were inspected, with the age at that time. */
  readonly inspected: readonly { readonly row: number; readonly age: number }[];
  readonly disposed: boolean;
}

export interface FakeBackend extends Backend {
  readonly trainers: FakeTrainer[];
  /** Members of the groups that were made. */
  readonly groups: number[];
  /** Updates that groups made at once. */
  readonly groupSteps: number;
  readonly disposed: boolean;
  /** Settles `failed`. */
  fail(reason: string): void;
}

export interface FakeOptions {
  readonly clock?: FakeClock;
  readonly blocking?: boolean;
  /** Milliseconds of the fake clock per time step of an update. */
  readonly msPerTimeStep?: number;
  /** Called before a trainer is made; may throw. */
  readonly create?: (options: TrainerOptions) => void;
  /** Called before a group is made, with the number of its members; may throw. */
  readonly group?: (members: number) => void;
  /** Called before an update; may throw or wait. Returns its loss. */
  readonly update?: (trainer: FakeTrainer) => number | Promise<number>;
  readonly predict?: (trainer: FakeTrainer) => number;
  readonly inspect?: (row: number) => void;
  /** Every weight of a saved state; what was learned when left out. */
  readonly saved?: (trainer: FakeTrainer) => number | undefined;
}

/** Its losses are 1/(1 + age) and so is every output, unless `update` and `predict` say otherwise. */
export function fakeBackend(id: BackendId, options: FakeOptions = {}): FakeBackend {
  const { promise: failed, resolve: fail } = Promise.withResolvers<string>();
  const trainers: FakeTrainer[] = [];
  const groups: number[] = [];
  let groupSteps = 0;
  let disposed = false;
  const createTrainer = async (trainerOptions: TrainerOptions): Promise<Trainer> => {
    options.create?.(trainerOptions);
    const trainer = fakeTrainer(trainerOptions, options);
    trainers.push(trainer);
    return trainer;
  };
  return {
    id,
    device: `fake ${id}`,
    blocking: options.blocking ?? false,
    failed,
    fail,
    trainers,
    groups,
    get groupSteps() {
      return groupSteps;
    },
    get disposed() {
      return disposed;
    },
    dispose() {
      disposed = true;
    },
    createTrainer,
    async createGroup(of): Promise<TrainerGroup> {
      options.group?.(of.length);
      const group = await createSequentialGroup(of, createTrainer);
      groups.push(of.length);
      return {
        ...group,
        async step(batches) {
          groupSteps += batches[0]?.length ?? 0;
          return group.step(batches);
        },
      };
    },
  };
}

function fakeTrainer(trainerOptions: TrainerOptions, options: FakeOptions): FakeTrainer {
  const { clock, msPerTimeStep = 0 } = options;
  let updates = 0;
  let before = 0;
  let gone = false;
  const batches: Batch[] = [];
  const rates: number[] = [];
  const inspected: { row: number; age: number }[] = [];
  const trainer: FakeTrainer = {
    options: trainerOptions,
    batches,
    rates,
    inspected,
    get updates() {
      return updates;
    },
    get age() {
      return before + updates;
    },
    get disposed() {
      return gone;
    },
    async step(given) {
      const losses: number[] = [];
      for (const batch of given) {
        losses.push((await options.update?.(trainer)) ?? 1 / (1 + trainer.age));
        if (clock !== undefined) clock.time += msPerTimeStep * batch.sequenceLength;
        batches.push(batch);
        updates++;
      }
      return Float32Array.from(losses);
    },
    async predict(batch) {
      const score = options.predict?.(trainer) ?? 1 / (1 + trainer.age);
      const none = new Float32Array(0);
      return {
        outputs: new Float32Array(batch.batchSize).fill(score),
        finalState: { h: none, c: none },
      };
    },
    async differentiate() {
      throw new Error('nobody asks a fake for gradients');
    },
    async inspect(batch, row): Promise<Inspection> {
      options.inspect?.(row);
      if (row >= batch.batchSize)
        throw new RangeError(`row must be 0…${batch.batchSize - 1}, got ${row}`);
      inspected.push({ row, age: trainer.age });
      const gates = Float32Array.of(trainer.age);
      const rest = { h: gates, c: gates, dH: gates, dC: gates };
      return { loss: 1, layers: [{ gates, ...rest, gradientNorm: 2 }] };
    },
    configure({ learningRate }) {
      rates.push(learningRate);
    },
    async parameters() {
      return trainerOptions.parameters.slice();
    },
    // What it has learned is how often it was trained, all told, and Adam's moments remember it as well.
    async save() {
      const { length } = trainerOptions.parameters;
      const state = (value: number) => new Float32Array(length).fill(value);
      const { age } = trainer;
      const parameters = state(options.saved?.(trainer) ?? age);
      return { parameters, m: state(age), v: state(age), updates: age };
    },
    async restore(state) {
      if (state.m[0] !== state.updates) throw new Error('the moments are not those of the weights');
      before = state.updates;
    },
    dispose() {
      gone = true;
    },
  };
  return trainer;
}
