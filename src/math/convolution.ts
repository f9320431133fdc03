/**
 * A 3 × 3 convolution with zeros around the image, forward and backward, on maps [channels, height, width].
 *
 *   out[o, y, x] = b[o] + Σ w[o, i, ky, kx] · in[i, s·y + ky − 1, s·x + kx − 1]
 */
import type { Size } from './image-filter.ts';

/** Shape of one layer: `inputs` and `outputs` channels, stride 1 or 2. */
export interface ConvolutionShape {
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
}

/** Numbers in the weights [outputs, inputs, 3, 3], then the biases [outputs]. */
export const convolutionSize = ({ inputs, outputs }: ConvolutionShape): number =>
  outputs * (9 * inputs + 1);

/** The size of the result; sides must be even where the stride is 2. */
export const outputSize = ({ stride }: ConvolutionShape, { height, width }: Size): Size => ({
  height: height / stride,
  width: width / stride,
});

/** A frame of zeros, one pixel wide, around every channel: nine taps then need no look at the borders. */
function framed(input: Float64Array, channels: number, { height, width }: Size): Float64Array {
  const wide = width + 2;
  const out = new Float64Array(channels * (height + 2) * wide);
  for (let i = 0; i < channels; i++)
    for (let y = 0; y < height; y++) {
      const from = (i * height + y) * width;
      out.set(input.subarray(from, from + width), (i * (height + 2) + y + 1) * wide + 1);
    }
  return out;
}

/** The layer's output [outputs, height / stride, width / stride]. */
export function convolve(
  weights: Float64Array,
  shape: ConvolutionShape,
  input: Float64Array,
  size: Size,
): Float64Array {
  const { inputs, outputs, stride } = shape;
  const out = outputSize(shape, size);
  const plane = out.height * out.width;
  const wide = size.width + 2;
  const padded = framed(input, inputs, size);
  const result = new Float64Array(outputs * plane);
  for (let o = 0; o < outputs; o++) {
    result.fill(weights[outputs * inputs * 9 + o]!, o * plane, (o + 1) * plane);
    for (let i = 0; i < inputs; i++) {
      const at = (o * inputs + i) * 9;
      const [a, b, c] = [weights[at]!, weights[at + 1]!, weights[at + 2]!];
      const [d, e, f] = [weights[at + 3]!, weights[at + 4]!, weights[at + 5]!];
      const [g, h, j] = [weights[at + 6]!, weights[at + 7]!, weights[at + 8]!];
      for (let y = 0; y < out.height; y++) {
        let p = (i * (size.height + 2) + stride * y) * wide;
        const to = o * plane + y * out.width;
        for (let x = 0; x < out.width; x++, p += stride) {
          const [q, r] = [p + wide, p + 2 * wide];
          result[to + x]! +=
            a * padded[p]! +
            b * padded[p + 1]! +
            c * padded[p + 2]! +
            d * padded[q]! +
            e * padded[q + 1]! +
            f * padded[q + 2]! +
            g * padded[r]! +
            h * padded[r + 1]! +
            j * padded[r + 2]!;
        }
      }
    }
  }
  return result;
}

/**
 * Adds to `gradient`, laid out as the weights, and returns the gradient at the input.
 * @param above the gradient at the output.
 */
export function convolveBackward(
  weights: Float64Array,
  shape: ConvolutionShape,
  input: Float64Array,
  size: Size,
  above: Float64Array,
  gradient: Float64Array,
): Float64Array {
  const { inputs, outputs, stride } = shape;
  const out = outputSize(shape, size);
  const plane = out.height * out.width;
  const wide = size.width + 2;
  const padded = framed(input, inputs, size);
  const below = new Float64Array(padded.length);
  for (let o = 0; o < outputs; o++) {
    let sum = 0;
    for (let p = o * plane; p < (o + 1) * plane; p++) sum += above[p]!;
    gradient[outputs * inputs * 9 + o]! += sum;
    for (let i = 0; i < inputs; i++)
      for (let ky = 0; ky < 3; ky++) {
        const at = (o * inputs + i) * 9 + 3 * ky;
        const [a, b, c] = [weights[at]!, weights[at + 1]!, weights[at + 2]!];
        let [ga, gb, gc] = [0, 0, 0];
        for (let y = 0; y < out.height; y++) {
          let p = (i * (size.height + 2) + stride * y + ky) * wide;
          const from = o * plane + y * out.width;
          for (let x = 0; x < out.width; x++, p += stride) {
            const g = above[from + x]!;
            ga += g * padded[p]!;
            gb += g * padded[p + 1]!;
            gc += g * padded[p + 2]!;
            below[p]! += a * g;
            below[p + 1]! += b * g;
            below[p + 2]! += c * g;
          }
        }
        gradient[at]! += ga;
        gradient[at + 1]! += gb;
        gradient[at + 2]! += gc;
      }
  }
  return unframed(below, inputs, size);
}

/** The adjoint of `framed`: what fell on the frame is dropped. */
function unframed(padded: Float64Array, channels: number, { height, width }: Size): Float64Array {
  const wide = width + 2;
  const out = new Float64Array(channels * height * width);
  for (let i = 0; i < channels; i++)
    for (let y = 0; y < height; y++) {
      const from = (i * (height + 2) + y + 1) * wide + 1;
      out.set(padded.subarray(from, from + width), (i * height + y) * width);
    }
  return out;
}

/** Every pixel twice in both directions: [channels, height, width] → [channels, 2·height, 2·width]. */
export function double(
  input: Float64Array,
  channels: number,
  { height, width }: Size,
): Float64Array {
  const result = new Float64Array(4 * input.length);
  for (let row = 0; row < channels * height; row++)
    for (let x = 0; x < width; x++) {
      const at = 4 * row * width + 2 * x;
      result[at] =
        result[at + 1] =
        result[at + 2 * width] =
        result[at + 2 * width + 1] =
          input[row * width + x]!;
    }
  return result;
}

/** The adjoint of `double`; `height` and `width` are those of its input. */
export function doubleBackward(
  above: Float64Array,
  channels: number,
  { height, width }: Size,
): Float64Array {
  const below = new Float64Array(above.length / 4);
  for (let row = 0; row < channels * height; row++)
    for (let x = 0; x < width; x++) {
      const at = 4 * row * width + 2 * x;
      below[row * width + x] =
        above[at]! + above[at + 1]! + above[at + 2 * width]! + above[at + 2 * width + 1]!;
    }
  return below;
}
