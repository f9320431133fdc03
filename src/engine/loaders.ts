/** How each backend comes into being. Every one is an import of its own: what is not tried is not loaded. */
import type { Backend, BackendId } from './backend.ts';

/** @throws BackendRefusal when the backend cannot be used here. */
export type BackendLoader = (options: {
  /** Accept a GPU adapter that computes on the CPU. */
  readonly allowSoftware: boolean;
}) => Promise<Backend>;

export type BackendLoaders = Readonly<Partial<Record<BackendId, BackendLoader | undefined>>>;

/** The order in which they are tried: those that load at once set the time to beat. */
export const BACKEND_ORDER: readonly BackendId[] = [
  'wasm',
  'wasm-relaxed',
  'webgpu',
  'reference',
  'tfjs-webgpu',
  'tfjs-wasm',
  'tfjs-cpu',
];

/** All backends of the site. */
export const BACKEND_LOADERS: BackendLoaders = {
  wasm: async () => (await import('./wasm/backend.ts')).createWasmBackend({ relaxed: false }),
  'wasm-relaxed': async () =>
    (await import('./wasm/backend.ts')).createWasmBackend({ relaxed: true }),
  webgpu: async ({ allowSoftware }) => {
    const { requestGpu } = await import('./gpu/adapter.ts');
    const gpu = await requestGpu(allowSoftware);
    return (await import('./webgpu/backend.ts')).createWebgpuBackend(gpu);
  },
  reference: async () => (await import('./reference.ts')).createReferenceBackend(),
  'tfjs-webgpu': async ({ allowSoftware }) => {
    // Without a GPU a megabyte of library stays unloaded.
    const { requestGpu } = await import('./gpu/adapter.ts');
    const gpu = await requestGpu(allowSoftware);
    return (await import('./tfjs/webgpu.ts')).createWebgpuBackend(gpu);
  },
  'tfjs-wasm': async () => (await import('./tfjs/wasm.ts')).createWasmBackend(),
  'tfjs-cpu': async () => (await import('./tfjs/cpu.ts')).createCpuBackend(),
};
