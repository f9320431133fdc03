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

describe('as in PyTorch', () => {
  const pytorch: ModelSpecification = {
    inputSize: 7,
    vocabulary: 200,
    hiddenSize: 16,
    numLayers: 2,
    bidirectional: true,
    outputSize: 9,
    head: 'last',
    loss: 'softmax',
    initialisation: 'pytorch',
  };
  const of = blocksOf(initialParameters(pytorch, 5), pytorch);
  const expectUniform = (values: Float32Array, limit: number, name: string) => {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest, name).toBeLessThanOrEqual(Math.fround(limit));
    expect(largest, name).toBeGreaterThan(0.9 * limit);
    const sd = limit / Math.sqrt(3);
    expect(Math.abs(mean(values)), name).toBeLessThan((5 * sd) / Math.sqrt(values.length));
    // The standard error of a uniform sample's standard deviation is 0.45 sd / √n.
    const error = (5 * 0.45 * sd) / Math.sqrt(values.length);
    expect(Math.abs(standardDeviation(values) - sd), name).toBeLessThan(error);
  };

  it('kernels of cells are uniform in ±1/√H, whatever they read', () => {
    for (const [name, values] of of)
      if (/^layer.*(kernel|recurrent)$/.test(name)) expectUniform(values, 1 / 4, name);
  });

  it('biases of cells are the sum of two such numbers', () => {
    const biases = Float32Array.from(
      [...of].flatMap(([name, values]) => (/^layer.*bias$/.test(name) ? [...values] : [])),
    );
    expect(biases).toHaveLength(4 * 64);
    const sd = Math.sqrt(2 / 3) / 4;
    expect(Math.abs(standardDeviation(biases) / sd - 1)).toBeLessThan(0.2);
    expect(biases.some((value) => Math.abs(value) > 1 / 4)).toBe(true);
    expect(biases.every((value) => Math.abs(value) <= 1 / 2)).toBe(true);
  });

  it('the head is uniform in ±1/√(fan in), the embedding standard normal', () => {
    expectUniform(of.get('head.kernel')!, 1 / Math.sqrt(32), 'head.kernel');
    expect(of.get('head.bias')!.every((value) => Math.abs(value) <= 1 / Math.sqrt(32))).toBe(true);
    const embedding = of.get('embedding')!;
    expect(Math.abs(mean(embedding))).toBeLessThan(5 / Math.sqrt(1400));
    expect(Math.abs(standardDeviation(embedding) - 1)).toBeLessThan(5 / Math.sqrt(2800));
  });

  it("a forget bias replaces that gate's numbers and no other", () => {
    const biased = { ...pytorch, forgetBias: 2 };
    const other = blocksOf(initialParameters(biased, 5), biased);
    for (const [name, values] of of)
      other.get(name)!.forEach((value, k) => {
        const forget = /^layer.*bias$/.test(name) && k >= 16 && k < 32;
        expect(value, `${name} ${k}`).toBe(forget ? 2 : values[k]);
      });
  });
});

describe('as in Keras', () => {
  const keras: ModelSpecification = {
    inputSize: 7,
    vocabulary: 50,
    hiddenSize: 16,
    numLayers: 2,
    bidirectional: true,
    outputSize: 4,
    head: 'last',
    loss: 'softmax',
  };

  it('the forget bias is 1 when none is given, in both directions', () => {
    const of = blocksOf(initialParameters(keras, 5), keras);
    for (const name of ['layer1.bias', 'layer1.backward.bias', 'layer2.backward.bias'])
      expect([...of.get(name)!]).toEqual(
        Array.from({ length: 64 }, (_, k) => (k >= 16 && k < 32 ? 1 : 0)),
      );
    expect(initialParameters({ ...keras, initialisation: 'keras' }, 5)).toEqual(
      initialParameters(keras, 5),
    );
  });

  it('the embedding lies within ±0.05, and the directions differ', () => {
    const of = blocksOf(initialParameters(keras, 5), keras);
    const largest = Math.max(...of.get('embedding')!.map(Math.abs));
    expect(largest).toBeLessThanOrEqual(Math.fround(0.05));
    expect(largest).toBeGreaterThan(0.045);
    expect(of.get('layer1.backward.kernel')).not.toEqual(of.get('layer1.kernel'));
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
