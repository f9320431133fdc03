/** Clipping by the norm of the whole gradient, and Adam (Kingma and Ba 2015) with ε where PyTorch has it. */
import { madd } from './arithmetic';

/**
 * The factor that brings a gradient to the norm `largest` when its Euclidean norm is above it, else 1. Summed in
 * float64. `bytes` is a multiple of 16.
 */
export function clipFactor(gradient: usize, bytes: usize, largest: f64): f32 {
  let sums = f64x2.splat(0);
  for (const end = gradient + bytes; gradient < end; gradient += 16) {
    const g = v128.load(gradient);
    const low = f64x2.promote_low_f32x4(g);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(g, g, 2, 3, 0, 1));
    sums = f64x2.add(sums, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  const norm = sqrt(f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  return norm > largest ? <f32>(largest / norm) : 1;
}

/** What the exponents of one update come to. */
@unmanaged
export class AdamStep {
  beta1: f64;
  beta2: f64;
  epsilon: f64;
  /** lr / (1 − β₁ᵗ) */
  rate: f64;
  /** 1 / (1 − β₂ᵗ) */
  correction2: f64;
}

/**
 * p ← p − lr·m̂ / (√v̂ + ε), in place, for `bytes` (a multiple of 16) of parameters, gradients and moments.
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
