/**
 * The structural similarity of two grey images (Wang, Bovik, Sheikh and Simoncelli 2004): for every place of a window
 *
 *   s = (2 μx μy + C1)(2 σxy + C2) / ((μx² + μy² + C1)(σx² + σy² + C2)),   C1 = (0.01 R)², C2 = (0.03 R)²
 *
 * under an 11 × 11 Gaussian of σ 1.5, with population statistics (σx² = E[x²] − μx²), where the window fits; SSIM is
 * the mean over these places. R is the data range: the distance from black to white, 1 for images in 0…1.
 */
import {
  filterAdjoint,
  filterValid,
  gaussianWindow,
  type Reals,
  type Size,
  validSize,
  zerosLike,
} from './image-filter.ts';

export const WINDOW_LENGTH = 11;
const WINDOW = gaussianWindow(WINDOW_LENGTH, 1.5);
const [K1, K2] = [0.01, 0.03];

/** SSIM of one pair, and where it comes from. */
export interface Ssim {
  /** In −1…1; 1 for equal images only. */
  readonly ssim: number;
  /** s at every place, [height − 10, width − 10]. */
  readonly map: Reals;
  /** Mean of (2 σxy + C2) / (σx² + σy² + C2), which MS-SSIM takes from its finer scales. */
  readonly contrastStructure: number;
}

/** @throws RangeError when the images do not have this size, are smaller than the window, or the range is not positive. */
export function checkPair(x: Reals, y: Reals, { height, width }: Size, range: number): void {
  if (!(height >= WINDOW_LENGTH && width >= WINDOW_LENGTH))
    throw new RangeError(
      `images must be ${WINDOW_LENGTH} × ${WINDOW_LENGTH} or more, got ${height} × ${width}`,
    );
  if (x.length !== height * width || y.length !== height * width)
    throw new RangeError(
      `expected two images of ${height * width} pixels, got ${x.length} and ${y.length}`,
    );
  if (!(range > 0)) throw new RangeError(`the data range must be above 0, got ${range}`);
}

const product = (a: Reals, b: Reals): Reals => {
  const out = zerosLike(a, a.length);
  for (let k = 0; k < a.length; k++) out[k] = a[k]! * b[k]!;
  return out;
};

/** What SSIM needs of the second image alone; a target that stays needs it once. */
export interface Target {
  readonly image: Reals;
  readonly size: Size;
  readonly mean: Reals;
  readonly square: Reals;
}

export const prepareTarget = (image: Reals, size: Size): Target => ({
  image,
  size,
  mean: filterValid(image, size, WINDOW),
  square: filterValid(product(image, image), size, WINDOW),
});

/**
 * SSIM of an image and a target, in the precision of `x`.
 * @param gradient where given, of the image's size: the gradient of SSIM with respect to `x` is written there.
 * @throws RangeError as `checkPair`.
 */
export function ssimTo(x: Reals, target: Target, range: number, gradient?: Reals): Ssim {
  const { image: y, size } = target;
  checkPair(x, y, size, range);
  const [c1, c2] = [(K1 * range) ** 2, (K2 * range) ** 2];
  const mean = filterValid(x, size, WINDOW);
  const square = filterValid(product(x, x), size, WINDOW);
  const cross = filterValid(product(x, y), size, WINDOW);
  const inner = validSize(size, WINDOW_LENGTH);
  const places = inner.height * inner.width;
  const map = zerosLike(x, places);
  const wanted = gradient === undefined ? 0 : places;
  // Derivatives of the mean of s by μx, E[x²] and E[xy]; those of σx² and σxy by μx are in the first.
  const [byMean, bySquare, byCross] = [0, 1, 2].map(() => zerosLike(x, wanted)) as [
    Reals,
    Reals,
    Reals,
  ];
  let [sum, sumCs] = [0, 0];
  for (let p = 0; p < places; p++) {
    const [mx, my] = [mean[p]!, target.mean[p]!];
    const a1 = 2 * mx * my + c1;
    const a2 = 2 * (cross[p]! - mx * my) + c2;
    const b1 = mx * mx + my * my + c1;
    const b2 = square[p]! - mx * mx + target.square[p]! - my * my + c2;
    const s = (a1 * a2) / (b1 * b2);
    map[p] = s;
    sum += s;
    sumCs += a2 / b2;
    if (wanted === 0) continue;
    byMean[p] = ((2 * my * (a2 - a1)) / (b1 * b2) + 2 * mx * s * (1 / b2 - 1 / b1)) / places;
    bySquare[p] = -s / b2 / places;
    byCross[p] = (2 * a1) / (b1 * b2) / places;
  }
  if (gradient !== undefined) {
    const viaMean = filterAdjoint(byMean, size, WINDOW);
    const viaSquare = filterAdjoint(bySquare, size, WINDOW);
    const viaCross = filterAdjoint(byCross, size, WINDOW);
    for (let k = 0; k < x.length; k++)
      gradient[k] = viaMean[k]! + 2 * x[k]! * viaSquare[k]! + y[k]! * viaCross[k]!;
  }
  return { ssim: sum / places, map, contrastStructure: sumCs / places };
}

/**
 * SSIM of two images.
 * @param range R, the data range.
 * @throws RangeError as `checkPair`.
 */
export function ssim(x: Reals, y: Reals, size: Size, range = 1): Ssim {
  checkPair(x, y, size, range);
  return ssimTo(x, prepareTarget(y, size), range);
}
