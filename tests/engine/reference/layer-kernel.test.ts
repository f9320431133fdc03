import { describe, expect, it } from 'vitest';
import { referenceLayerKernel as kernel } from '#engine/reference/layer-kernel.ts';
import { largestRelativeError } from '#math/gradient-check.ts';
import { createRng } from '#math/rng.ts';

const [T, B, I, H] = [4, 2, 3, 2];
const rng = createRng(8);
const normals = (length: number) => Float32Array.from({ length }, rng.normal);
const shape = { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H, reverse: false };
const weights = { kernel: normals(I * 4 * H), recurrent: normals(H * 4 * H), bias: normals(4 * H) };
const inputs = { inputs: normals(T * B * I), h0: normals(B * H), c0: normals(B * H) };
const mask = Float32Array.of(1, 1, 0, 1, 1, 1, 1, 0);
const d = { outputs: normals(T * B * H), h: normals(B * H), c: normals(B * H) };

describe.each([false, true])('reverse %s', (reverse) => {
  it.each([undefined, mask])('has the gradients of central differences, mask %o', (masked) => {
    const one = { ...shape, reverse };
    const given = { ...inputs, ...(masked && { mask: masked }) };
    const loss = () => {
      const { outputs, h, c } = kernel.forward(one, weights, given);
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((s, v, k) => s + v * b[k]!, 0);
      return dot(outputs, d.outputs) + dot(h, d.h) + dot(c, d.c);
    };
    const { reserve } = kernel.forward(one, weights, given);
    const gradients = kernel.backward(one, weights, given, reserve, d);
    // Outputs are float32, so differences of 2⁻⁶ have an error of about 1e-4.
    const step = 2 ** -6;
    for (const [name, point] of Object.entries({ ...weights, ...inputs })) {
      const numerical = point.map((value, k) => {
        point[k] = value + step;
        const above = loss();
        point[k] = value - step;
        const below = loss();
        point[k] = value;
        return (above - below) / (2 * step);
      });
      const found = gradients[name as keyof typeof gradients];
      expect(largestRelativeError(found, numerical, 1), name).toBeLessThan(3e-3);
    }
  });

  it('ends in the state after the last step it read', () => {
    const { outputs, h } = kernel.forward({ ...shape, reverse }, weights, inputs);
    const last = reverse ? 0 : (T - 1) * B * H;
    expect(h).toEqual(outputs.slice(last, last + B * H));
  });
});

it('refuses arrays that do not fit', () => {
  const { reserve } = kernel.forward(shape, weights, inputs);
  expect(() => kernel.forward({ ...shape, hiddenSize: 257 }, weights, inputs)).toThrow(
    'hiddenSize must be 1…256, got 257',
  );
  expect(() => kernel.forward(shape, { ...weights, bias: normals(1) }, inputs)).toThrow(
    'bias must hold 8 numbers, got 1',
  );
  expect(() => kernel.forward(shape, weights, { ...inputs, mask: normals(3) })).toThrow(
    'mask must hold 8 numbers, got 3',
  );
  expect(() => kernel.backward(shape, weights, inputs, reserve, { ...d, h: normals(3) })).toThrow(
    'd.h must hold 4 numbers, got 3',
  );
});
