/** Central differences: an independent way to a gradient, (f(x + δ) − f(x − δ)) / 2δ for one number after the other. */

/**
 * The numerical gradient of a scalar function.
 * @param f reads `point`, which is changed in place while this runs and restored afterwards.
 * @param step δ; 1e-5 balances truncation (δ²) against rounding (1e-16 / δ) for values near 1.
 */
export function numericalGradient(f: () => number, point: Float64Array, step = 1e-5): Float64Array {
  return point.map((value, k) => {
    point[k] = value + step;
    const above = f();
    point[k] = value - step;
    const below = f();
    point[k] = value;
    return (above - below) / (2 * step);
  });
}

/**
 * The largest |a − b| / max(|a|, |b|, floor) over all places; the floor keeps numbers near zero from dominating.
 * Infinity when the lengths differ, NaN when a number is NaN.
 */
export function largestRelativeError(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  floor = 1e-3,
): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let k = 0; k < a.length; k++)
    largest = Math.max(
      largest,
      Math.abs(a[k]! - b[k]!) / Math.max(Math.abs(a[k]!), Math.abs(b[k]!), floor),
    );
  return largest;
}
