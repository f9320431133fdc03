/**
 * The WebGPU engine: compute shaders of our own on a raw device. A training step of L layers is 5L + 1 dispatches, many
 * steps are one submit, and models of one shape share every dispatch.
 */
import type { Backend, TrainerGroup, TrainerOptions } from '../backend.ts';
import { watchDevice, type Gpu } from '../gpu/adapter.ts';
import { FusedGroup, type Engine } from './group.ts';
import { Pipelines } from './pipelines.ts';
import type { ByteLimits } from './sizes.ts';
import { Submitter } from './submitter.ts';

export interface WebgpuOptions {
  /** Bounds below those of the device. */
  readonly limits?: Partial<ByteLimits>;
}

/** Takes possession of the device: disposing of the backend destroys it, which is then no failure. */
export function createWebgpuBackend(
  { device, name }: Gpu,
  { limits }: WebgpuOptions = {},
): Backend {
  const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
  const engine: Engine = {
    device,
    pipelines: new Pipelines(device),
    submitter: new Submitter(device),
    limits: { maxStorageBufferBindingSize, maxBufferSize, ...limits },
  };
  const groups = new Set<TrainerGroup>();
  let disposed = false;
  const createGroup = async (options: readonly TrainerOptions[]): Promise<TrainerGroup> => {
    if (disposed) throw new Error('the webgpu backend has been disposed of');
    const group: TrainerGroup = new FusedGroup(engine, options, () => groups.delete(group));
    groups.add(group);
    return group;
  };
  return {
    id: 'webgpu',
    device: name,
    blocking: false,
    failed: new Promise((resolve) => {
      void watchDevice(device).then((reason) => {
        if (!disposed) resolve(reason);
      });
    }),
    createGroup,
    async createTrainer(options) {
      const { members } = await createGroup([options]);
      return members[0]!;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const group of [...groups]) group.dispose();
      engine.submitter.dispose();
      device.destroy();
    },
  };
}
