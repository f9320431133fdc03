/** The WebAssembly engine in Node: plain SIMD, which gives the same bits on every machine, and nothing else. */
import { readFile } from 'node:fs/promises';
import type { Backend } from '#engine/backend.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { kernelUrl } from '#kernels/lstm-wasm/index.ts';

let backend: Promise<Backend> | undefined;

/** One for each thread, made when first asked for. @throws Error when the kernels have not been compiled. */
export function wasmBackend(): Promise<Backend> {
  backend ??= createWasmBackend({
    relaxed: false,
    source: (variant) =>
      readFile(kernelUrl(variant)).catch(() => {
        throw new Error(`${kernelUrl(variant).pathname} must be there: npm run wasm compiles it`);
      }),
  });
  return backend;
}
