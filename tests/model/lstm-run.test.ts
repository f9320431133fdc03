/** What readers take for the last state, and what it is: the comparisons that the shape explorer shows. */
import { describe, expect, test } from 'vitest';
import { part } from '#model/last-states.ts';
import { type KerasOrder, runLstm, type TorchOrder } from '#model/lstm-run.ts';
import { MERGE_MODES } from '#model/keras-lstm.ts';
import { TORCH_DEFAULTS } from '#model/torch-lstm.ts';

const torch = (part: Partial<TorchOrder['lstm']>, call: Partial<TorchOrder> = {}): TorchOrder => ({
  framework: 'pytorch',
  lstm: { ...TORCH_DEFAULTS, inputSize: 3, hiddenSize: 4, ...part },
  steps: 5,
  batch: 2,
  seed: 1,
  ...call,
});
const keras = (part: Partial<KerasOrder['lstm']>): KerasOrder => ({
  framework: 'keras',
  lstm: {
    units: 4,
    activation: 'tanh',
    recurrentActivation: 'sigmoid',
    useBias: true,
    unitForgetBias: true,
    returnSequences: false,
    returnState: false,
    goBackwards: false,
    mergeMode: undefined,
    numLayers: 1,
    lowerSequences: true,
    ...part,
  },
  batch: 2,
  steps: 5,
  width: 3,
  seed: 1,
});
/** `output[-1] = h_n[-1]` where the numbers are the same, with ≠ where they are not. */
const read = (order: TorchOrder | KerasOrder): string[] =>
  runLstm(order).comparisons.map(
    ({ left, right, difference }) => `${left} ${difference === 0 ? '=' : '≠'} ${right}`,
  );

describe('PyTorch', () => {
  test.each([
    [torch({}), ['output[-1] = h_n[-1]']],
    [torch({ numLayers: 2 }), ['output[-1] = h_n[-1]', 'output[-1] ≠ h_n[0]']],
    [torch({ batchFirst: true, projSize: 2 }), ['output[:, -1] = h_n[-1]']],
    [
      torch({ bidirectional: true, numLayers: 2 }),
      [
        'output[-1, :, :R] = h_n[-2]',
        'output[-1, :, R:] ≠ h_n[-1]',
        'output[0, :, R:] = h_n[-1]',
        'output[-1] ≠ torch.cat((h_n[-2], h_n[-1]), dim=-1)',
      ],
    ],
    [
      torch({ bidirectional: true, batchFirst: true }, { batch: undefined }),
      [
        'output[-1, :R] = h_n[-2]',
        'output[-1, R:] ≠ h_n[-1]',
        'output[0, R:] = h_n[-1]',
        'output[-1] ≠ torch.cat((h_n[-2], h_n[-1]), dim=-1)',
      ],
    ],
    [
      torch({}, { lengths: [5, 3] }),
      ['output[-1] ≠ h_n[-1]', 'output[lengths - 1, range(N)] = h_n[-1]'],
    ],
    [
      torch({ batchFirst: true, bidirectional: true }, { lengths: [3, 5] }),
      [
        'output[:, -1, :R] ≠ h_n[-2]',
        'output[:, -1, R:] ≠ h_n[-1]',
        'output[:, 0, R:] = h_n[-1]',
        'output[:, -1] ≠ torch.cat((h_n[-2], h_n[-1]), dim=-1)',
        'output[range(N), lengths - 1, :R] = h_n[-2]',
      ],
    ],
  ])('%j', (order, expected) => {
    expect(read(order)).toEqual(expected);
  });

  test('with one step both halves are the last of their direction', () => {
    const { comparisons } = runLstm(torch({ bidirectional: true }, { steps: 1 }));
    expect(comparisons.every(({ difference }) => difference === 0)).toBe(true);
  });
});

describe('Keras', () => {
  test.each([
    [{}, ['output[:, -1] = h', 'last_output = h']],
    [{ goBackwards: true, numLayers: 2 }, ['output[:, -1] = h', 'last_output = h']],
    [
      { mergeMode: 'concat' as const },
      [
        'output[:, -1, :U] = h_forward',
        'output[:, -1, U:] ≠ h_backward',
        'output[:, 0, U:] = h_backward',
        'output[:, -1] ≠ last_output',
      ],
    ],
    [{ mergeMode: 'ave' as const }, ['output[:, -1] ≠ last_output']],
    [
      { mergeMode: 'None' as const },
      [
        'output_forward[:, -1] = h_forward',
        'output_backward[:, -1] ≠ h_backward',
        'output_backward[:, 0] = h_backward',
      ],
    ],
  ])('%j', (given, expected) => {
    expect(read(keras(given))).toEqual(expected);
  });

  test('every merge mode gives tensors of the sizes that it names', () => {
    for (const mergeMode of [undefined, ...MERGE_MODES])
      for (const { name, sizes, values } of runLstm(keras({ mergeMode })).tensors)
        expect(values.length, `${mergeMode} ${name}`).toBe(sizes.reduce((n, size) => n * size, 1));
  });
});

test('parts of a tensor are indexed as in Python', () => {
  const tensor = { name: 'x', sizes: [2, 3], values: Float64Array.of(0, 1, 2, 3, 4, 5) };
  expect(part(tensor, [-1])).toEqual([3, 4, 5]);
  expect(part(tensor, [undefined, 1])).toEqual([1, 4]);
  expect(part(tensor, [0, [1, 3]])).toEqual([1, 2]);
});
