/** The engine of workers that compute small things for a page. */
import type { Backend } from '#engine/backend.ts';
import { BACKEND_LOADERS } from '#engine/loaders.ts';

/** Plain SIMD, the same bits everywhere, else the reference. Rejects when neither starts. */
export async function openEngine(): Promise<Backend> {
  const { wasm, reference } = BACKEND_LOADERS;
  const options = { allowSoftware: false };
  try {
    if (wasm) return await wasm(options);
  } catch (error) {
    if (!reference) throw error;
  }
  if (!reference) throw new Error('there is no backend');
  return reference(options);
}
