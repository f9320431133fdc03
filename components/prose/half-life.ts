/** How long a memory under a constant forget gate lasts. */

/**
 * Steps after which c_t = f·c_{t−1} has lost half of its strength: −ln 2 / ln f.
 * @param forget the gate, 0 < f < 1
 * @throws RangeError outside of that range, where memory is gone at once or never fades
 */
export function halfLife(forget: number): number {
  if (!(forget > 0 && forget < 1))
    throw new RangeError(`forget must be in (0, 1), got ${String(forget)}`);
  return -Math.LN2 / Math.log(forget);
}
