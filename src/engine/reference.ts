/**
 * The reference engine: float64 TypeScript on the CPU, written to be read. It is the oracle that the other engines are
 * tested against, and the last resort where none of them runs.
 */
import type { Backend, Trainer, TrainerOptions } from './backend.ts';
import { createSequentialGroup } from './group.ts';
import { createReferenceTrainer } from './reference/trainer.ts';
import { createBreather } from './reference/turns.ts';

/** It needs nothing, has no device to lose, and accepts every model within the limits. */
export function createReferenceBackend(): Backend {
  const breathe = createBreather(); // shared, so that many trainers do not each take turns
  const createTrainer = async (options: TrainerOptions): Promise<Trainer> =>
    createReferenceTrainer(options, breathe);
  return {
    id: 'reference',
    device: 'CPU',
    blocking: true,
    createTrainer,
    createGroup: (options) => createSequentialGroup(options, createTrainer),
    failed: new Promise(() => {}),
    dispose() {},
  };
}
