/** How fast something decays from step to step: fitted slopes, and the two factors that theory puts in front of each other. */

/**
 * Slope of the least-squares line through `values[from … to]` against their index; both ends included.
 * @returns per step; NaN when a value in the window is not finite.
 * @throws RangeError unless 0 ≤ from < to < values.length.
 */
export function fitSlope(values: ArrayLike<number>, from: number, to: number): number {
  if (!(from >= 0 && from < to && to < values.length))
    throw new RangeError(`from and to must be 0…${values.length - 1}, got ${from} and ${to}`);
  const centre = (from + to) / 2;
  let products = 0;
  let squares = 0;
  for (let k = from; k <= to; k++) {
    products += (k - centre) * values[k]!;
    squares += (k - centre) ** 2;
  }
  return products / squares;
}

/** log₁₀ of the logistic sigmoid: what one step costs where the forget gate stands at σ(bias). Any finite bias. */
export const log10Sigmoid = (bias: number): number =>
  (Math.min(0, bias) - Math.log1p(Math.exp(-Math.abs(bias)))) / Math.LN10;

/**
 * log₁₀ of C(k + L − 1, L − 1), the number of ways to spread the L − 1 crossings from layer to layer over `lag` steps
 * back in time: the monotone paths on a lattice of `lag` by L − 1.
 * @param lag whole, ≥ 0
 * @param layers L, whole, ≥ 1
 */
export function log10Paths(lag: number, layers: number): number {
  let sum = 0;
  for (let crossing = 1; crossing < layers; crossing++)
    sum += Math.log10((lag + crossing) / crossing);
  return sum;
}
