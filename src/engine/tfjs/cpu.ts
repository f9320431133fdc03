/** TensorFlow.js in plain JavaScript: the slowest and the least demanding. */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { Backend } from '../backend.ts';
import { startFlavour } from './backend.ts';

/** @throws BackendRefusal `failed` when it does not start. */
export function createCpuBackend(): Promise<Backend> {
  return startFlavour({
    id: 'tfjs-cpu',
    name: 'cpu',
    device: 'CPU',
    create: () => new MathBackendCPU(),
  });
}
