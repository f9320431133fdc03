/**
 * What one thread could do at best: multiply-adds that never leave the registers. Twelve independent chains hide the
 * latency of the instruction.
 */
import { madd } from './arithmetic';

/**
 * `rounds` × 12 vector multiply-adds s·factor + term, which is `rounds` × 96 floating-point operations; returns the
 * sum. Factor and term are arguments because the compiler would put constants back into the loop.
 */
export function measurePeak(rounds: i32, factor: f32, term: f32): f32 {
  const x = f32x4.splat(factor);
  const y = f32x4.splat(term);
  let a = y,
    b = y,
    c = y,
    d = y,
    e = y,
    f = y,
    g = y,
    h = y,
    i = y,
    j = y,
    k = y,
    l = y;
  for (; rounds > 0; rounds--) {
    a = madd(a, x, y);
    b = madd(b, x, y);
    c = madd(c, x, y);
    d = madd(d, x, y);
    e = madd(e, x, y);
    f = madd(f, x, y);
    g = madd(g, x, y);
    h = madd(h, x, y);
    i = madd(i, x, y);
    j = madd(j, x, y);
    k = madd(k, x, y);
    l = madd(l, x, y);
  }
  const s = f32x4.add(
    f32x4.add(f32x4.add(a, b), f32x4.add(c, d)),
    f32x4.add(f32x4.add(e, f), f32x4.add(g, h)),
  );
  return f32x4.extract_lane(f32x4.add(s, f32x4.add(f32x4.add(i, j), f32x4.add(k, l))), 0);
}
