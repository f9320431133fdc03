/**
 * tanh, sigmoid and exp of four numbers at once.
 *
 *   tanh x ≈ x·P(x²)/Q(x²) for |x| ≤ 7.9, beyond that the value there (1 − 2.7e-7); largest error 4.2e-7
 *   sigmoid x = ½ + ½·tanh(x/2), with the halves inside the coefficients
 *
 * P and Q, of degrees 3 and 4, are the minimax fit with Q(0) = 1, found by linear programming. NaN stays NaN.
 *
 * The coefficients are kept in memory, four times over each: V8 builds a vector constant anew wherever a loop mentions
 * it, and that is slower than a load.
 */
import { madd } from './arithmetic';

/** A fit: P₀…P₃, Q₁…Q₄, largest and smallest x. */
export const TANH: i32 = 0;
export const SIGMOID: i32 = 10;
const ONE: i32 = 20;
const HALF: i32 = 21;

/** The coefficients as vectors of four equal numbers. */
const VECTORS: usize = memory.data(22 * 16, 16);

@inline
function at(n: i32): v128 {
  return v128.load(VECTORS + 16 * n);
}

function put(n: i32, value: f64): void {
  v128.store(VECTORS + 16 * n, f32x4.splat(<f32>value));
}

const FIT: usize = memory.data<f64>([
  0.999999869193487, 0.12934418972219835, 0.0029604748272424094, 1.1531854695474997e-5,
  0.4626764567489871, 0.023854089320240822, 0.00024001226303907837, 2.492552765292595e-7, 7.9,
]);

/** Writes a fit of `scale · tanh(shrink · x)`. */
function putFit(first: i32, scale: f64, shrink: f64): void {
  let power = shrink; // shrink¹, shrink³, …
  for (let k = 0; k < 4; k++) {
    put(first + k, load<f64>(FIT + 8 * k) * scale * power);
    put(first + 4 + k, load<f64>(FIT + 32 + 8 * k) * shrink * power);
    power *= shrink * shrink;
  }
  const bound = load<f64>(FIT + 64) / shrink;
  put(first + 8, bound);
  put(first + 9, -bound);
}

/** Fills the table of coefficients; to be called once, before anything else. */
export function prepareActivations(): void {
  putFit(TANH, 1, 1);
  putFit(SIGMOID, 0.5, 0.5);
  put(ONE, 1);
  put(HALF, 0.5);
}

/** x within the bounds of a fit. The bounds are compared from the right, so that NaN passes. */
@inline
export function bounded(x: v128, fit: i32): v128 {
  return f32x4.pmax(f32x4.pmin(x, at(fit + 8)), at(fit + 9));
}

/** P(y) of a fit. */
@inline
export function numerator(y: v128, fit: i32): v128 {
  return madd(madd(madd(at(fit + 3), y, at(fit + 2)), y, at(fit + 1)), y, at(fit));
}

/** Q(y) of a fit. */
@inline
export function denominator(y: v128, fit: i32): v128 {
  return madd(
    madd(madd(madd(at(fit + 7), y, at(fit + 6)), y, at(fit + 5)), y, at(fit + 4)),
    y,
    at(ONE),
  );
}

/** Four ones, from memory for the reason above. */
@inline
export function ones(): v128 {
  return at(ONE);
}

/** The fitted function of 16 numbers, of which four vectors are in work at once: one alone is a chain of waiting. */
@inline
function fitOf16(from: usize, to: usize, fit: i32): void {
  const x0 = bounded(v128.load(from), fit);
  const x1 = bounded(v128.load(from, 16), fit);
  const x2 = bounded(v128.load(from, 32), fit);
  const x3 = bounded(v128.load(from, 48), fit);
  const y0 = f32x4.mul(x0, x0);
  const y1 = f32x4.mul(x1, x1);
  const y2 = f32x4.mul(x2, x2);
  const y3 = f32x4.mul(x3, x3);
  const p0 = f32x4.mul(x0, numerator(y0, fit));
  const p1 = f32x4.mul(x1, numerator(y1, fit));
  const p2 = f32x4.mul(x2, numerator(y2, fit));
  const p3 = f32x4.mul(x3, numerator(y3, fit));
  let r0 = f32x4.div(p0, denominator(y0, fit));
  let r1 = f32x4.div(p1, denominator(y1, fit));
  let r2 = f32x4.div(p2, denominator(y2, fit));
  let r3 = f32x4.div(p3, denominator(y3, fit));
  if (fit === SIGMOID) {
    const half = at(HALF);
    r0 = f32x4.add(half, r0);
    r1 = f32x4.add(half, r1);
    r2 = f32x4.add(half, r2);
    r3 = f32x4.add(half, r3);
  }
  v128.store(to, r0);
  v128.store(to, r1, 16);
  v128.store(to, r2, 32);
  v128.store(to, r3, 48);
}

/** tanh of a panel; `to` may be `from`. `bytes` is a multiple of 64. */
export function tanhPanel(from: usize, to: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 64) fitOf16(from + at, to + at, TANH);
}

/** sigmoid of a panel, in place. `bytes` is a multiple of 64. */
export function sigmoidPanel(panel: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 64) fitOf16(panel + at, panel + at, SIGMOID);
}

/**
 * eˣ for x ≤ 0, and 0 below −87: 2ⁿ·eʳ with n = round(x/ln 2) and |r| ≤ ½ ln 2, where eʳ is the polynomial of Cephes'
 * `expf`; largest error 1.2e-7 (relative).
 */
@inline
export function expOfNegative4(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  // ln 2 in two parts, the first of which has few digits: n·ln 2 is exact where it cancels.
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))),
    f32x4.mul(n, f32x4.splat(-2.1219444e-4)),
  );
  let p = madd(f32x4.splat(1.98756915e-4), r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = madd(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  const underflow = f32x4.lt(x, f32x4.splat(-87));
  return v128.andnot(f32x4.mul(p, power), underflow);
}
