/** Gives a TensorFlow.js backend the fused LSTM, and `wasm` the two gradients it lacks. */
import type { Gemm } from '../wasm/gemm.ts';
import type { LayerKernel } from '../layer-kernel.ts';
import { registerConv2dFilterGradient } from './conv2d-filter-gradient.ts';
import { registerHostKernels } from './host-kernels.ts';
import { registerLstmGradient } from './op.ts';
import { registerSegmentSum } from './segment-sum.ts';

/** For TensorFlow.js' plain JavaScript backend. Registering twice does nothing. */
export function registerForCpu(layer: LayerKernel): void {
  registerLstmGradient();
  registerHostKernels('cpu', layer);
}

/**
 * For TensorFlow.js' WebAssembly backend, with the kernels without which models with convolutions or embeddings do not
 * train on it. Registering twice does nothing.
 */
export function registerForWasm(layer: LayerKernel, gemm: Gemm): void {
  registerLstmGradient();
  registerHostKernels('wasm', layer);
  registerConv2dFilterGradient(gemm);
  registerSegmentSum();
}
