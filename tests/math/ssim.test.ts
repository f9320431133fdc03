/** SSIM and MS-SSIM against scikit-image and TensorFlow, their properties, and their gradients. */
import { describe, expect, test } from 'vitest';
import { numericalGradient, largestRelativeError } from '#math/gradient-check.ts';
import { filterAdjoint, filterValid, gaussianWindow, type Size } from '#math/image-filter.ts';
import { checkJointLoss, jointLoss } from '#math/joint-loss.ts';
import { msSsim, scalesFor, weightsFor } from '#math/ms-ssim.ts';
import { createRng } from '#math/rng.ts';
import { prepareTarget, ssim, ssimTo } from '#math/ssim.ts';
import golden from '../fixtures/ssim-golden.json' with { type: 'json' };

/** Numbers in [0, 1) from a linear congruential generator, as the fixture's images were made. */
function noise(count: number): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}
const ramp = (side: number): Float64Array =>
  Float64Array.from(
    { length: side * side },
    (_, k) => (((k % side) + 2 * Math.floor(k / side)) % 17) / 16,
  );
const clip = (value: number): number => Math.min(1, Math.max(0, value));

const SIDE = 32;
const SIZE: Size = { height: SIDE, width: SIDE };
const A = ramp(SIDE);
const N = noise(SIDE * SIDE);
const constant = (value: number): Float64Array => new Float64Array(SIDE * SIDE).fill(value);

const PAIRS: readonly (readonly [keyof typeof golden.ssim, Float64Array, Float64Array])[] = [
  ['identical', A, A],
  ['ramp_vs_noise0.1', A, A.map((a, k) => clip(a + 0.2 * (N[k]! - 0.5)))],
  ['ramp_vs_shift+0.1', A, A.map((a) => a + 0.1)],
  ['ramp_vs_contrast0.5', A, A.map((a) => 0.5 * a + 0.25)],
  ['ramp_vs_inverted', A, A.map((a) => 1 - a)],
  ['ramp_vs_LCGnoise', A, N],
  ['const0.2_vs_const0.6', constant(0.2), constant(0.6)],
  ['zeros_vs_ones', constant(0), constant(1)],
];

describe('SSIM agrees with scikit-image', () => {
  test.each(PAIRS)('%s', (name, x, y) => {
    expect(Math.abs(ssim(x, y, SIZE).ssim - golden.ssim[name])).toBeLessThan(1e-9);
    const single = ssim(Float32Array.from(x), Float32Array.from(y), SIZE).ssim;
    expect(Math.abs(single - golden.ssim[name])).toBeLessThan(1e-5);
  });

  test('with a wrong data range too, which says that noise is nearly the target', () => {
    const size = { height: 192, width: 192 };
    const wrong = ssim(ramp(192), noise(192 * 192), size, 255).ssim;
    expect(wrong).toBeCloseTo(golden.wrongRange.ssim, 9);
    expect(wrong).toBeGreaterThan(0.99);
  });

  /** Two pairs of images of this side, as the fixture's were made. */
  function pairs(side: number) {
    const random = noise(side * side);
    const a = ramp(side);
    const b = a.map((value, k) => clip(value + 0.5 * (random[k]! - 0.5)));
    const squares = Float64Array.from(
      a,
      (_, k) => ((Math.floor((k % side) / 24) + Math.floor(k / side / 24)) % 2) * 0.6 + 0.2,
    );
    const noisy = squares.map((value, k) => clip(value + 0.3 * (random[k]! - 0.5)));
    return {
      size: { height: side, width: side },
      ramp: [a, b],
      squares: [squares, noisy],
    } as const;
  }

  test('MS-SSIM agrees with TensorFlow', () => {
    const { size, ramp: first, squares } = pairs(192);
    const [a] = first;
    expect(Math.abs(msSsim(...first, size) - golden.msSsim.ramp)).toBeLessThan(1e-5);
    expect(Math.abs(msSsim(...squares, size) - golden.msSsim.squares)).toBeLessThan(1e-5);
    expect(msSsim(a, a, size)).toBeCloseTo(1, 12);
    expect(() => msSsim(A, A, SIZE)).toThrow(/176 or more for 5 scales, got 32/);
  });

  test.each([
    [128, 4],
    [64, 3],
  ] as const)('of fewer scales too, where a side of %i pixels has room for %i', (side, scales) => {
    const { size, ramp: first, squares } = pairs(side);
    const weights = weightsFor(scales);
    expect(scalesFor(size)).toBe(scales);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    const wanted = golden.fewerScales[side];
    expect(Math.abs(msSsim(...first, size, 1, weights) - wanted.ramp)).toBeLessThan(1e-5);
    expect(Math.abs(msSsim(...squares, size, 1, weights) - wanted.squares)).toBeLessThan(1e-5);
    const finest = ssim(...first, size);
    expect(msSsim(...first, size, 1, weights, finest)).toBe(msSsim(...first, size, 1, weights));
  });

  test('as many scales as the shorter side has room for', () => {
    const sides = [10, 11, 21, 22, 43, 44, 87, 88, 175, 176, 5000];
    expect(sides.map((width) => scalesFor({ height: 5000, width }))).toEqual([
      0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]);
  });

  test('what is inverted counts as 0', () => {
    const inverted = A.map((a) => 1 - a);
    expect(msSsim(A, inverted, SIZE, 1, weightsFor(2))).toBe(0);
  });
});

