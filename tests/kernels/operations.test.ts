/** Single layers and matrix products on the WebAssembly kernels. */
import { describe, expect, test } from 'vitest';
import type { LayerShape } from '#engine/layer-kernel.ts';
import { referenceLayerKernel } from '#engine/reference/layer-kernel.ts';
import { createWasmGemm } from '#engine/wasm/gemm.ts';
import { createWasmLayerKernel } from '#engine/wasm/layer-kernel.ts';
import { createRng } from '#math/rng.ts';
import { pairwiseCover } from './pairwise.ts';
import { above, compiled, relativeError } from './setup.ts';

const TOLERANCE = 1e-5;

/** Random arrays that fit a shape. `mask`: none, every step real, or about two thirds of them. */
function layerOf(shape: LayerShape, mask: string, seed: number) {
  const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H } = shape;
  const rng = createRng(seed);
  const numbers = (length: number, scale: number) =>
    Float32Array.from({ length }, () => rng.uniform(-scale, scale));
  const scale = 2 / Math.sqrt(H + I);
  const weights = {
    kernel: numbers(I * 4 * H, scale),
    recurrent: numbers(H * 4 * H, scale),
    bias: numbers(4 * H, scale),
  };
  const real = (share: number) =>
    Float32Array.from({ length: T * B }, () => Number(rng.uniform(0, 1) < share));
  const inputs = {
    inputs: numbers(T * B * I, 1.5),
    h0: numbers(B * H, 0.8),
    c0: numbers(B * H, 1.5),
    ...(mask !== 'none' && { mask: real(mask === 'full' ? 1 : 2 / 3) }),
  };
  const d = { outputs: numbers(T * B * H, 1), h: numbers(B * H, 1), c: numbers(B * H, 1) };
  return { weights, inputs, d };
}

const SHAPES = pairwiseCover(
  {
    sequenceLength: [1, 7, 20],
    batchSize: [1, 3, 32],
    inputSize: [1, 5, 8, 27],
    hiddenSize: [1, 5, 33, 64],
    direction: ['forwards', 'backwards'],
    mask: ['none', 'full', 'some'],
  },
  3,
);

describe.each(['plain', 'relaxed'] as const)('a layer, %s', async (variant) => {
  // One for all: shapes take turns in its memory.
  const kernel = await createWasmLayerKernel(await compiled(variant));

  test.each(SHAPES)(
    'T$sequenceLength B$batchSize I$inputSize H$hiddenSize $direction, mask $mask',
    ({ direction, mask, ...sizes }) => {
      const shape = { ...sizes, reverse: direction === 'backwards' };
      const { weights, inputs, d } = layerOf(shape, mask, 5);
      const found = kernel.forward(shape, weights, inputs);
      const expected = referenceLayerKernel.forward(shape, weights, inputs);
      const errors: Record<string, number> = {};
      for (const name of ['outputs', 'h', 'c'] as const)
        errors[name] = relativeError(found[name], expected[name]);
      // Another call in between takes the same memory.
      kernel.forward({ ...shape, hiddenSize: 2 }, ...otherLayer(shape));
      const gradients = kernel.backward(shape, weights, inputs, found.reserve, d);
      const oracle = referenceLayerKernel.backward(shape, weights, inputs, expected.reserve, d);
      for (const name of ['inputs', 'kernel', 'recurrent', 'bias', 'h0', 'c0'] as const)
        errors[`d ${name}`] = relativeError(gradients[name], oracle[name]);
      expect(above(errors, TOLERANCE)).toEqual([]);
    },
  );

  test('arrays and sizes that do not fit are refused', () => {
    const shape = {
      sequenceLength: 2,
      batchSize: 3,
      inputSize: 4,
      hiddenSize: 5,
      reverse: false,
    };
    const { weights, inputs, d } = layerOf(shape, 'some', 1);
    const short = new Float32Array(7);
    expect(() => kernel.forward(shape, weights, { ...inputs, h0: short })).toThrow(
      new RangeError('h0 must hold 15 numbers, got 7'),
    );
    expect(() => kernel.forward(shape, weights, { ...inputs, mask: short })).toThrow(
      new RangeError('mask must hold 6 numbers, got 7'),
    );
    expect(() => kernel.backward(shape, weights, inputs, short, d)).toThrow(
      /^reserve must hold \d+ numbers, got 7$/,
    );
    expect(() => kernel.forward({ ...shape, hiddenSize: 257 }, weights, inputs)).toThrow(
      new RangeError('hiddenSize must be 1…256, got 257'),
    );
    expect(() => kernel.forward({ ...shape, sequenceLength: 1e6 }, weights, inputs)).toThrow(
      /needs \d+ MiB of WebAssembly memory/,
    );
  });
});

