/** How the compiled kernels come to the engine. A page fetches them; Node reads files and brings a source of its own. */
import { kernelUrl, type KernelVariant } from '#kernels/lstm-wasm/index.ts';

/** The bytes of a compiled module. Rejects when they cannot be had. */
export type KernelSource = (variant: KernelVariant) => Promise<BufferSource>;

/** Fetches from the place where the bundler put the module. */
export const fetchKernels: KernelSource = async (variant) => {
  const response = await fetch(kernelUrl(variant));
  if (!response.ok) throw new Error(`${variant}.wasm did not load: status ${response.status}`);
  return response.arrayBuffer();
};