describe('properties', () => {
  const other = PAIRS[1]?.[2] ?? A;

  test('symmetric, and unchanged where images and range grow together', () => {
    const value = ssim(A, other, SIZE).ssim;
    expect(ssim(other, A, SIZE).ssim).toBeCloseTo(value, 12);
    const [a255, b255] = [A.map((a) => 255 * a), other.map((b) => 255 * b)];
    expect(ssim(a255, b255, SIZE, 255).ssim).toBeCloseTo(value, 12);
  });

  test('the map has a value for each window that fits, and SSIM is its mean', () => {
    const { map, ssim: value } = ssim(A, other, SIZE);
    expect(map.length).toBe(22 * 22);
    expect(Array.from(map).reduce((sum, s) => sum + s, 0) / map.length).toBeCloseTo(value, 12);
  });

  test('bad sizes and ranges are named', () => {
    expect(() => ssim(A, A.slice(1), SIZE)).toThrow(/1024 pixels, got 1024 and 1023/);
    expect(() => ssim(constant(0), constant(0), { height: 10, width: 102.4 })).toThrow(
      /11 × 11 or more, got 10/,
    );
    expect(() => ssim(A, A, SIZE, 0)).toThrow(/above 0, got 0/);
    expect(() => checkJointLoss({ alpha: 1.5, term: 'literal', range: 1 })).toThrow(/0…1, got 1.5/);
    expect(() => gaussianWindow(10, 1.5)).toThrow(/odd/);
  });
});

describe('gradients', () => {
  const size: Size = { height: 14, width: 13 };
  const rng = createRng(7);
  const image = (): Float64Array => Float64Array.from({ length: 14 * 13 }, () => rng.uniform());
  const [x, y] = [image(), image()];
  const target = prepareTarget(y, size);

  test('of SSIM equals central differences, and is zero at the target', () => {
    const gradient = new Float64Array(x.length);
    ssimTo(x, target, 1, gradient);
    const numerical = numericalGradient(() => ssimTo(x, target, 1).ssim, x);
    expect(largestRelativeError(gradient, numerical, 1e-4)).toBeLessThan(1e-5);
    const single = new Float32Array(x.length);
    ssimTo(Float32Array.from(x), prepareTarget(Float32Array.from(y), size), 1, single);
    expect(largestRelativeError(single, gradient, 1e-2)).toBeLessThan(1e-4);
    ssimTo(y, target, 1, gradient);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-12);
  });

  test.each([
    { alpha: 0.16, term: 'dissimilarity', range: 1 },
    { alpha: 0.5, term: 'literal', range: 1 },
    { alpha: 0.84, term: 'dissimilarity', range: 255 },
    { alpha: 1, term: 'literal', range: 1 },
  ] as const)('of the joint loss, %o', (options) => {
    const [gradient, scratch] = [new Float64Array(x.length), new Float64Array(x.length)];
    const { loss, mse, ssim: value } = jointLoss(x, target, options, gradient);
    const term = options.term === 'literal' ? value : 1 - value;
    expect(loss).toBeCloseTo(options.alpha * mse + (1 - options.alpha) * term, 12);
    const numerical = numericalGradient(() => jointLoss(x, target, options, scratch).loss, x);
    expect(largestRelativeError(gradient, numerical, 1e-4)).toBeLessThan(1e-5);
  });

  test('the adjoint is the filter seen from the other side', () => {
    const window = gaussianWindow(5, 1.2);
    const map = Float64Array.from({ length: 10 * 9 }, () => rng.normal());
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Array.from(a).reduce((sum, value, k) => sum + value * b[k]!, 0);
    expect(dot(filterValid(x, size, window), map)).toBeCloseTo(
      dot(x, filterAdjoint(map, size, window)),
      10,
    );
  });
});
