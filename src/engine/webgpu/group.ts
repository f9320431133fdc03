/**
 * Models of one shape on the GPU: they share every dispatch. A single model is a group of one.
 *
 * Everything a group does happens in the order in which it was asked for. A step starts within the call when nothing
 * else is under way, so that the steps of several groups that are asked for in one turn share submits.
 */
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { checkOptimizer, type OptimizerOptions } from '#model/optimizer.ts';
import { countParameters } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Trainer, TrainerGroup, TrainerOptions } from '../backend.ts';
import { checkGroup, checkGroupBatches } from '../group.ts';
import { deviceLayout, type DeviceLayout } from './layout.ts';
import { createMember } from './member.ts';
import { ModelStore } from './model-store.ts';
import type { Pipelines } from './pipelines.ts';
import { Plans, type ReadyPlan } from './plans.ts';
import type { ByteLimits } from './sizes.ts';
import { fillSlot, writeSlots, type ModelInput } from './step-data.ts';
import type { Submitter } from './submitter.ts';

/** What all groups of a backend share. */
export interface Engine {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly submitter: Submitter;
  readonly limits: ByteLimits;
}

/** What changes in a model besides what is on the GPU. */
export interface ModelProgress {
  readonly seed: number;
  updates: number;
  learningRate: number;
}

/** Floats between the losses of two steps. */
const SLOT_NUMBERS = 64;

export class FusedGroup implements TrainerGroup {
  readonly members: readonly Trainer[];
  readonly spec: ModelSpecification;
  readonly optimizer: OptimizerOptions;
  readonly layout: DeviceLayout;
  readonly store: ModelStore;
  readonly plans: Plans;
  readonly engine: Engine;
  readonly models: readonly ModelProgress[];
  readonly #onDispose: () => void;
  #tail: Promise<unknown> | undefined;
  #disposed = false;

  /** @throws RangeError for options that do not fit each other or are out of range, and for weights too large. */
  constructor(engine: Engine, options: readonly TrainerOptions[], onDispose: () => void) {
    checkGroup(options);
    const [{ spec, optimizer }] = options as readonly [TrainerOptions];
    checkSpecification(spec);
    checkOptimizer(optimizer);
    const { total } = countParameters(spec);
    for (const { parameters, seed = 0 } of options) {
      if (parameters.length !== total)
        throw new RangeError(`parameters must hold ${total} numbers, got ${parameters.length}`);
      if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
        throw new RangeError(`seed must be 0…${2 ** 32 - 1}, got ${seed}`);
    }
    this.engine = engine;
    this.spec = spec;
    this.optimizer = optimizer;
    this.layout = deviceLayout(spec);
    this.#onDispose = onDispose;
    const { device, pipelines, limits } = engine;
    this.store = new ModelStore(device, this.layout, optimizer, options.length);
    this.plans = new Plans({ ...this, device, pipelines, limits, spec, optimizer });
    const { learningRate } = optimizer;
    this.models = options.map(({ seed = 0 }) => ({ seed, updates: 0, learningRate }));
    for (const [model, { parameters }] of options.entries())
      this.store.writeWeights(model, parameters);
    let alive = options.length;
    this.members = options.map((_, model) =>
      createMember(this, model, () => {
        if (--alive === 0) this.dispose();
      }),
    );
  }

  async step(batches: readonly (readonly Batch[])[]): Promise<readonly Float32Array[]> {
    this.checkAlive();
    checkGroupBatches(this.members, batches);
    return this.stepRange(0, batches);
  }

  /** Steps models `first` … ; a list of batches for each. */
  stepRange(first: number, batches: readonly (readonly Batch[])[]): Promise<Float32Array[]> {
    for (const list of batches) for (const batch of list) checkBatch(this.spec, batch);
    checkShapes(batches);
    return this.exclusive(async () => {
      const losses = batches.map((list) => new Float32Array(list.length));
      const count = batches[0]?.length ?? 0;
      for (let from = 0, to = 0; from < count; from = to) {
        const shape = batches[0]![from]!;
        while (to < count && sameShape(batches[0]![to]!, shape)) to++;
        const atOnce = this.plans.modelsAtOnce(shape);
        for (let model = 0; model < batches.length; model += atOnce) {
          const some = batches.slice(model, model + atOnce).map((list) => list.slice(from, to));
          const plan = this.plans.get('update', shape, first + model, some.length);
          const found = await this.#run(
            plan instanceof Promise ? await plan : plan,
            first + model,
            some,
          );
          for (const [k, values] of found.entries()) losses[model + k]!.set(values, from);
        }
      }
      return losses;
    });
  }

  /** Runs work after all that was asked for before, at once if there is nothing. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const checked = (): Promise<T> => {
      this.checkAlive();
      return work();
    };
    const result = this.#tail === undefined ? checked() : this.#tail.then(checked);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tail = settled;
    void settled.then(() => {
      if (this.#tail === settled) this.#tail = undefined;
    });
    return result;
  }

  /** @throws Error after `dispose`. */
  checkAlive(): void {
    if (this.#disposed) throw new Error('the trainer has been disposed of');
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.plans.dispose();
    this.store.dispose();
    this.#onDispose();
  }

  /** Steps of one shape, as a job for the submitter. */
  #run(
    plan: ReadyPlan,
    first: number,
    batches: readonly (readonly Batch[])[],
  ): Promise<Float32Array[]> {
    const { spec, optimizer, models, engine } = this;
    const checkAlive = (): void => {
      this.checkAlive();
    };
    const total = batches[0]!.length;
    const losses = batches.map(() => new Float32Array(total));
    let written = 0;
    let received = 0;
    return new Promise((resolve, reject) => {
      engine.submitter.add({
        timing: plan.timing,
        slots: plan.workspace.slots,
        losses: plan.rings.losses.region(0),
        get remaining() {
          return total - written;
        },
        get outstanding() {
          return total - received;
        },
        write(steps) {
          checkAlive();
          for (let slot = 0; slot < steps; slot++) {
            const inputs = batches.map((list, k): ModelInput => {
              const model = models[first + k]!;
              return { ...model, updates: model.updates++, batch: list[written + slot]! };
            });
            fillSlot(spec, optimizer, plan.rings, slot, inputs, 'train');
          }
          const now = batches.flatMap((list) => list.slice(written, written + steps));
          writeSlots(spec, plan.rings, engine.device.queue, steps, now, 'train');
          written += steps;
        },
        encode(pass, slot) {
          plan.program.encode(pass, slot);
        },
        receive(values, steps) {
          for (let k = 0; k < steps; k++)
            for (const [model, list] of losses.entries())
              list[received + k] = values[k * SLOT_NUMBERS + model]!;
          received += steps;
        },
        finish() {
          resolve(losses);
        },
        fail: reject,
      });
    });
  }
}

const sameShape = (a: Batch, b: Batch): boolean =>
  a.sequenceLength === b.sequenceLength && a.batchSize === b.batchSize;

/** @throws RangeError unless batches that are stepped together have the same shape. */
function checkShapes(batches: readonly (readonly Batch[])[]): void {
  for (const list of batches)
    for (const [k, batch] of list.entries()) {
      const first = batches[0]![k]!;
      if (!sameShape(batch, first))
        throw new RangeError(
          `batches of one step must share a shape, got ${first.sequenceLength}×${first.batchSize} and ${batch.sequenceLength}×${batch.batchSize}`,
        );
    }
}
