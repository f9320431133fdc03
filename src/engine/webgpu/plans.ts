/** Plans of a group, by shape of batch and by what is wanted, and the workspaces they run in. */
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { Program } from './dispatch.ts';
import type { DeviceLayout } from './layout.ts';
import type { ModelStore } from './model-store.ts';
import type { Pipelines } from './pipelines.ts';
import { planStep, type StepPlan, type Wanted } from './plan.ts';
import { modelsAtOnce, predictionsOf, type ByteLimits } from './sizes.ts';
import type { Job } from './submitter.ts';
import { Workspace } from './workspace.ts';

/** A plan whose pipelines are compiled. */
export interface ReadyPlan extends StepPlan {
  readonly program: Program;
  readonly workspace: Workspace;
  readonly timing: Job['timing'];
}

/** Shapes of batches that are kept; beyond them the one not used for longest goes. */
const KEPT_SHAPES = 6;

export interface PlansOptions {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly limits: ByteLimits;
  readonly spec: ModelSpecification;
  readonly optimizer: OptimizerOptions;
  readonly layout: DeviceLayout;
  readonly store: ModelStore;
}

type Shape = Pick<Batch, 'sequenceLength' | 'batchSize'>;

interface Kept {
  readonly workspace: Workspace;
  readonly plans: Map<string, ReadyPlan | Promise<ReadyPlan>>;
}

export class Plans {
  readonly #options: PlansOptions;
  /** Oldest use first. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: PlansOptions) {
    this.#options = options;
  }

  /** How many models of the group one dispatch can hold. @throws RangeError naming the bytes when not even one fits. */
  modelsAtOnce(shape: Shape): number {
    const { spec, layout, limits } = this.#options;
    return modelsAtOnce(spec, layout, shape, limits);
  }

  /** The plan for models `first` … `first + count` − 1; at once when there is one. */
  get(
    wanted: Wanted,
    { sequenceLength, batchSize }: Shape,
    first: number,
    count: number,
  ): ReadyPlan | Promise<ReadyPlan> {
    const shape = { models: count, sequenceLength, batchSize };
    const { workspace, plans } = this.#workspace(shape);
    const key = `${wanted} ${first}`;
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = this.#prepare(wanted, workspace, first);
      plans.set(key, plan);
      plan.then(
        (ready) => plans.set(key, ready),
        () => plans.delete(key),
      );
    }
    return plan;
  }

  dispose(): void {
    for (const { workspace } of this.#kept.values()) workspace.dispose();
    this.#kept.clear();
  }

  async #prepare(wanted: Wanted, workspace: Workspace, first: number): Promise<ReadyPlan> {
    const { device, pipelines, store, ...context } = this.#options;
    const models = store.range(first, workspace.shape.models);
    const plan = planStep({ ...context, workspace, models }, wanted);
    const program = await Program.create(device, pipelines, plan.dispatches);
    if (wanted === 'update') program.prepare(workspace.slots);
    return { ...plan, program, workspace, timing: {} };
  }

  #workspace(shape: Workspace['shape']): Kept {
    const { device, spec } = this.#options;
    const { models, sequenceLength: T, batchSize: B } = shape;
    const key = `${models}×${T}×${B}`;
    let kept = this.#kept.get(key);
    if (kept === undefined) {
      const numbers = Math.max(
        T * B * spec.inputSize,
        predictionsOf(spec, shape) * (spec.loss === 'mse' ? spec.outputSize : 1),
        (spec.vocabulary ?? 0) + 1 + T * B,
      );
      kept = { workspace: new Workspace(device, shape, 4 * models * numbers), plans: new Map() };
    }
    // Last in the order of use.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    if (this.#kept.size > KEPT_SHAPES) {
      const [[oldest, { workspace }]] = this.#kept as unknown as [[string, Kept]];
      workspace.dispose();
      this.#kept.delete(oldest);
    }
    return kept;
  }
}
