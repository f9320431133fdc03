/** Does a batch fit a model? Backends ask before they compute, so that a wrong shape is an error and not a wrong number. */
import type { Batch } from './batch.ts';
import type { ModelSpecification } from './specification.ts';

/**
 * @param wants `targets` also checks the targets, as training needs; `inputs` ignores them, as predicting may.
 * @throws RangeError naming what does not fit and the numbers.
 */
export function checkBatch(
  spec: ModelSpecification,
  batch: Batch,
  wants: 'inputs' | 'targets' = 'targets',
): void {
  const { batchSize: B, sequenceLength: T } = batch;
  if (!(Number.isInteger(B) && B >= 1))
    throw new RangeError(`batchSize must be at least 1, got ${B}`);
  if (!(Number.isInteger(T) && T >= 1))
    throw new RangeError(`sequenceLength must be at least 1, got ${T}`);
  if (batch.inputs.length !== T * B * spec.inputSize)
    throw new RangeError(
      `inputs must hold ${T}·${B}·${spec.inputSize} numbers, got ${batch.inputs.length}`,
    );
  if (wants === 'inputs') return;
  const predictions = spec.head === 'every' ? T * B : B;
  const each = spec.loss === 'softmax' ? 1 : spec.outputSize;
  if (batch.targets.length !== predictions * each)
    throw new RangeError(
      `targets must hold ${predictions}·${each} numbers, got ${batch.targets.length}`,
    );
  if (spec.loss !== 'softmax') return;
  for (const target of batch.targets)
    if (!(Number.isInteger(target) && target >= 0 && target < spec.outputSize))
      throw new RangeError(`class must be 0…${spec.outputSize - 1}, got ${target}`);
}
