import { describe, expect, it } from 'vitest';
import { countParameters, equalParameterWidth, parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

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
