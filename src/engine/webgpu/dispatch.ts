/** A dispatch that is prepared once and encoded many times. */
import type { WgslKernel } from '#kernels/kernel.ts';
import type { Constants, Pipelines } from './pipelines.ts';

/** Part of a buffer, in bytes. */
export interface Region {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
}

/** The whole of a buffer. */
export const whole = (buffer: GPUBuffer): Region => ({ buffer, offset: 0, size: buffer.size });

/** What is to be dispatched; some regions belong to the slot of the step. */
export interface DispatchPlan {
  readonly kernel: WgslKernel;
  readonly constants: Constants;
  readonly entryPoint?: string;
  readonly bindings: (slot: number) => Readonly<Record<string, Region>>;
  readonly workgroups: readonly [x: number, y?: number, z?: number];
}

/** Typed so that a binding that a kernel has cannot be forgotten. */
export function dispatchPlan<Binding extends string>(
  kernel: WgslKernel<Binding>,
  constants: Constants,
  workgroups: DispatchPlan['workgroups'],
  bindings: (slot: number) => Readonly<Record<NoInfer<Binding>, Region>>,
): DispatchPlan {
  return { kernel, constants, workgroups, bindings };
}

/** Dispatches in order, with their pipelines and, once a slot was used, its bind groups. */
export class Program {
  readonly #device: GPUDevice;
  readonly #plans: readonly DispatchPlan[];
  readonly #pipelines: readonly GPUComputePipeline[];
  readonly #bindGroups: GPUBindGroup[][] = [];

  private constructor(
    device: GPUDevice,
    plans: readonly DispatchPlan[],
    pipelines: readonly GPUComputePipeline[],
  ) {
    this.#device = device;
    this.#plans = plans;
    this.#pipelines = pipelines;
  }

  /** Compiles all pipelines side by side. @throws BackendRefusal `failed` when one does not compile. */
  static async create(
    device: GPUDevice,
    pipelines: Pipelines,
    plans: readonly DispatchPlan[],
  ): Promise<Program> {
    const ready = plans.map(({ kernel, constants, entryPoint }) =>
      pipelines.get(kernel, constants, entryPoint),
    );
    return new Program(device, plans, await Promise.all(ready));
  }

  /** Dispatches of one step. */
  get length(): number {
    return this.#plans.length;
  }

  /** Makes the bind groups of so many slots; those of others are made when first encoded. */
  prepare(slots: number): void {
    for (let slot = 0; slot < slots; slot++) this.#bindGroups[slot] ??= this.#bind(slot);
  }

  /** Encodes dispatches `from` … `to` − 1 on the data of a slot. */
  encode(pass: GPUComputePassEncoder, slot: number, from = 0, to = this.length): void {
    const groups = (this.#bindGroups[slot] ??= this.#bind(slot));
    for (let k = from; k < to; k++) {
      pass.setPipeline(this.#pipelines[k]!);
      pass.setBindGroup(0, groups[k]!);
      const [x, y, z] = this.#plans[k]!.workgroups;
      pass.dispatchWorkgroups(x, y, z);
    }
  }

  #bind(slot: number): GPUBindGroup[] {
    return this.#plans.map(({ kernel, bindings }, k) => {
      const regions = bindings(slot);
      return this.#device.createBindGroup({
        label: kernel.name,
        layout: this.#pipelines[k]!.getBindGroupLayout(0),
        entries: kernel.bindings.map((name, binding) => ({ binding, resource: regions[name]! })),
      });
    });
  }
}
