/** What a specification may be, and the check of one that comes from elsewhere. */
import type { ModelSpecification } from './specification.ts';

/** Ranges of the numbers in a specification, both ends included. */
export const SPECIFICATION_LIMITS = {
  inputSize: [1, 1024],
  vocabulary: [2, 8192],
  hiddenSize: [1, 256],
  numLayers: [1, 8],
  dropout: [0, 0.95],
  outputSize: [1, 8192],
  forgetBias: [-10, 10],
} as const;

/** Numbers that may be left out, and those that need not be whole. */
const OPTIONAL: readonly string[] = ['vocabulary', 'dropout', 'forgetBias'];
const FRACTIONAL: readonly string[] = ['dropout', 'forgetBias'];

const CHOICES = {
  head: ['last', 'every'],
  loss: ['mse', 'softmax'],
  initialisation: ['keras', 'pytorch', undefined],
  bidirectional: [true, false, undefined],
  residual: [true, false, undefined],
  bias: [true, undefined],
  projSize: [0, undefined],
} as const;

/**
 * Checks every field of a specification, which may come from a file or a URL.
 * @throws RangeError naming the field, its range and the value, e.g. `hiddenSize must be 1…256, got 0`.
 */
export function checkSpecification(spec: ModelSpecification): void {
  for (const [name, [low, high]] of Object.entries(SPECIFICATION_LIMITS)) {
    const value: unknown = spec[name as keyof typeof SPECIFICATION_LIMITS];
    if (value === undefined && OPTIONAL.includes(name)) continue;
    const number = FRACTIONAL.includes(name) ? typeof value === 'number' : Number.isInteger(value);
    if (!(number && (value as number) >= low && (value as number) <= high))
      throw new RangeError(`${name} must be ${low}…${high}, got ${String(value)}`);
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = spec[name as keyof typeof CHOICES];
    if (!(choices as readonly unknown[]).includes(value))
      throw new RangeError(
        `${name} must be ${choices.filter((choice) => choice !== undefined).join(' or ')}, got ${String(value)}`,
      );
  }
}
