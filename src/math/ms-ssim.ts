/**
 * Multi-scale SSIM (Wang, Simoncelli and Bovik 2003): contrast and structure at every scale, luminance at the coarsest,
 * each to its power and multiplied. Between two scales the images are halved by means of 2 × 2 pixels.
 */
import { halve, type Reals, type Size } from './image-filter.ts';
import { ssim, WINDOW_LENGTH } from './ssim.ts';

/** Exponents of the five scales, finest first. */
export const SCALE_WEIGHTS: readonly number[] = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/** The smallest side that so many scales need: 176 pixels for five. */
export const smallestSide = (scales: number): number => WINDOW_LENGTH * 2 ** (scales - 1);

/**
 * MS-SSIM of two images. Negative terms count as 0, since a fractional power of them does not exist.
 * @param range R, the data range.
 * @throws RangeError when a side is too short for the scales, or as `ssim`.
 */
export function msSsim(
  x: Reals,
  y: Reals,
  size: Size,
  range = 1,
  weights: readonly number[] = SCALE_WEIGHTS,
): number {
  const shortest = Math.min(size.height, size.width);
  if (shortest < smallestSide(weights.length))
    throw new RangeError(
      `the shorter side must be ${smallestSide(weights.length)} or more for ${weights.length} scales, got ${shortest}`,
    );
  let [a, b, current] = [x, y, size];
  let result = 1;
  weights.forEach((weight, scale) => {
    const { ssim: whole, contrastStructure } = ssim(a, b, current, range);
    const last = scale === weights.length - 1;
    result *= Math.max(0, last ? whole : contrastStructure) ** weight;
    if (last) return;
    const [smallA, smallB] = [halve(a, current), halve(b, current)];
    [a, b, current] = [smallA.image, smallB.image, smallA.size];
  });
  return result;
}
