/** Does a batch fit a model? Backends ask before they compute, so that a wrong shape is an error and not a wrong number. */
import type { Batch } from './batch.ts';
import { directionsOf, type ModelSpecification } from './specification.ts';

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
  checkCount('batchSize', B);
  checkCount('sequenceLength', T);
  checkInputs(spec, batch);
  checkLengths(batch);
  checkState(spec, batch);
  if (wants === 'targets') checkTargets(spec, batch);
}

function checkCount(name: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(`${name} must be at least 1, got ${count}`);
}

function checkInputs(
  spec: ModelSpecification,
  { batchSize: B, sequenceLength: T, inputs }: Batch,
): void {
  const { vocabulary } = spec;
  const width = vocabulary === undefined ? spec.inputSize : 1;
  if (inputs.length !== T * B * width)
    throw new RangeError(`inputs must hold ${T}·${B}·${width} numbers, got ${inputs.length}`);
  if (vocabulary !== undefined) checkClasses('token', inputs, vocabulary);
}

function checkTargets(
  spec: ModelSpecification,
  { batchSize: B, sequenceLength: T, targets }: Batch,
): void {
  const predictions = spec.head === 'every' ? T * B : B;
  const each = spec.loss === 'softmax' ? 1 : spec.outputSize;
  if (targets.length !== predictions * each)
    throw new RangeError(`targets must hold ${predictions}·${each} numbers, got ${targets.length}`);
  if (spec.loss === 'softmax') checkClasses('class', targets, spec.outputSize);
}

function checkClasses(what: string, numbers: Float32Array, count: number): void {
  for (const number of numbers)
    if (!(Number.isInteger(number) && number >= 0 && number < count))
      throw new RangeError(`${what} must be 0…${count - 1}, got ${number}`);
}

function checkLengths({ batchSize: B, sequenceLength: T, lengths }: Batch): void {
  if (lengths === undefined) return;
  if (lengths.length !== B)
    throw new RangeError(`lengths must hold ${B} numbers, got ${lengths.length}`);
  for (const length of lengths)
    if (!(length >= 1 && length <= T)) throw new RangeError(`length must be 1…${T}, got ${length}`);
}

function checkState(spec: ModelSpecification, { batchSize: B, initialState }: Batch): void {
  if (initialState === undefined) return;
  const cells = spec.numLayers * directionsOf(spec);
  for (const name of ['h', 'c'] as const)
    if (initialState[name].length !== cells * B * spec.hiddenSize)
      throw new RangeError(
        `initialState.${name} must hold ${cells}·${B}·${spec.hiddenSize} numbers, got ${initialState[name].length}`,
      );
}
