/** The checks that all tasks make of their options. */
import type { StreamOptions } from './task.ts';

/** Sequences a batch, both ends included. */
export const BATCH_SIZES = [1, 1024] as const;

/**
 * @param sequenceLengths the task's range, both ends included.
 * @throws RangeError naming the option, its range and the value, e.g. `sequenceLength must be 10…400, got 3`.
 */
export function checkStreamOptions(
  options: StreamOptions,
  sequenceLengths: readonly [number, number],
): void {
  check('seed', options.seed, [0, Number.MAX_SAFE_INTEGER]);
  check('sequenceLength', options.sequenceLength, sequenceLengths);
  check('batchSize', options.batchSize, BATCH_SIZES);
}

/** @throws RangeError unless `step` is a whole number ≥ 0. */
export function checkStep(step: number): void {
  check('step', step, [0, Number.MAX_SAFE_INTEGER]);
}

function check(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new RangeError(`${name} must be ${low}…${high}, got ${value}`);
}
