/** TensorFlow.js on WebAssembly with the fused LSTM, for the worker that finds names. */

import type { BackendId } from '#engine/backend.ts';

export const NER_ENGINE: BackendId = 'tfjs-wasm';

/** Starts it; its files are loaded now, not before. @returns the device. Rejects when it does not start. */
export async function openNerEngine(): Promise<string> {
  const [{ createWasmBackend }, { installFusedLstm }] = await Promise.all([
    import('#engine/tfjs/wasm.ts'),
    import('#engine/tfjs-lstm/install.ts'),
  ]);
  // Plain SIMD: the same bits on every machine.
  await installFusedLstm('wasm');
  return (await createWasmBackend()).device;
}
