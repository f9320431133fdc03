/**
 * Adam (Kingma and Ba 2015) with bias correction, and clipping of the whole gradient's norm.
 *
 *   m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *   v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
 *
 *   `pytorch`   p ← p − lr · m̂ / (√v̂ + ε)                                the paper's algorithm
 *   `keras`     p ← p − lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)        its faster form, the paper's ε̂
 *
 * The second is the first with ε / √(1 − β₂ᵗ) in place of ε: at the first update about 30 times as much.
 */

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** What ε is added to: the corrected root (default) or the uncorrected one. */
  readonly epsilonPlacement?: 'pytorch' | 'keras';
}

/** The optimizer's memory; `updates` counts those done, t in the formulas. */
export interface AdamState {
  readonly m: Float64Array;
  readonly v: Float64Array;
  updates: number;
}

/** Moments of zero for so many parameters. */
export function createAdamState(size: number): AdamState {
  return { m: new Float64Array(size), v: new Float64Array(size), updates: 0 };
}

/**
 * Scales the gradient, in place, to the norm `largest` when its Euclidean norm is above it; Infinity switches this off.
 * @returns the norm before clipping.
 */
export function clipByGlobalNorm(gradient: Float64Array, largest: number): number {
  let squares = 0;
  for (let k = 0; k < gradient.length; k++) squares += gradient[k]! * gradient[k]!;
  const norm = Math.sqrt(squares);
  if (norm > largest) {
    const factor = largest / norm;
    for (let k = 0; k < gradient.length; k++) gradient[k]! *= factor;
  }
  return norm;
}

/**
 * One update of the parameters, and of the moments, in place.
 * @throws RangeError when parameters, gradient and moments are not equally long.
 */
export function updateAdam(
  parameters: Float64Array,
  gradient: Float64Array,
  state: AdamState,
  options: AdamOptions,
): void {
  const { learningRate, beta1, beta2, epsilon } = options;
  const { m, v } = state;
  if (parameters.length !== m.length || gradient.length !== m.length)
    throw new RangeError(
      `expected ${m.length} parameters and gradients, got ${parameters.length} and ${gradient.length}`,
    );
  state.updates += 1;
  const correction1 = 1 - beta1 ** state.updates;
  const correction2 = 1 - beta2 ** state.updates;
  const keras = options.epsilonPlacement === 'keras';
  const kerasRate = (learningRate * Math.sqrt(correction2)) / correction1;
  for (let k = 0; k < parameters.length; k++) {
    const g = gradient[k]!;
    m[k] = beta1 * m[k]! + (1 - beta1) * g;
    v[k] = beta2 * v[k]! + (1 - beta2) * g * g;
    parameters[k]! -= keras
      ? (kerasRate * m[k]!) / (Math.sqrt(v[k]!) + epsilon)
      : (learningRate * (m[k]! / correction1)) / (Math.sqrt(v[k]! / correction2) + epsilon);
  }
}
