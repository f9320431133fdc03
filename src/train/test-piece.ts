/**
 * A few sequences of a task's test set, and what a trained model makes of them: by these a copy of it is recognised. The
 * reference computes, in float64: a long training can bring a model to where two float32 engines differ by 1e-4.
 */
import { createReferenceBackend } from '#engine/reference.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { TASKS } from '#tasks/registry.ts';
import { splitBatch } from './evaluate.ts';
import type { TestOrder, TestPiece } from './test-protocol.ts';

/** Sequences. */
const SIZE = 4;

/**
 * The first sequences of the run's own test set with the model's outputs.
 * @throws RangeError when model, task and parameters do not fit together.
 */
export async function testPiece({
  task: id,
  sequenceLength,
  batchSize,
  seed,
  spec,
  parameters,
}: TestOrder): Promise<TestPiece> {
  const task = TASKS[id];
  await task.load?.();
  const { test } = task.createStream({ seed, sequenceLength, batchSize });
  const [first = test] = splitBatch(test, spec, SIZE);
  const trainer = await createReferenceBackend().createTrainer({
    spec,
    parameters,
    optimizer: DEFAULT_OPTIMIZER,
  });
  try {
    const { outputs } = await trainer.predict(first);
    const { inputs } = first;
    return { batchSize: first.batchSize, sequenceLength: first.sequenceLength, inputs, outputs };
  } finally {
    trainer.dispose();
  }
}
