/**
 * Multi-scale SSIM (Wang, Simoncelli and Bovik 2003): contrast and structure at every scale, luminance at the coarsest,
 * each to its power and multiplied. Between two scales the images are halved by means of 2 × 2 pixels.
 */
import { halve, type Reals, type Size } from './image-filter.ts';
import { ssim, WINDOW_LENGTH, type Ssim } from './ssim.ts';

/** Exponents of the five scales, finest first. */
export const SCALE_WEIGHTS: readonly number[] = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/** The smallest side that so many scales need: 176 pixels for five. */
export const smallestSide = (scales: number): number => WINDOW_LENGTH * 2 ** (scales - 1);

/** How many scales a picture has room for, 0 (smaller than the window) … 5; 3 for a side of 64 pixels, 4 for 128. */
export const scalesFor = ({ height, width }: Size): number =>
  SCALE_WEIGHTS.filter((_, scale) => Math.min(height, width) >= smallestSide(scale + 1)).length;

/**
 * Exponents for the finest 1…5 scales. The paper knows five only: for fewer, theirs are divided by their sum, so that the
 * value of a picture keeps its meaning where all scales agree. Such values compare with each other, not with those of five.
 */
export function weightsFor(scales: number): readonly number[] {
  const weights = SCALE_WEIGHTS.slice(0, scales);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return scales === SCALE_WEIGHTS.length ? weights : weights.map((weight) => weight / sum);
}

/**
 * MS-SSIM of two images. Negative terms count as 0, since a fractional power of them does not exist.
 * @param range R, the data range.
 * @param finest SSIM of the two images, where it is known already.
 * @throws RangeError when a side is too short for the scales, or as `ssim`.
 */
export function msSsim(
  x: Reals,
  y: Reals,
  size: Size,
  range = 1,
  weights: readonly number[] = SCALE_WEIGHTS,
  finest?: Pick<Ssim, 'ssim' | 'contrastStructure'>,
): number {
  const shortest = Math.min(size.height, size.width);
  if (shortest < smallestSide(weights.length))
    throw new RangeError(
      `the shorter side must be ${smallestSide(weights.length)} or more for ${weights.length} scales, got ${shortest}`,
    );
  let [a, b, current] = [x, y, size];
  let result = 1;
  weights.forEach((weight, scale) => {
    const { ssim: whole, contrastStructure } =
      (scale === 0 && finest) || ssim(a, b, current, range);
    const last = scale === weights.length - 1;
    result *= Math.max(0, last ? whole : contrastStructure) ** weight;
    if (last) return;
    const [smallA, smallB] = [halve(a, current), halve(b, current)];
    [a, b, current] = [smallA.image, smallB.image, smallA.size];
  });
  return result;
}
