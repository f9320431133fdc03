/**
 * How weights are updated from gradients. After the whole gradient was clipped to `clipNorm`:
 *
 *   sgd     p ← p − lr·g
 *   adam    m ← β₁m + (1 − β₁)g     v ← β₂v + (1 − β₂)g²     (Kingma and Ba 2015)
 *     `pytorch`   p ← p − lr·m̂ / (√v̂ + ε)                     m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ)
 *     `keras`     p ← p − lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε)
 *
 * The two differ by what ε is added to: the corrected or the uncorrected root.
 */
export interface OptimizerOptions {
  /** Default `adam`. */
  readonly kind?: 'adam' | 'sgd';
  /** Above 0, at most 10. */
  readonly learningRate: number;
  /** Largest Euclidean norm of the whole gradient; Infinity switches clipping off. */
  readonly clipNorm: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Where ε stands; default `pytorch`. */
  readonly epsilonPlacement?: 'pytorch' | 'keras';
}

/** PyTorch's Adam; Keras has ε 1e-7 and placement `keras`. */
export const DEFAULT_OPTIMIZER = {
  learningRate: 0.01,
  clipNorm: 1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
} as const satisfies OptimizerOptions;

/**
 * Is an optimizer within what every engine can do, float32 included?
 * @throws RangeError naming the option, its range and the value.
 */
export function checkOptimizer(options: OptimizerOptions): void {
  const check = (
    name: keyof OptimizerOptions,
    range: string,
    valid: (value: number) => boolean,
  ) => {
    const value = options[name];
    if (typeof value !== 'number' || !valid(value))
      throw new RangeError(`${name} must be ${range}, got ${String(value)}`);
  };
  check('learningRate', 'above 0 and at most 10', (value) => value > 0 && value <= 10);
  check('clipNorm', 'above 0', (value) => value > 0);
  check('beta1', 'at least 0 and below 1', (value) => value >= 0 && value < 1);
  check('beta2', 'at least 0 and below 1', (value) => value >= 0 && value < 1);
  // Smaller ones are zero as float32, and an unused weight would be updated by 0/0.
  check('epsilon', 'at least 1e-37', (value) => value >= 1e-37 && value < Infinity);
  if (![undefined, 'adam', 'sgd'].includes(options.kind))
    throw new RangeError(`kind must be adam or sgd, got ${String(options.kind)}`);
  if (![undefined, 'pytorch', 'keras'].includes(options.epsilonPlacement))
    throw new RangeError(
      `epsilonPlacement must be pytorch or keras, got ${String(options.epsilonPlacement)}`,
    );
}
