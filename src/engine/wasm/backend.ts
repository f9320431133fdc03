/**
 * The WebAssembly engine: one thread, SIMD, a whole training step (and several in a row) in one call. Each trainer has
 * an instance and a memory of its own, which goes when the trainer is disposed of.
 */
import type { Backend, Trainer, TrainerOptions } from '../backend.ts';
import { createSequentialGroup } from '../group.ts';
import { BackendRefusal } from '../probe.ts';
import { fetchKernels, type KernelSource } from './kernel-source.ts';
import { createWasmTrainer } from './trainer.ts';

export interface WasmOptions {
  /**
   * Use relaxed SIMD: a sixth faster, but the last digits depend on the processor. Plain SIMD gives the same bits
   * everywhere.
   */
  readonly relaxed: boolean;
  /** Fetches beside the page when left out. */
  readonly source?: KernelSource;
}

/**
 * Backend `wasm`, or `wasm-relaxed`. It accepts every model within the limits; batches of which a step would need more
 * than 1 GiB are refused with a RangeError.
 * @throws BackendRefusal `no-simd` when the browser has no (relaxed) SIMD; whatever fetching throws when the module
 *   cannot be loaded.
 */
export async function createWasmBackend({
  relaxed,
  source = fetchKernels,
}: WasmOptions): Promise<Backend> {
  const bytes = await source(relaxed ? 'relaxed' : 'plain');
  if (!WebAssembly.validate(bytes))
    throw new BackendRefusal(
      'no-simd',
      `no WebAssembly with ${relaxed ? 'relaxed ' : ''}SIMD here`,
    );
  const module = await WebAssembly.compile(bytes);
  const trainers = new Set<Trainer>();
  let disposed = false;
  const createTrainer = async (options: TrainerOptions): Promise<Trainer> => {
    if (disposed) throw new Error('the wasm backend has been disposed of');
    const trainer: Trainer = await createWasmTrainer(module, options, () =>
      trainers.delete(trainer),
    );
    trainers.add(trainer);
    return trainer;
  };
  return {
    id: relaxed ? 'wasm-relaxed' : 'wasm',
    device: relaxed ? 'CPU, relaxed SIMD' : 'CPU, SIMD',
    blocking: true,
    failed: new Promise(() => undefined),
    createTrainer,
    createGroup: (options) => createSequentialGroup(options, createTrainer),
    dispose() {
      disposed = true;
      for (const trainer of [...trainers]) trainer.dispose();
    },
  };
}
