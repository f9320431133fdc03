/** One call before the first model: loads what a backend's kernels need and registers them. */
import type { KernelSource } from '../wasm/kernel-source.ts';
import { registerConv2dFilterGradient } from './conv2d-filter-gradient.ts';
import { registerHostKernels } from './host-kernels.ts';
import { registerLstmGradient } from './op.ts';
import { registerSegmentSum } from './segment-sum.ts';

/** TensorFlow.js' backends that can have the fused LSTM. */
export type FusedBackend = 'cpu' | 'wasm' | 'webgpu';

export interface InstallOptions {
  /** For `cpu` and `wasm`: relaxed SIMD, faster, but the last digits depend on the processor; default false. */
  readonly relaxed?: boolean;
  /** For `cpu` and `wasm`: where the kernels are; beside the page when left out. */
  readonly source?: KernelSource;
}

/**
 * Gives a TensorFlow.js backend the fused LSTM: `cpu` and `wasm` on this engine's WebAssembly kernels, `webgpu` on its
 * compute shaders. `wasm` also gets the gradients without which models with convolutions or embeddings do not train on
 * it. The backend need not be started, and may be started again. A second call does nothing.
 * @throws whatever fetching and compiling throw when the kernels cannot be had.
 */
export async function installFusedLstm(
  backendName: FusedBackend,
  options: InstallOptions = {},
): Promise<void> {
  if (backendName === 'webgpu') {
    const { registerWebgpuKernels } = await import('./webgpu-kernels.ts');
    registerWebgpuKernels();
  } else {
    const { layer, gemm } = await loadWasmKernels(options);
    registerHostKernels(backendName, layer);
    if (backendName === 'wasm') {
      registerConv2dFilterGradient(gemm);
      registerSegmentSum();
    }
  }
  registerLstmGradient();
}

async function loadWasmKernels({ relaxed = false, source }: InstallOptions) {
  const [{ fetchKernels }, { createWasmGemm }, { createWasmLayerKernel }] = await Promise.all([
    import('../wasm/kernel-source.ts'),
    import('../wasm/gemm.ts'),
    import('../wasm/layer-kernel.ts'),
  ]);
  const bytes = await (source ?? fetchKernels)(relaxed ? 'relaxed' : 'plain');
  const module = await WebAssembly.compile(bytes);
  return { layer: await createWasmLayerKernel(module), gemm: await createWasmGemm(module) };
}