function otherLayer(shape: LayerShape) {
  const { weights, inputs } = layerOf({ ...shape, hiddenSize: 2 }, 'none', 6);
  return [weights, inputs] as const;
}

describe.each(['plain', 'relaxed'] as const)('a product, %s', async (variant) => {
  const gemm = await createWasmGemm(await compiled(variant));

  test.each([
    [1, 1, 1],
    [5, 7, 3],
    [49, 9, 129],
    [200, 70, 300],
    [33, 100, 600],
  ])('%i × %i, sums of %i', (m, n, k) => {
    const rng = createRng(m + n + k);
    const numbers = (length: number) => Float32Array.from({ length }, () => rng.uniform(-1, 1));
    for (const aTransposed of [false, true])
      for (const bTransposed of [false, true]) {
        const a = numbers(m * k);
        const b = numbers(k * n);
        const c = numbers(m * n);
        const expected = Float64Array.from(c);
        const aStrides = aTransposed ? [1, m] : [k, 1];
        const bStrides = bTransposed ? [1, k] : [n, 1];
        for (let row = 0; row < m; row++)
          for (let at = 0; at < k; at++)
            for (let column = 0; column < n; column++)
              expected[row * n + column]! +=
                a[row * aStrides[0]! + at * aStrides[1]!]! *
                b[at * bStrides[0]! + column * bStrides[1]!]!;
        gemm(
          { m, n, k },
          { values: a, rowStride: aStrides[0]!, columnStride: aStrides[1]! },
          { values: b, rowStride: bStrides[0]!, columnStride: bStrides[1]! },
          c,
        );
        expect(relativeError(c, expected)).toBeLessThanOrEqual(TOLERANCE);
      }
  });

  test('windows that overlap, and rows that repeat', () => {
    const signal = Float32Array.of(1, 2, 3, 4, 5);
    const filter = Float32Array.of(1, 10, 100);
    const c = new Float32Array(6);
    // Rows are windows of three, one step apart; both columns of B are the filter.
    gemm(
      { m: 3, n: 2, k: 3 },
      { values: signal, rowStride: 1, columnStride: 1 },
      { values: filter, rowStride: 1, columnStride: 0 },
      c,
    );
    expect([...c]).toEqual([321, 321, 432, 432, 543, 543]);
  });

  test('sizes and arrays that do not fit are refused', () => {
    const matrix = { values: new Float32Array(6), rowStride: 3, columnStride: 1 };
    const c = new Float32Array(4);
    const sizes = { m: 2, n: 2, k: 3 };
    expect(() => gemm({ ...sizes, m: 0 }, matrix, matrix, c)).toThrow(/^m must be 1…\d+, got 0$/);
    expect(() => gemm(sizes, matrix, matrix, c)).toThrow(
      new RangeError('b must hold at least 8 numbers, got 6'),
    );
    const b = { ...matrix, rowStride: 2 };
    expect(() => gemm(sizes, matrix, b, new Float32Array(5))).toThrow(
      new RangeError('c must hold 2·2 numbers, got 5'),
    );
    expect(() => gemm(sizes, { ...matrix, rowStride: -3 }, b, c)).toThrow(
      /^a.rowStride must be 0…\d+, got -3$/,
    );
  });
});
