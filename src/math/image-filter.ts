/**
 * Gaussian windows over grey images and their adjoints. Images are [height, width], row by row; a window is only placed
 * where it fits ("valid"), so a map is smaller than its image by `window.length - 1` both ways.
 */

/** Numbers of an image: float64 for reference values, float32 where memory or a comparison with frameworks asks for it. */
export type Reals = Float32Array | Float64Array;

/** Height and width of an image or a map, pixels. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Zeros of the precision of `model`. */
export const zerosLike = (model: Reals, length: number): Reals =>
  model instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);

/**
 * A Gaussian of unit sum, sampled at whole distances from its middle. The two-dimensional window is its product with itself.
 * @throws RangeError unless `length` is odd and `sigma` positive.
 */
export function gaussianWindow(length: number, sigma: number): Float64Array {
  if (!Number.isInteger(length) || length < 1 || length % 2 === 0)
    throw new RangeError(`window length must be odd and 1 or more, got ${length}`);
  if (!(sigma > 0)) throw new RangeError(`sigma must be above 0, got ${sigma}`);
  const middle = (length - 1) / 2;
  const weights = Float64Array.from({ length }, (_, k) =>
    Math.exp(-((k - middle) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The size of the map that windows of this length leave. */
export const validSize = ({ height, width }: Size, windowLength: number): Size => ({
  height: height - windowLength + 1,
  width: width - windowLength + 1,
});

/** Weighted means under every window that fits: rows first, then columns. */
export function filterValid(image: Reals, size: Size, window: Float64Array): Reals {
  const inner = validSize(size, window.length);
  const rows = zerosLike(image, size.height * inner.width); // [height, inner.width]
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < inner.width; x++) {
      let sum = 0;
      const from = y * size.width + x;
      for (let k = 0; k < window.length; k++) sum += window[k]! * image[from + k]!;
      rows[y * inner.width + x] = sum;
    }
  const map = zerosLike(image, inner.height * inner.width);
  for (let y = 0; y < inner.height; y++)
    for (let x = 0; x < inner.width; x++) {
      let sum = 0;
      const from = y * inner.width + x;
      for (let k = 0; k < window.length; k++) sum += window[k]! * rows[from + k * inner.width]!;
      map[from] = sum;
    }
  return map;
}

/** The adjoint of `filterValid`: hands the gradient of a map back to the image of this size. */
export function filterAdjoint(map: Reals, size: Size, window: Float64Array): Reals {
  const inner = validSize(size, window.length);
  const rows = zerosLike(map, size.height * inner.width);
  for (let y = 0; y < inner.height; y++)
    for (let k = 0; k < window.length; k++) {
      const weight = window[k]!;
      const [from, to] = [y * inner.width, (y + k) * inner.width];
      for (let x = 0; x < inner.width; x++) rows[to + x]! += weight * map[from + x]!;
    }
  const image = zerosLike(map, size.height * size.width);
  for (let y = 0; y < size.height; y++)
    for (let k = 0; k < window.length; k++) {
      const weight = window[k]!;
      const [from, to] = [y * inner.width, y * size.width + k];
      for (let x = 0; x < inner.width; x++) image[to + x]! += weight * rows[from + x]!;
    }
  return image;
}

/** Means of 2 × 2 pixels; an odd last row or column is left out. */
export function halve(image: Reals, { height, width }: Size): { image: Reals; size: Size } {
  const size = { height: height >> 1, width: width >> 1 };
  const small = zerosLike(image, size.height * size.width);
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const at = 2 * y * width + 2 * x;
      small[y * size.width + x] =
        (image[at]! + image[at + 1]! + image[at + width]! + image[at + width + 1]!) / 4;
    }
  return { image: small, size };
}
