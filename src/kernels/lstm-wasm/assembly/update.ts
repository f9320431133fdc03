/** Clipping by the norm of the whole gradient, and what follows: Adam (Kingma and Ba 2015) or plain descent. */
import { madd } from './arithmetic';

/** The Euclidean norm, summed in float64. `bytes` is a multiple of 16. */
export function normOf(gradient: usize, bytes: usize): f64 {
  let sums = f64x2.splat(0);
  for (const end = gradient + bytes; gradient < end; gradient += 16) {
    const g = v128.load(gradient);
    const low = f64x2.promote_low_f32x4(g);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(g, g, 2, 3, 0, 1));
    sums = f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  return sqrt(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
}

/** The factor that brings a gradient to the norm `largest` when its norm is above it, else 1. */
export function clipFactor(gradient: usize, bytes: usize, largest: f64): f32 {
  const norm = normOf(gradient, bytes);
  return norm > largest ? <f32>(largest / norm) : 1;
}

/** Adam's constants, and what the number of updates makes of them. */
@unmanaged
export class AdamStep {
  beta1: f64;
  beta2: f64;
  epsilon: f64;
  /** β₁ᵗ and β₂ᵗ. */
  beta1Power: f64;
  beta2Power: f64;
  /** What m, v are multiplied with before the division: lr/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ), or see `advance`. */
  rate: f64;
  correction2: f64;
}

/** βᵗ, multiplied up one by one as `advance` does, so that a restored run has the same bits as one that went on. */
export function powerOf(beta: f64, updates: u32): f64 {
  let power: f64 = 1;
  for (; updates > 0; updates--) {
    const next = power * beta;
    if (next === power) break; // zero, or the smallest number there is, which rounding keeps
    power = next;
  }
  return power;
}

/**
 * The next update's factors. With ε beside the uncorrected root (`outside`, as Keras has it),
 * lr·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε).
 */
export function advance(step: AdamStep, learningRate: f64, outside: bool): void {
  step.beta1Power *= step.beta1;
  step.beta2Power *= step.beta2;
  const rate = learningRate / (1 - step.beta1Power);
  const left = 1 - step.beta2Power;
  step.rate = outside ? rate * sqrt(left) : rate;
  step.correction2 = outside ? 1 : 1 / left;
}

/** p ← p − lr·factor·g, in place, for `bytes` (a multiple of 16). */
export function descend(p: usize, gradient: usize, bytes: usize, rate: f32): void {
  const factor = f32x4.splat(rate);
  for (let at: usize = 0; at < bytes; at += 16) {
    const change = f32x4.mul(v128.load(gradient + at), factor);
    v128.store(p + at, f32x4.sub(v128.load(p + at), change));
  }
}

/**
 * p ← p − rate·m / (√(correction2·v) + ε), in place, for `bytes` (a multiple of 16) of parameters, gradients and moments.
 * @param factor what the gradient is multiplied with before, from clipping
 */
export function updateAdam(
  p: usize,
  gradient: usize,
  m: usize,
  v: usize,
  bytes: usize,
  factor: f32,
  step: AdamStep,
): void {
  const clip = f32x4.splat(factor);
  const keep1 = f32x4.splat(<f32>step.beta1);
  const take1 = f32x4.splat(<f32>(1 - step.beta1));
  const keep2 = f32x4.splat(<f32>step.beta2);
  const take2 = f32x4.splat(<f32>(1 - step.beta2));
  const epsilon = f32x4.splat(<f32>step.epsilon);
  const rate = f32x4.splat(<f32>step.rate);
  const correction2 = f32x4.splat(<f32>step.correction2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = f32x4.mul(v128.load(gradient + at), clip);
    const mean = madd(v128.load(m + at), keep1, f32x4.mul(g, take1));
    const square = madd(v128.load(v + at), keep2, f32x4.mul(f32x4.mul(g, g), take2));
    v128.store(m + at, mean);
    v128.store(v + at, square);
    const root = f32x4.sqrt(f32x4.mul(square, correction2));
    const change = f32x4.div(f32x4.mul(mean, rate), f32x4.add(root, epsilon));
    v128.store(p + at, f32x4.sub(v128.load(p + at), change));
  }
}
