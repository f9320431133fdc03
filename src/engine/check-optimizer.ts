/** Is an optimizer within what every engine can do, float32 included? */
import type { OptimizerOptions } from './backend.ts';

/** @throws RangeError naming the option, its range and the value. */
export function checkOptimizer(options: OptimizerOptions): void {
  const check = (
    name: keyof OptimizerOptions,
    range: string,
    valid: (value: number) => boolean,
  ) => {
    const value = options[name];
    if (!valid(value)) throw new RangeError(`${name} must be ${range}, got ${value}`);
  };
  check('learningRate', 'above 0 and at most 10', (value) => value > 0 && value <= 10);
  check('clipNorm', 'above 0', (value) => value > 0);
  check('beta1', 'at least 0 and below 1', (value) => value >= 0 && value < 1);
  check('beta2', 'at least 0 and below 1', (value) => value >= 0 && value < 1);
  // Smaller ones are zero as float32, and an unused weight would be updated by 0/0.
  check('epsilon', 'at least 1e-37', (value) => value >= 1e-37 && value < Infinity);
}
