/** One call before the first model: fetches what a backend's kernels need and registers them. */
import { fetchKernels, type KernelSource } from '../wasm/kernel-source.ts';
import { createWasmGemm } from '../wasm/gemm.ts';
import { createWasmLayerKernel } from '../wasm/layer-kernel.ts';
import { registerForCpu, registerForWasm } from './register.ts';

export interface InstallOptions {
  /** Use relaxed SIMD: faster, but the last digits depend on the processor; default false. */
  readonly relaxed?: boolean;
  /** Fetches beside the page when left out. */
  readonly source?: KernelSource;
}

/**
 * Gives TensorFlow.js' `cpu` or `wasm` backend the fused LSTM on this engine's WebAssembly kernels, and `wasm` the
 * gradients of convolutions and embeddings as well. The backend need not be started. A second call does nothing.
 * @throws whatever fetching and compiling throw when the kernels cannot be had.
 */
export async function installFusedLstm(
  backendName: 'cpu' | 'wasm',
  { relaxed = false, source = fetchKernels }: InstallOptions = {},
): Promise<void> {
  const module = await WebAssembly.compile(await source(relaxed ? 'relaxed' : 'plain'));
  const layer = await createWasmLayerKernel(module);
  if (backendName === 'cpu') registerForCpu(layer);
  else registerForWasm(layer, await createWasmGemm(module));
}
