/** How far tensors are from what they should be. */
import type { Tensors } from '../../reference/fixtures.ts';

/** max|a − b| / max|b|; 0 when both are zero everywhere, NaN when lengths differ or a number is not finite. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = a.length === b.length ? 0 : NaN;
  let largest = 0;
  for (let k = 0; k < b.length; k++) {
    // Math.max keeps NaN.
    difference = Math.max(difference, Math.abs((a[k] ?? NaN) - b[k]!));
    largest = Math.max(largest, Math.abs(b[k]!));
  }
  return difference === 0 ? 0 : difference / largest;
}

/** The tensors that are further away than the tolerance, and how far; a missing one is NaN away. */
export function disagreements(
  found: Tensors,
  expected: Tensors,
  tolerance: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(expected)
      .map(([name, values]) => [name, relativeError(found[name] ?? [], values)] as const)
      .filter(([, error]) => !(error <= tolerance)),
  );
}
