/** TensorFlow.js on WebGL: a baseline of the benchmark only; readers are offered WebGPU. */
import '@tensorflow/tfjs-backend-webgl';
import { findBackendFactory } from '@tensorflow/tfjs-core';
import type { Backend } from '../backend.ts';
import { startFlavour } from './backend.ts';

// Taken when the module is loaded: a running backend replaces the registration.
const stockFactory = findBackendFactory('webgl');

/** @throws BackendRefusal `failed` when there is no WebGL. */
export function createWebglBackend(): Promise<Backend> {
  return startFlavour({ id: 'tfjs-webgl', name: 'webgl', device: 'WebGL', create: stockFactory });
}
