import { describe, expect, it } from 'vitest';
import { createRng } from '#math/rng.ts';
import { mean, standardDeviation } from '#math/statistics.ts';
import { initialParameters, orthonormalRows } from '#model/initialise.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 7,
  hiddenSize: 16,
  numLayers: 2,
  outputSize: 4,
  head: 'last',
  loss: 'softmax',
  forgetBias: 1.5,
};
const blocksOf = (parameters: Float32Array, of: ModelSpecification = spec) =>
  new Map(
    parameterLayout(of).map(({ name, offset, size }) => [
      name,
      parameters.subarray(offset, offset + size),
    ]),
  );
const blocks = blocksOf(initialParameters(spec, 5));

describe('initialParameters', () => {
  it.each([
    ['layer1.kernel', 7, 64],
    ['layer2.kernel', 16, 64],
    ['head.kernel', 16, 4],
  ])('fills %s uniformly within the Glorot limit', (name, rows, columns) => {
    const values = blocks.get(name)!;
    const limit = Math.sqrt(6 / (rows + columns));
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest).toBeGreaterThan(0.9 * limit);
    const sd = limit / Math.sqrt(3);
    expect(Math.abs(mean(values))).toBeLessThan((5 * sd) / Math.sqrt(values.length));
    expect(standardDeviation(values)).toBeCloseTo(sd, 1);
  });

  it.each(['layer1.recurrent', 'layer2.recurrent'])('makes the rows of %s orthonormal', (name) => {
    const R = blocks.get(name)!;
    for (let a = 0; a < 16; a++)
      for (let b = 0; b < 16; b++) {
        let product = 0;
        for (let k = 0; k < 64; k++) product += R[a * 64 + k]! * R[b * 64 + k]!;
        // The vector is float32.
        expect(product).toBeCloseTo(a === b ? 1 : 0, 6);
      }
  });

  it('leaves biases at zero but for the forget gate', () => {
    for (const name of ['layer1.bias', 'layer2.bias'])
      expect([...blocks.get(name)!]).toEqual(
        Array.from({ length: 64 }, (_, k) => (k >= 16 && k < 32 ? 1.5 : 0)),
      );
    expect([...blocks.get('head.bias')!]).toEqual([0, 0, 0, 0]);
  });

  it('depends on the seed, and on nothing else', () => {
    expect(initialParameters(spec, 5)).toEqual(initialParameters(spec, 5));
    expect(initialParameters(spec, 6)).not.toEqual(initialParameters(spec, 5));
    const shallow = { ...spec, numLayers: 1 };
    expect(blocksOf(initialParameters(shallow, 5), shallow).get('layer1.kernel')).toEqual(
      blocks.get('layer1.kernel'),
    );
  });

  it('refuses what is out of range', () => {
    expect(() => initialParameters({ ...spec, hiddenSize: 0 }, 1)).toThrow('got 0');
    expect(() => initialParameters(spec, -1)).toThrow('got -1');
  });
});

describe('orthonormalRows', () => {
  it('is orthonormal to rounding even at the largest size, and refuses more rows than columns', () => {
    const [rows, columns] = [256, 1024];
    const R = orthonormalRows(rows, columns, createRng(1));
    let largest = 0;
    for (let a = 0; a < rows; a += 17)
      for (let b = 0; b <= a; b++) {
        let product = a === b ? -1 : 0;
        for (let k = 0; k < columns; k++) product += R[a * columns + k]! * R[b * columns + k]!;
        largest = Math.max(largest, Math.abs(product));
      }
    expect(largest).toBeLessThan(1e-13);
    expect(() => orthonormalRows(3, 2, createRng(1))).toThrow('rows must be 0…2, got 3');
  });
});
