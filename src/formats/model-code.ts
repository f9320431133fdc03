/**
 * Python that loads a trained model into PyTorch or Keras 3 and compares its outputs with the page's: written for the one
 * model, without branches, so that it reads as one would write it by hand. Pieces of text that a script joins and a
 * notebook shows as cells.
 */
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';

/** Names of the tensors that are no weights: a few test sequences, batch first, and the page's outputs on them. */
export const TEST_TENSORS = { inputs: 'test.inputs', outputs: 'test.outputs' } as const;

/** A piece of a program. */
export interface Piece {
  /** Unique among the pieces of both libraries. */
  readonly id: string;
  readonly code: string;
}

/** @throws RangeError for a bidirectional stack with residual paths, which no demo trains. */
function checkWritable({ bidirectional, residual }: ModelSpecification): void {
  if (bidirectional === true && residual === true)
    throw new RangeError('residual must be false for a bidirectional model, got true');
}

const comparison = (outputs: string): string =>
  [
    `difference = float(abs(${outputs} - page_outputs).max())`,
    `print("outputs", tuple(page_outputs.shape))`,
    `print(f"largest difference {difference:.1e}")`,
  ].join('\n');

/** PyTorch's module and what becomes of the top layer's states. */
function torchModule(spec: ModelSpecification, language: ScriptLanguage): string {
  const words = SCRIPT_WORDS[language];
  const { inputSize: I, hiddenSize: H, numLayers: L, vocabulary, outputSize: O } = spec;
  const tokens = vocabulary !== undefined;
  const logits = spec.loss === 'softmax' ? `  # ${words.logits}` : '';
  const options = [
    `${I}, ${H}`,
    ...(L > 1 ? [`num_layers=${L}`] : []),
    'batch_first=True',
    ...(spec.bidirectional ? ['bidirectional=True'] : []),
  ].join(', ');
  const stack = spec.residual
    ? [
        `        self.layers = nn.ModuleList(`,
        `            nn.LSTM(${I === H ? H : `${I} if k == 0 else ${H}`}, ${H}, batch_first=True) for k in range(${L}))`,
      ]
    : [`        self.lstm = nn.LSTM(${options})`];
  const top =
    spec.head === 'every'
      ? `y  # ${words.everyStep}`
      : spec.bidirectional
        ? `torch.cat([h_n[-2], h_n[-1]], dim=-1)  # ${words.bothEnds}`
        : spec.residual
          ? `x[:, -1]  # ${words.lastStep}`
          : `h_n[-1]  # ${words.lastStep}`;
  const states = spec.head === 'every' ? 'y, _' : '_, (h_n, _)';
  const run = spec.residual
    ? [
        '        for k, layer in enumerate(self.layers):',
        '            y, _ = layer(x)',
        `            x = y if k == 0 else x + y  # ${words.residual}`,
        `        top = ${top.replace(/^y/, 'x')}`,
      ]
    : [`        ${states} = self.lstm(x)`, `        top = ${top}`];
  return [
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...(tokens ? [`        self.embedding = nn.Embedding(${vocabulary}, ${I})`] : []),
    ...stack,
    `        self.head = nn.Linear(${directionsOf(spec) * H}, ${O})`,
    '',
    `    def forward(self, x):  # ${words.shape(tokens)}`,
    ...(tokens ? ['        x = self.embedding(x)'] : []),
    ...run,
    `        return self.head(top)${logits}`,
  ].join('\n');
}

/** PyTorch, from imports to the comparison. */
export function torchPieces(
  spec: ModelSpecification,
  weights: string,
  language: ScriptLanguage,
): Piece[] {
  checkWritable(spec);
  const words = SCRIPT_WORDS[language];
  const load = [
    'import torch',
    'from safetensors.torch import load_file',
    'from torch import nn',
    '',
    `torch.set_default_dtype(torch.float64)  # ${words.float64}`,
    `tensors = load_file("${weights}")`,
    `test_inputs = tensors.pop("${TEST_TENSORS.inputs}")`,
    `page_outputs = tensors.pop("${TEST_TENSORS.outputs}")  # ${words.pageOutputs}`,
  ].join('\n');
  const compare = [
    'model = Model()',
    `model.load_state_dict(tensors)  # ${words.fits}`,
    'model.eval()',
    'with torch.no_grad():',
    '    outputs = model(test_inputs)',
    '',
    comparison('outputs'),
  ].join('\n');
  return [
    { id: 'torch-load', code: load },
    { id: 'torch-model', code: torchModule(spec, language) },
    { id: 'torch-compare', code: compare },
  ];
}

