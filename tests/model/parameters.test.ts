import { describe, expect, it } from 'vitest';
import {
  countWeights,
  equivalentStack,
  exactWidth,
  type Framework,
  type StackShape,
  weightTensors,
} from '#model/framework-weights.ts';
import { countParameters, equalParameterWidth, parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import fixture from '../reference/fixtures/parameter-counts.json' with { type: 'json' };

interface Counted {
  readonly count: number;
  readonly weights: readonly [name: string, shape: number[]][];
}
/** What `tests/reference/parameter_counts.py` built. */
const counted = fixture as unknown as {
  configurations: (Omit<StackShape, 'vocabulary' | 'outputSize'> & {
    readonly pytorch: Counted;
    readonly keras?: Counted;
  })[];
};

const spec = (change: Partial<ModelSpecification>): ModelSpecification => ({
  inputSize: 2,
  hiddenSize: 32,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
  ...change,
});

describe('countParameters', () => {
  it.each([
    // PyTorch counts one bias of 4H more a layer: 2560 − 80, 5920 − 160, 395264 − 1024, 921600 − 2048.
    [10, 20, 1, 2480],
    [10, 20, 2, 5760],
    [128, 256, 1, 394_240],
    [128, 256, 2, 919_552],
  ])('of the layers I %i, H %i, L %i is %i', (inputSize, hiddenSize, numLayers, expected) => {
    const { layers } = countParameters(spec({ inputSize, hiddenSize, numLayers }));
    expect(layers.reduce((sum, n) => sum + n, 0)).toBe(expected);
  });

  it.each([
    [32, 1, 4513],
    [31, 1, 4248],
    [19, 2, 4656],
    [18, 2, 4195],
    [14, 3, 4215],
  ])('with a head of one output, I 2, H %i, L %i is %i', (hiddenSize, numLayers, expected) => {
    expect(countParameters(spec({ hiddenSize, numLayers })).total).toBe(expected);
  });

  it('grows about (2L − 1)-fold with depth for narrow inputs, and L-fold for inputs as wide as the layer', () => {
    const layersOf = (inputSize: number, numLayers: number) =>
      countParameters(spec({ inputSize, hiddenSize: 64, numLayers })).layers.reduce(
        (a, b) => a + b,
      );
    expect(layersOf(10, 2) / layersOf(10, 1)).toBeCloseTo(2.72, 2);
    expect(layersOf(64, 2) / layersOf(64, 1)).toBe(2);
  });
});

describe('parameterLayout', () => {
  it('lists the blocks without gaps, and they add up to the count', () => {
    const deep = spec({ hiddenSize: 5, numLayers: 2, outputSize: 3 });
    const blocks = parameterLayout(deep);
    expect(blocks.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'layer1.kernel 2×20',
      'layer1.recurrent 5×20',
      'layer1.bias 20',
      'layer2.kernel 5×20',
      'layer2.recurrent 5×20',
      'layer2.bias 20',
      'head.kernel 5×3',
      'head.bias 3',
    ]);
    let end = 0;
    for (const { offset, size } of blocks) {
      expect(offset).toBe(end);
      end += size;
    }
    expect(end).toBe(countParameters(deep).total);
  });
});

describe('with an embedding and two directions', () => {
  const full = spec({
    hiddenSize: 5,
    numLayers: 2,
    outputSize: 3,
    vocabulary: 11,
    bidirectional: true,
  });

  it('the embedding comes first and the backward direction after the forward one', () => {
    expect(parameterLayout(full).map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'embedding 11×2',
      'layer1.kernel 2×20',
      'layer1.recurrent 5×20',
      'layer1.bias 20',
      'layer1.backward.kernel 2×20',
      'layer1.backward.recurrent 5×20',
      'layer1.backward.bias 20',
      'layer2.kernel 10×20',
      'layer2.recurrent 5×20',
      'layer2.bias 20',
      'layer2.backward.kernel 10×20',
      'layer2.backward.recurrent 5×20',
      'layer2.backward.bias 20',
      'head.kernel 10×3',
      'head.bias 3',
    ]);
  });

  it('the counts are those of the blocks', () => {
    const { embedding, layers, head, total } = countParameters(full);
    expect({ embedding, layers, head }).toEqual({ embedding: 22, layers: [320, 640], head: 33 });
    expect(total).toBe(parameterLayout(full).reduce((sum, { size }) => sum + size, 0));
  });
});

describe('equalParameterWidth', () => {
  it.each([
    [31, 2, 18],
    [31, 3, 14],
    [32, 2, 19],
    [32, 3, 14],
    [32, 1, 32],
  ])('for 1×%i in %i layers is %i', (hiddenSize, numLayers, expected) => {
    expect(equalParameterWidth(spec({ hiddenSize }), numLayers)).toBe(expected);
  });

  it('is the nearest of all widths', () => {
    const single = spec({ inputSize: 8, outputSize: 4, hiddenSize: 33 });
    const target = countParameters(single).total;
    const gap = (hiddenSize: number) =>
      Math.abs(countParameters({ ...single, numLayers: 2, hiddenSize }).total - target);
    const best = equalParameterWidth(single, 2);
    for (let width = 1; width <= 256; width++) expect(gap(width)).toBeGreaterThanOrEqual(gap(best));
  });
});

