/** The convolutions and the autoencoder: a value by hand, gradients by central differences, sizes. */
import { expect, test } from 'vitest';
import {
  autoencode,
  autoencodeBackward,
  initialAutoencoder,
  PARAMETERS,
} from '#math/autoencoder.ts';
import {
  type ConvolutionShape,
  convolutionSize,
  convolve,
  convolveBackward,
  outputSize,
} from '#math/convolution.ts';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { jointLoss } from '#math/joint-loss.ts';
import { createRng } from '#math/rng.ts';
import { prepareTarget } from '#math/ssim.ts';

const rng = createRng(11);
const random = (length: number): Float64Array => Float64Array.from({ length }, () => rng.normal());

test('a convolution by hand: sums of neighbours, zeros outside', () => {
  const weights = new Float64Array(10).fill(1);
  weights[9] = 0.5;
  const shape: ConvolutionShape = { inputs: 1, outputs: 1, stride: 1 };
  const input = Float64Array.of(1, 2, 3, 4);
  expect([...convolve(weights, shape, input, { height: 2, width: 2 })]).toEqual([
    10.5, 10.5, 10.5, 10.5,
  ]);
  const strided = convolve(
    weights,
    { ...shape, stride: 2 },
    Float64Array.from({ length: 16 }, (_, k) => k),
    { height: 4, width: 4 },
  );
  // Around pixel 0: 0 + 1 + 4 + 5; around 2: 1 + 2 + 3 + 5 + 6 + 7.
  expect([...strided].slice(0, 2)).toEqual([10.5, 24.5]);
});

test.each([
  { inputs: 2, outputs: 3, stride: 1 },
  { inputs: 3, outputs: 2, stride: 2 },
] as const)('gradients of a convolution, %o', (shape) => {
  const size = { height: 4, width: 6 };
  const [weights, input] = [random(convolutionSize(shape)), random(shape.inputs * 24)];
  const out = outputSize(shape, size);
  const above = random(shape.outputs * out.height * out.width);
  const value = (): number =>
    convolve(weights, shape, input, size).reduce((sum, v, k) => sum + v * above[k]!, 0);
  const gradient = new Float64Array(weights.length);
  const below = convolveBackward(weights, shape, input, size, above, gradient);
  expect(largestRelativeError(gradient, numericalGradient(value, weights))).toBeLessThan(1e-6);
  expect(largestRelativeError(below, numericalGradient(value, input))).toBeLessThan(1e-6);
});

test('the gradient of the joint loss by every parameter of the autoencoder', () => {
  const size = { height: 12, width: 12 };
  const image = Float64Array.from({ length: 144 }, () => rng.uniform());
  const target = prepareTarget(image, size);
  const parameters = initialAutoencoder(3);
  const above = new Float64Array(144);
  const options = { alpha: 0.3, term: 'dissimilarity', range: 1 } as const;
  const trace = autoencode(parameters, image, size);
  jointLoss(trace.output, target, options, above);
  const gradient = new Float64Array(PARAMETERS);
  autoencodeBackward(parameters, trace, above, gradient);
  // In twenty directions that move every parameter at once, each compared with a central difference.
  const loss = (): number =>
    jointLoss(autoencode(parameters, image, size).output, target, options, new Float64Array(144))
      .loss;
  const start = parameters.slice();
  for (let trial = 0; trial < 20; trial++) {
    const direction = random(PARAMETERS);
    const along = gradient.reduce((sum, g, k) => sum + g * direction[k]!, 0);
    const at = Float64Array.of(0);
    const [numerical = Number.NaN] = numericalGradient(
      () => {
        for (let k = 0; k < PARAMETERS; k++) parameters[k] = start[k]! + at[0]! * direction[k]!;
        return loss();
      },
      at,
      1e-6,
    );
    expect(Math.abs(along - numerical)).toBeLessThan(1e-5 * Math.max(1, Math.abs(along)));
  }
});

test('it has as many parameters as it says, takes sides of multiples of four, and gives grey values', () => {
  expect(PARAMETERS).toBe(3653);
  const { output, layers } = autoencode(
    initialAutoencoder(1),
    new Float64Array(20 * 16).fill(0.5),
    { height: 20, width: 16 },
  );
  expect(output.length).toBe(320);
  expect(layers[2]?.output.length).toBe(4 * 5 * 4); // the code: a quarter of the pixels
  expect(output.every((value) => value > 0 && value < 1)).toBe(true);
  expect(() =>
    autoencode(initialAutoencoder(1), new Float64Array(36), { height: 6, width: 6 }),
  ).toThrow(/multiples of 4, got 6 × 6/);
});