/** Keras' functional model and its weights. */
function kerasModel(spec: ModelSpecification, language: ScriptLanguage): string {
  const words = SCRIPT_WORDS[language];
  const { inputSize: I, hiddenSize: H, numLayers: L, vocabulary, outputSize: O } = spec;
  const tokens = vocabulary !== undefined;
  const lastOnly = spec.head === 'last' && !spec.residual;
  const every = lastOnly
    ? L === 1
      ? ''
      : `, return_sequences=k < ${L - 1}`
    : ', return_sequences=True';
  const name = 'name=f"lstm_{k}"';
  const layer = spec.bidirectional
    ? `layers.Bidirectional(layers.LSTM(${H}${every}), ${name})`
    : `layers.LSTM(${H}${every}, ${name})`;
  const place = spec.residual ? 'f"layers.{k}", "l0"' : '"lstm", f"l{k}"';
  const cells = spec.bidirectional
    ? `cell(${place}) + cell(${place.replace('{k}"', '{k}_reverse"')})`
    : `cell(${place})`;
  const meaning =
    spec.head === 'every' ? words.everyStep : spec.bidirectional ? words.bothEnds : words.lastStep;
  return [
    `x = inputs = keras.Input((None,${tokens ? ')' : ` ${I})`}${tokens ? ', dtype="int32"' : ''})`,
    ...(tokens ? [`x = layers.Embedding(${vocabulary}, ${I}, name="embedding")(x)`] : []),
    `for k in range(${L}):`,
    ...(spec.residual
      ? [`    y = ${layer}(x)`, `    x = y if k == 0 else layers.add([x, y])  # ${words.residual}`]
      : [`    x = ${layer}(x)`]),
    `top = x${spec.residual && spec.head === 'last' ? '[:, -1]' : ''}  # ${meaning}`,
    `model = keras.Model(inputs, layers.Dense(${O}, name="head")(top))${spec.loss === 'softmax' ? `  # ${words.logits}` : ''}`,
    '',
    `def cell(module, end):  # ${words.kerasCell}`,
    '    return [tensors[f"{module}.weight_ih_{end}"].T,',
    '            tensors[f"{module}.weight_hh_{end}"].T,',
    '            tensors[f"{module}.bias_ih_{end}"] + tensors[f"{module}.bias_hh_{end}"]]',
    '',
    ...(tokens ? ['model.get_layer("embedding").set_weights([tensors["embedding.weight"]])'] : []),
    `for k in range(${L}):`,
    `    model.get_layer(f"lstm_{k}").set_weights(${cells})`,
    'model.get_layer("head").set_weights([tensors["head.weight"].T, tensors["head.bias"]])',
  ].join('\n');
}

/** Keras 3 on any backend, from imports to the comparison. */
export function kerasPieces(
  spec: ModelSpecification,
  weights: string,
  language: ScriptLanguage,
): Piece[] {
  checkWritable(spec);
  const words = SCRIPT_WORDS[language];
  const load = [
    'import os',
    '',
    'os.environ.setdefault("KERAS_BACKEND", "torch")',
    '',
    'import keras',
    'from keras import layers',
    'from safetensors.numpy import load_file',
    '',
    `keras.config.set_floatx("float64")  # ${words.float64}`,
    `tensors = load_file("${weights}")`,
    `test_inputs = tensors["${TEST_TENSORS.inputs}"]`,
    `page_outputs = tensors["${TEST_TENSORS.outputs}"]  # ${words.pageOutputs}`,
  ].join('\n');
  const compare = [
    'outputs = keras.ops.convert_to_numpy(model(test_inputs))',
    comparison('outputs'),
  ].join('\n');
  return [
    { id: 'keras-load', code: load },
    { id: 'keras-model', code: kerasModel(spec, language) },
    { id: 'keras-compare', code: compare },
  ];
}
