/** TensorFlow.js on WebAssembly (XNNPACK), one thread, with SIMD where the browser has it. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { findBackendFactory } from '@tensorflow/tfjs-core';
import type { Backend } from '../backend.ts';
import { startFlavour } from './backend.ts';

// All three must be named, even those that a browser will never load.
setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
});

// Taken when the module is loaded: a running backend replaces the registration.
const stockFactory = findBackendFactory('wasm');

/** @throws BackendRefusal `failed` when the module does not load or start. */
export function createWasmBackend(): Promise<Backend> {
  return startFlavour({ id: 'tfjs-wasm', name: 'wasm', device: 'CPU', create: stockFactory });
}
