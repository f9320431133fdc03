/** A few sequences of a task's test set, and what a trained model makes of them: by these a copy of it is recognised. */
import type { Backend } from '#engine/backend.ts';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { TASKS } from '#tasks/registry.ts';
import { splitBatch } from './evaluate.ts';
import type { TestOrder, TestPiece } from './test-protocol.ts';

/** Sequences. */
const SIZE = 4;

/** The engine that was asked for, else the one that runs everywhere. */
export async function openEngine(id: TestOrder['backend']): Promise<Backend> {
  const { reference, [id]: wanted } = BACKEND_LOADERS;
  const options = { allowSoftware: true };
  try {
    if (wanted) return await wanted(options);
  } catch (error) {
    if (!reference) throw error;
  }
  if (!reference) throw new Error('there is no backend');
  return reference(options);
}

/**
 * The first sequences of the run's own test set with the model's outputs.
 * @throws RangeError when model, task and parameters do not fit together.
 */
export async function testPiece(
  backend: Backend,
  { task: id, sequenceLength, batchSize, seed, spec, parameters }: Omit<TestOrder, 'backend'>,
): Promise<TestPiece> {
  const task = TASKS[id];
  await task.load?.();
  const { test } = task.createStream({ seed, sequenceLength, batchSize });
  const [first = test] = splitBatch(test, spec, SIZE);
  const trainer = await backend.createTrainer({ spec, parameters, optimizer: DEFAULT_OPTIMIZER });
  try {
    const { outputs } = await trainer.predict(first);
    const { inputs } = first;
    return { batchSize: first.batchSize, sequenceLength: first.sequenceLength, inputs, outputs };
  } finally {
    trainer.dispose();
  }
}
