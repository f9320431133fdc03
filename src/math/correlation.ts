/** Pearson's correlation, and how long a unit's values stay correlated with themselves. No function changes its arguments. */

/**
 * Pearson's correlation coefficient of pairs, −1…1.
 * @returns NaN for fewer than two pairs, or where one side never changes.
 * @throws RangeError when the lengths differ.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new RangeError(`pairs need equal lengths, got ${a.length} and ${b.length}`);
  const sums = new PairSums();
  for (let k = 0; k < a.length; k++) sums.add(a[k]!, b[k]!);
  return sums.correlation();
}

/** The sums that a correlation is made of. Good for values of the size of 1, such as states of an LSTM. */
class PairSums {
  #n = 0;
  #a = 0;
  #b = 0;
  #aa = 0;
  #bb = 0;
  #ab = 0;

  add(a: number, b: number): void {
    this.#n++;
    this.#a += a;
    this.#b += b;
    this.#aa += a * a;
    this.#bb += b * b;
    this.#ab += a * b;
  }

  correlation(): number {
    const n = this.#n;
    const varianceA = this.#aa / n - (this.#a / n) ** 2;
    const varianceB = this.#bb / n - (this.#b / n) ** 2;
    // What rounding alone can leave of a constant.
    const floor = 1e-14 * (1 + this.#aa / n + this.#bb / n);
    if (n < 2 || !(varianceA > floor && varianceB > floor)) return NaN;
    const covariance = this.#ab / n - (this.#a / n) * (this.#b / n);
    return Math.min(1, Math.max(-1, covariance / Math.sqrt(varianceA * varianceB)));
  }
}

/**
 * Correlation of the values with those `lag` steps later, over all pairs within one series; pairs of all series count
 * alike.
 * @param series each of any length; steps before `from` are left out.
 * @param lag whole number ≥ 0.
 * @returns NaN where there are fewer than two pairs or nothing changes.
 */
export function autocorrelation(
  series: readonly ArrayLike<number>[],
  lag: number,
  from = 0,
): number {
  const sums = new PairSums();
  for (const values of series)
    for (let t = from; t + lag < values.length; t++) sums.add(values[t]!, values[t + lag]!);
  return sums.correlation();
}

/** Below this the values count as uncorrelated: where exp(−k/τ) is at k = τ. */
const THRESHOLD = Math.exp(-1);

/**
 * Autocorrelation time in steps: the lag at which the autocorrelation first falls to 1/e, between two whole lags by
 * linear interpolation. For an autocorrelation of exp(−k/τ) it is about τ, exactly so at whole τ.
 * @param maxLag whole number ≥ 1.
 * @returns `maxLag` where it stays above 1/e up to there; NaN where the unit never changes.
 */
export function autocorrelationTime(
  series: readonly ArrayLike<number>[],
  maxLag: number,
  from = 0,
): number {
  let before = 1;
  for (let lag = 1; lag <= maxLag; lag++) {
    const now = autocorrelation(series, lag, from);
    if (Number.isNaN(now)) return NaN;
    if (now <= THRESHOLD) return lag - 1 + (before - THRESHOLD) / (before - now);
    before = now;
  }
  return maxLag;
}

/**
 * Time constant in steps of a memory that keeps a share `kept` at each step: it falls to 1/e after −1/ln(kept) steps.
 * @param kept 0…1; 0 gives 0, 1 gives Infinity.
 * @throws RangeError when it is outside.
 */
export function timeConstant(kept: number): number {
  if (!(kept >= 0 && kept <= 1)) throw new RangeError(`kept must be 0…1, got ${kept}`);
  return kept === 1 ? Infinity : kept === 0 ? 0 : -1 / Math.log(kept);
}
