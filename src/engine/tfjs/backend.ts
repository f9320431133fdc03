/**
 * What the four flavours of TensorFlow.js share. They live in one module instance with one current backend, so
 * each flavour can be alive once per page or worker; any number of trainers can be.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { countParameters } from '#model/parameters.ts';
import type { Backend, BackendId, Trainer, TrainerOptions } from '../backend.ts';
import { createSequentialGroup } from '../group.ts';
import { BackendRefusal, errorText } from '../probe.ts';
import { checkStockModel } from './limits.ts';
import { createTfjsTrainer } from './trainer.ts';

// Without this the library writes warnings of its own to the console.
tf.enableProdMode();

/** One flavour, ready to be put to work. */
export interface Flavour {
  readonly id: BackendId;
  /** The name under which its kernels are registered. */
  readonly name: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  readonly device: string;
  readonly create: () => tf.KernelBackend | Promise<tf.KernelBackend>;
  /** Settles when the device fails; absent for flavours that compute on the CPU. */
  readonly failed?: Promise<string>;
  /** Called when the backend is disposed of, after its memory was released. */
  readonly release?: () => void;
}

const alive = new Set<BackendId>();

/**
 * Starts a flavour and stands it behind the `Backend` interface.
 * @throws BackendRefusal `failed` when it does not start or is alive already.
 */
export async function startFlavour(flavour: Flavour): Promise<Backend> {
  const { id, name } = flavour;
  if (alive.has(id)) throw new BackendRefusal('failed', `${id} is in use already`);
  alive.add(id);
  try {
    const instance = await flavour.create();
    // The packages register a factory of their own, whose failures go to the console only.
    if (tf.findBackendFactory(name) !== null) tf.removeBackend(name);
    tf.registerBackend(name, () => instance);
    if (!(await tf.setBackend(name))) throw new Error(`${name} did not start`);
  } catch (error) {
    alive.delete(id);
    flavour.release?.();
    throw new BackendRefusal('failed', errorText(error));
  }

  // With a backend that has started, `setBackend` does all its work before its first await.
  const activate = (): void => {
    if (tf.getBackend() !== name) void tf.setBackend(name);
  };
  const trainers = new Set<Trainer>();
  const createTrainer = async (options: TrainerOptions): Promise<Trainer> => {
    if (!alive.has(id)) throw new Error(`${id} has been disposed of`);
    checkStockModel(options.spec, options.optimizer);
    const { total } = countParameters(options.spec);
    if (options.parameters.length !== total)
      throw new RangeError(
        `parameters must hold ${total} numbers, got ${options.parameters.length}`,
      );
    const trainer = createTfjsTrainer(options, activate, (gone) => trainers.delete(gone));
    trainers.add(trainer);
    return trainer;
  };
  return {
    id,
    device: flavour.device,
    blocking: name === 'cpu' || name === 'wasm',
    failed: flavour.failed ?? new Promise<string>(() => undefined),
    createTrainer,
    createGroup: (options) => createSequentialGroup(options, createTrainer),
    dispose() {
      if (!alive.delete(id)) return;
      for (const trainer of [...trainers]) trainer.dispose();
      tf.removeBackend(name);
      flavour.release?.();
    },
  };
}
