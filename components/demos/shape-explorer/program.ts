/** The settings as a program in PyTorch or Keras: only the arguments that are not the framework's defaults. */
import { pythonList, pythonTuple, type NamedTensor, sizesOf } from '#model/tensor-shape.ts';
import { TORCH_DEFAULTS, torchShown } from '#model/torch-lstm.ts';
import { kerasOf, lengthsOf, statesOf, torchOf, type View } from './view.ts';

const literal = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);

/** `name=value` for each that differs from the default. */
const named = (
  values: readonly (readonly [name: string, value: string | number | boolean, initial: unknown])[],
): string[] =>
  values.flatMap(([name, value, initial]) =>
    value === initial ? [] : [`${name}=${literal(value)}`],
  );

/** A call on one line where it fits into 68 characters, else one argument a line. */
function call(head: string, args: readonly string[], indent = ''): string[] {
  const line = `${indent}${head}(${args.join(', ')})`;
  if (line.length <= 68) return [line];
  return [`${indent}${head}(`, ...args.map((each) => `${indent}    ${each},`), `${indent})`];
}

const shape = (tensor: NamedTensor | undefined): string =>
  pythonTuple(tensor ? sizesOf(tensor) : []);
const letters = (tensor: NamedTensor | undefined): string =>
  pythonTuple((tensor?.axes ?? []).map((axis) => axis.letters));

/** The program as text, with a final line break. */
export const programOf = (view: View): string =>
  `${(view.settings.framework === 'pytorch' ? torchLines(view) : kerasLines(view)).join('\n')}\n`;

function torchLines({ settings, tensors }: View): string[] {
  const lstm = torchOf(settings);
  const tensor = (name: string) => tensors.find((each) => each.name === name);
  const packed = settings.input === 'packed';
  const handed = statesOf(settings);
  const first = named([['batch_first', lstm.batchFirst, false]]);
  const args = [
    `input_size=${lstm.inputSize}`,
    `hidden_size=${lstm.hiddenSize}`,
    ...named([
      ['num_layers', lstm.numLayers, TORCH_DEFAULTS.numLayers],
      ['bias', lstm.bias, TORCH_DEFAULTS.bias],
      ['batch_first', lstm.batchFirst, TORCH_DEFAULTS.batchFirst],
      ['dropout', lstm.dropout, TORCH_DEFAULTS.dropout],
      ['bidirectional', lstm.bidirectional, TORCH_DEFAULTS.bidirectional],
      ['proj_size', lstm.projSize, TORCH_DEFAULTS.projSize],
    ]),
  ];
  const states =
    handed === 'none'
      ? []
      : (['h_0', 'c_0'] as const).map((name) => {
          const wrong = handed === 'swapped';
          const sizes = tensor(name) ?? { name, axes: [] };
          return `${name} = torch.zeros${shape(sizes)}  # ${wrong ? 'not ' : ''}${wrong ? '(D·L, N, …)' : letters(sizes)}`;
        });
  const after = states.length > 0 ? ', (h_0, c_0)' : '';
  return [
    'import torch',
    'from torch import nn',
    ...(packed ? ['from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence'] : []),
    '',
    ...call('lstm = nn.LSTM', args),
    ...(lstm.bidirectional ? [`R = ${torchShown(lstm)}  # width of one direction`] : []),
    '',
    `x = torch.randn${shape(tensor('input'))}  # ${letters(tensor('input'))}`,
    ...states,
    ...(packed
      ? [
          `lengths = torch.tensor(${pythonList(lengthsOf(settings))})`,
          ...call('packed = pack_padded_sequence', ['x', 'lengths', ...first]),
          `packed, (h_n, c_n) = lstm(packed)`,
          ...call('output, _ = pad_packed_sequence', ['packed', ...first]),
        ]
      : [`output, (h_n, c_n) = lstm(x${after})`]),
    'print(tuple(output.shape), tuple(h_n.shape), tuple(c_n.shape))',
  ];
}

function kerasLines({ settings, tensors }: View): string[] {
  const lstm = kerasOf(settings);
  const [input, ...results] = tensors;
  const names = results.map(({ name }) => name);
  const layer = (last: boolean): string[] => {
    const sequences = last ? lstm.returnSequences : lstm.lowerSequences;
    const args = [
      String(lstm.units),
      ...named([
        ['activation', lstm.activation, 'tanh'],
        ['recurrent_activation', lstm.recurrentActivation, 'sigmoid'],
        ['use_bias', lstm.useBias, true],
        ['unit_forget_bias', lstm.unitForgetBias, true],
        ['return_sequences', sequences, false],
        ['return_state', last && lstm.returnState, false],
        ['go_backwards', lstm.goBackwards, false],
      ]),
    ];
    if (lstm.mergeMode === undefined) return call('layer = layers.LSTM', args);
    const mode = lstm.mergeMode === 'None' ? 'None' : JSON.stringify(lstm.mergeMode);
    const inner = call('layers.LSTM', args, '    ');
    const merge = lstm.mergeMode === 'concat' ? [] : [`    merge_mode=${mode},`];
    return ['layer = layers.Bidirectional(', ...inner.with(-1, `${inner.at(-1)},`), ...merge, ')'];
  };
  const lower = Array.from({ length: lstm.numLayers - 1 }, () => [...layer(false), 'x = layer(x)']);
  const target = names.length === 0 ? 'output' : names.join(', ');
  const printed = names.length === 0 ? ['output'] : names;
  return [
    'import keras',
    'from keras import layers',
    '',
    `x = keras.random.normal(${shape(input)})  # ${letters(input)}`,
    ...lower.flat(),
    ...layer(true),
    `${target} = layer(x)`,
    ...call(
      'print',
      printed.map((name) => `tuple(${name}.shape)`),
    ),
  ];
}