describe('counts as PyTorch and Keras make them', () => {
  const model = (change: Partial<StackShape>): StackShape => ({
    inputSize: 10,
    hiddenSize: 20,
    numLayers: 2,
    bidirectional: false,
    bias: true,
    projection: 0,
    vocabulary: 0,
    outputSize: 0,
    ...change,
  });

  it('the fixture has at least 60 configurations, most kinds of them', () => {
    expect(counted.configurations.length).toBeGreaterThanOrEqual(60);
    expect(counted.configurations.filter(({ keras }) => keras).length).toBeGreaterThanOrEqual(40);
  });

  it.each(counted.configurations)(
    'I $inputSize, H $hiddenSize, L $numLayers, both $bidirectional, bias $bias, P $projection',
    ({ pytorch, keras, ...config }) => {
      const shape = model(config);
      for (const [framework, found] of Object.entries({ pytorch, keras })) {
        if (!found) continue;
        const tensors = weightTensors(shape, framework as Framework);
        expect(tensors.map(({ name, shape }) => [name, [...shape]])).toEqual(found.weights);
        expect(tensors.reduce((sum, { size }) => sum + size, 0)).toBe(found.count);
        expect(countWeights(shape, framework as Framework).total).toBe(found.count);
      }
    },
  );

  it('agrees with the count of our own models, which have one bias', () => {
    const own = spec({ hiddenSize: 7, numLayers: 3, vocabulary: 11, bidirectional: true });
    const { embedding, layers, head, total } = countParameters(own);
    const shape = model({
      inputSize: 2,
      hiddenSize: 7,
      numLayers: 3,
      vocabulary: 11,
      bidirectional: true,
      outputSize: 1,
    });
    expect(countWeights(shape, 'keras')).toEqual({ embedding, layers, head, total });
    const tensors = weightTensors(shape, 'keras');
    expect(tensors.reduce((sum, { size }) => sum + size, 0)).toBe(total);
  });

  it('PyTorch has 4H more a layer and direction', () => {
    for (const bidirectional of [false, true]) {
      const shape = model({ bidirectional, numLayers: 3 });
      const more = countWeights(shape, 'pytorch').total - countWeights(shape, 'keras').total;
      expect(more).toBe(4 * 20 * 3 * (bidirectional ? 2 : 1));
    }
  });

  it('Keras has no projection', () => {
    expect(() => weightTensors(model({ projection: 5 }), 'keras')).toThrow(
      'projection must be 0 in Keras, got 5',
    );
  });

  it('the exact width gives back the parameters, with and without all extras', () => {
    for (const extras of [
      {},
      { bias: false },
      { bidirectional: true, outputSize: 3 },
      { vocabulary: 50, outputSize: 50 },
      { projection: 5, outputSize: 4 },
      { projection: 5, bidirectional: true, outputSize: 4 },
    ])
      for (const numLayers of [1, 2, 5]) {
        const shape = model({ ...extras, numLayers, hiddenSize: 37 });
        const { total } = countWeights(shape, 'pytorch');
        expect(exactWidth(shape, 'pytorch', total)).toBeCloseTo(37, 9);
      }
  });

  it.each([
    [2, 75, 71_100],
    [3, 58, 70_296],
    [4, 49, 69_972],
    [8, 34, 71_808],
  ])('1 × 128 on 10 inputs is %i × %i, of %i', (numLayers, width, total) => {
    const one = model({ hiddenSize: 128, numLayers: 1 });
    expect(countWeights(one, 'keras').total).toBe(71_168);
    const found = equivalentStack(one, 'keras', numLayers);
    expect(found).toMatchObject({ numLayers, width, total });
    expect(found.mismatch).toBeCloseTo(total / 71_168 - 1, 12);
    expect(Math.abs(found.exact - width)).toBeLessThanOrEqual(0.51);
  });

  it('the equivalent width is the nearest of all', () => {
    for (const extras of [{}, { projection: 6 }, { bidirectional: true, outputSize: 9 }]) {
      const shape = model({ ...extras, hiddenSize: 41, numLayers: 1 });
      const target = countWeights(shape, 'pytorch').total;
      const found = equivalentStack(shape, 'pytorch', 3);
      const gaps = Array.from({ length: 120 }, (_, k) =>
        Math.abs(
          countWeights({ ...shape, numLayers: 3, hiddenSize: k + 7 }, 'pytorch').total - target,
        ),
      );
      expect(Math.abs(found.total - target)).toBe(Math.min(...gaps));
    }
  });

  it('never goes below one unit, or below what a projection needs', () => {
    expect(equivalentStack(model({ hiddenSize: 1, numLayers: 1 }), 'keras', 16).width).toBe(1);
    const narrow = model({ hiddenSize: 6, projection: 5, numLayers: 1 });
    expect(equivalentStack(narrow, 'pytorch', 8).width).toBe(6);
  });
});
