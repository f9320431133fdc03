/**
 * A small convolutional autoencoder for grey images: two strided convolutions down to a code of four channels at a
 * quarter of each side (a quarter of the numbers), two doublings back up. Leaky rectifiers between, a sigmoid at the end,
 * so that pixels are in 0…1. Works on every image whose sides are multiples of four.
 */
import {
  type ConvolutionShape,
  convolutionSize,
  convolve,
  convolveBackward,
  double,
  doubleBackward,
  outputSize,
} from './convolution.ts';
import type { Size } from './image-filter.ts';
import { createRng } from './rng.ts';

export interface Layer extends ConvolutionShape {
  /** Doubles its input first. */
  readonly doubled: boolean;
  readonly activation: 'leaky' | 'linear' | 'sigmoid';
}

/** Bottom first. */
export const LAYERS: readonly Layer[] = [
  { inputs: 1, outputs: 8, stride: 2, doubled: false, activation: 'leaky' },
  { inputs: 8, outputs: 16, stride: 2, doubled: false, activation: 'leaky' },
  { inputs: 16, outputs: 4, stride: 1, doubled: false, activation: 'linear' }, // the code
  { inputs: 4, outputs: 16, stride: 1, doubled: false, activation: 'leaky' },
  { inputs: 16, outputs: 8, stride: 1, doubled: true, activation: 'leaky' },
  { inputs: 8, outputs: 1, stride: 1, doubled: true, activation: 'sigmoid' },
];
/** Of the leaky rectifiers, below 0. */
export const SLOPE = 0.1;

/** How many weights and biases there are: 3,653. */
export const PARAMETERS = LAYERS.reduce((sum, layer) => sum + convolutionSize(layer), 0);

/** Where each layer's numbers begin. */
const OFFSETS = LAYERS.map((_, index) =>
  LAYERS.slice(0, index).reduce((sum, layer) => sum + convolutionSize(layer), 0),
);

/** Weights by He's rule for leaky rectifiers, biases of zero. */
export function initialAutoencoder(seed: number): Float64Array {
  const rng = createRng(seed);
  const parameters = new Float64Array(PARAMETERS);
  LAYERS.forEach(({ inputs, outputs }, index) => {
    const scale = Math.sqrt(2 / ((1 + SLOPE * SLOPE) * 9 * inputs));
    const start = OFFSETS[index]!;
    for (let k = 0; k < outputs * inputs * 9; k++) parameters[start + k] = scale * rng.normal();
  });
  return parameters;
}

function activate(values: Float64Array, kind: Layer['activation']): void {
  if (kind === 'linear') return;
  for (let k = 0; k < values.length; k++) {
    const z = values[k]!;
    values[k] = kind === 'sigmoid' ? 1 / (1 + Math.exp(-z)) : z > 0 ? z : SLOPE * z;
  }
}

/** Turns the gradient at the activations into that at their inputs, in place. */
function deactivate(above: Float64Array, values: Float64Array, kind: Layer['activation']): void {
  if (kind === 'linear') return;
  for (let k = 0; k < above.length; k++) {
    const a = values[k]!;
    above[k]! *= kind === 'sigmoid' ? a * (1 - a) : a > 0 ? 1 : SLOPE;
  }
}

/** What one image left on its way through, for the way back. */
export interface AutoencoderTrace {
  readonly output: Float64Array; // [height, width]
  /** What each convolution read, with its size, and what its activation gave. */
  readonly layers: readonly {
    readonly input: Float64Array;
    readonly size: Size;
    readonly output: Float64Array;
  }[];
}

const weightsOf = (parameters: Float64Array, index: number): Float64Array =>
  parameters.subarray(OFFSETS[index]!, OFFSETS[index]! + convolutionSize(LAYERS[index]!));

/** @throws RangeError when a side is no multiple of four, or the image has another number of pixels. */
export function autoencode(
  parameters: Float64Array,
  image: Float64Array,
  size: Size,
): AutoencoderTrace {
  const { height, width } = size;
  if (
    height % 4 !== 0 ||
    width % 4 !== 0 ||
    image.length !== height * width ||
    height * width === 0
  )
    throw new RangeError(
      `an image must have sides that are multiples of 4, got ${height} × ${width} and ${image.length} pixels`,
    );
  let [current, currentSize] = [image, size];
  const layers = LAYERS.map((layer, index) => {
    if (layer.doubled) {
      current = double(current, layer.inputs, currentSize);
      currentSize = { height: 2 * currentSize.height, width: 2 * currentSize.width };
    }
    const read = { input: current, size: currentSize };
    const output = convolve(weightsOf(parameters, index), layer, current, currentSize);
    activate(output, layer.activation);
    [current, currentSize] = [output, outputSize(layer, currentSize)];
    return { ...read, output };
  });
  return { output: current, layers };
}

/**
 * Adds the gradient of the parameters to `gradient`.
 * @param above the gradient at the output image.
 */
export function autoencodeBackward(
  parameters: Float64Array,
  { layers }: AutoencoderTrace,
  above: Float64Array,
  gradient: Float64Array,
): void {
  let current = Float64Array.from(above);
  for (let index = LAYERS.length - 1; index >= 0; index--) {
    const layer = LAYERS[index]!;
    const { input, size, output } = layers[index]!;
    deactivate(current, output, layer.activation);
    current = convolveBackward(
      weightsOf(parameters, index),
      layer,
      input,
      size,
      current,
      weightsOf(gradient, index),
    ) as Float64Array<ArrayBuffer>;
    if (layer.doubled)
      current = doubleBackward(current, layer.inputs, {
        height: size.height / 2,
        width: size.width / 2,
      }) as Float64Array<ArrayBuffer>;
  }
}
