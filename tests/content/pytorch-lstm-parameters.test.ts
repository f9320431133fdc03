/** The table of the article on nn.LSTM's arguments is worked out again, and its code prints the messages it is about. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trainingCost } from '#model/cost.ts';
import {
  TORCH_DEFAULTS,
  type TorchLstm,
  torchArgumentsSaid,
  torchWeights,
} from '#model/torch-lstm.ts';
import { formatCount } from '#viz/format.ts';

const BASE: TorchLstm = { ...TORCH_DEFAULTS, inputSize: 10, hiddenSize: 20 };
const CHANGES: readonly (readonly [argument: string, change: Partial<TorchLstm>])[] = [
  ['–', {}],
  ['`input_size`', { inputSize: 20 }],
  ['`hidden_size`', { hiddenSize: 40 }],
  ['`num_layers`', { numLayers: 2 }],
  ['`bias`', { bias: false }],
  ['`batch_first`', { batchFirst: true }],
  ['`dropout`', { dropout: 0.5 }],
  ['`bidirectional`', { bidirectional: true }],
  ['`proj_size`', { projSize: 5 }],
];

const CODE = 'content/code/frameworks/pytorch-lstm-parameters';

test.each(['en', 'zh-cn'])('%s: parameters and multiply–adds of every argument', (locale) => {
  const rows = readFileSync(`content/${locale}/frameworks/pytorch-lstm-parameters.mdx`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const [argument, change] of CHANGES) {
    const lstm = { ...BASE, ...change };
    const count = torchWeights(lstm).reduce((sum, { size }) => sum + size, 0);
    const { perTimeStep } = trainingCost({
      ...lstm,
      projection: lstm.projSize,
      vocabulary: 0,
      outputSize: 0,
      sequenceLength: 1,
      batchSize: 1,
      everyStep: false,
    });
    const row = rows.find((cells) => cells[1] === argument);
    expect(row?.slice(3, 5), argument).toEqual([formatCount(count), formatCount(perTimeStep)]);
  }
});

test('what the code printed is what the explorer says', () => {
  const printed = (file: string): string =>
    readFileSync(`${CODE}/${file}.pytorch.out`, 'utf8').trim();
  const said = (change: Partial<TorchLstm>): string[] =>
    torchArgumentsSaid({ ...BASE, ...change }).map(({ kind, text }) => `${kind}: ${text}`);
  expect(said({ dropout: 0.5 })).toEqual([printed('08-dropout-warning')]);
  expect(said({ projSize: 20 })).toEqual([printed('12-projection-error')]);
});
