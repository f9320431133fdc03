/** The few statistics that a comparison of seeds needs. No function changes its arguments. */

/** Arithmetic mean; NaN when empty. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k]!;
  return sum / values.length;
}

/** Sample standard deviation (divisor n − 1); NaN for fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += (values[k]! - centre) ** 2;
  return values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1));
}

/**
 * Quantile by linear interpolation between order statistics (R's type 7, NumPy's default); NaN when empty.
 * @throws RangeError when `fraction` is outside 0…1.
 */
export function quantile(values: ArrayLike<number>, fraction: number): number {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`fraction must be 0…1, got ${fraction}`);
  if (values.length === 0) return NaN;
  const sorted = Float64Array.from(values).sort();
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  // Infinity − Infinity and 0 · Infinity would be NaN.
  if (low === high || place === below || (low === -Infinity && high < Infinity)) return low;
  return low + (place - below) * (high - low);
}

/** The middle value, or the mean of the two middle ones; NaN when empty. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** The median with the least and the largest value. */
export interface Spread {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** NaN and infinities when empty. */
export const spread = (values: readonly number[]): Spread => ({
  middle: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

/**
 * Wilson's score interval for a success rate.
 * @param z 1.959964 for 95 %.
 * @returns [low, high] within 0…1; [0, 1] when there were no trials.
 * @throws RangeError unless 0 ≤ successes ≤ trials, both whole.
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959964): [number, number] {
  if (!(
    Number.isInteger(successes) &&
    Number.isInteger(trials) &&
    successes >= 0 &&
    successes <= trials
  ))
    throw new RangeError(`successes must be whole and 0…${trials}, got ${successes}`);
  if (trials === 0) return [0, 1];
  const rate = successes / trials;
  const shrink = 1 + (z * z) / trials;
  const centre = (rate + (z * z) / (2 * trials)) / shrink;
  const half =
    (z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials))) / shrink;
  // At 0 and at all successes one end is exact; rounding must not push it past.
  return [successes === 0 ? 0 : centre - half, successes === trials ? 1 : centre + half];
}

/**
 * Exact two-sided sign test: the probability, if either sign were equally likely, of a split at least as uneven.
 * @param differences paired differences; zeros are left out, as usual.
 * @returns p in 0…1; 1 when no difference remains.
 */
export function signTest(differences: ArrayLike<number>): number {
  let [positive, negative] = [0, 0];
  for (let k = 0; k < differences.length; k++) {
    if (differences[k]! > 0) positive++;
    if (differences[k]! < 0) negative++;
  }
  const n = positive + negative;
  let term = 0.5 ** n; // C(n, 0) / 2ⁿ
  let tail = 0;
  for (let k = 0; k <= Math.min(positive, negative); k++) {
    tail += term;
    term *= (n - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** An interval and the share of samples in which such an interval holds the true value, exactly. */
export interface ExactInterval {
  readonly low: number;
  readonly high: number;
  /** At least what was asked for: whole order statistics seldom meet it exactly. */
  readonly coverage: number;
}

/**
 * Exact interval for the median of a continuous distribution: from the k-th smallest to the k-th largest of n values, with
 * the largest k whose coverage, 1 − 2 P(X < k) with X ~ Bin(n, ½), is enough. It holds the medians that a two-sided sign test
 * at that level does not reject, and assumes nothing of the distribution's shape.
 * @param values may be infinite, not NaN.
 * @param confidence above 0, below 1.
 * @returns undefined when even the smallest and the largest value do not reach the confidence: below 6 values at 95 %.
 * @throws RangeError when the confidence is out of range.
 */
export function medianInterval(
  values: ArrayLike<number>,
  confidence = 0.95,
): ExactInterval | undefined {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence must be above 0, below 1, got ${confidence}`);
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  let term = 0.5 ** n; // C(n, k) / 2ⁿ
  let below = 0; // P(X < k)
  let best: ExactInterval | undefined;
  for (let k = 1; 2 * k <= n + 1; k++) {
    below += term;
    term *= (n - k + 1) / k;
    const coverage = 1 - 2 * below;
    if (coverage < confidence) break;
    best = { low: sorted[k - 1]!, high: sorted[n - k]!, coverage };
  }
  return best;
}

/**
 * a − b for each pair.
 * @throws RangeError when the lengths differ.
 */
export function pairedDifferences(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  if (a.length !== b.length)
    throw new RangeError(`pairs need equal lengths, got ${a.length} and ${b.length}`);
  return Float64Array.from({ length: a.length }, (_, k) => a[k]! - b[k]!);
}

/**
 * Median of the paired differences a − b, which is not in general the difference of the medians.
 * @throws RangeError when the lengths differ.
 */
export function medianDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return median(pairedDifferences(a, b));
}

/** Hodges–Lehmann estimate: the median of all means of two values, a value with itself included; NaN when empty. */
export function hodgesLehmann(values: ArrayLike<number>): number {
  const means: number[] = [];
  for (let j = 0; j < values.length; j++)
    for (let k = j; k < values.length; k++) means.push((values[j]! + values[k]!) / 2);
  return median(means);
}
