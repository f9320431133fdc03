/** TensorFlow.js on a GPU device that was requested, and is watched, by us. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Backend } from '../backend.ts';
import { watchDevice, type Gpu } from '../gpu/adapter.ts';
import { startFlavour } from './backend.ts';

/**
 * Takes possession of the device: disposing of the backend destroys it, which is then no failure.
 * @throws BackendRefusal `failed` when it does not start.
 */
export function createWebgpuBackend({ device, info, name }: Gpu): Promise<Backend> {
  let released = false;
  const failed = new Promise<string>((resolve) => {
    void watchDevice(device).then((reason) => {
      if (!released) resolve(reason);
    });
  });
  return startFlavour({
    id: 'tfjs-webgpu',
    name: 'webgpu',
    device: name,
    create: () => new WebGPUBackend(device, info),
    failed,
    release: () => {
      released = true;
      device.destroy();
    },
  });
}
