/** Python that builds a stack of LSTM layers with its head in PyTorch and in Keras 3. */
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';
import type { LstmNetwork } from './network.ts';

/** @throws RangeError for a bidirectional stack with residual paths, which no demo trains. */
function checkWritable({ bidirectional, residual }: ModelSpecification): void {
  if (bidirectional === true && residual === true)
    throw new RangeError('residual must be false for a bidirectional model, got true');
}

/** Rows of the table of vectors that the stack reads; undefined where it reads numbers. */
const rowsOf = ({ spec, bag }: LstmNetwork): number | undefined => bag?.rows ?? spec.vocabulary;

/**
 * PyTorch's module and what becomes of the top layer's states.
 * @throws RangeError for a bidirectional stack with residual paths, which no demo trains.
 */
export function torchLstm(network: LstmNetwork, language: ScriptLanguage): string {
  const { spec, bag } = network;
  checkWritable(spec);
  const words = SCRIPT_WORDS[language];
  const { inputSize: I, hiddenSize: H, numLayers: L, outputSize: O } = spec;
  const rows = rowsOf(network);
  const inputs = bag ? 'bag' : rows === undefined ? 'numbers' : 'tokens';
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
    ...(rows ? [`        self.embedding = nn.Embedding(${rows}, ${I})`] : []),
    ...stack,
    `        self.head = nn.Linear(${directionsOf(spec) * H}, ${O})`,
    '',
    `    def forward(self, x):  # ${words.shape[inputs]}`,
    ...(rows ? [`        x = self.embedding(x)${bag ? '.sum(dim=-2)' : ''}`] : []),
    ...run,
    `        return self.head(top)${logits}`,
  ].join('\n');
}

/**
 * Keras' functional model and its weights.
 * @throws RangeError for a bidirectional stack with residual paths, which no demo trains.
 */
export function kerasLstm(network: LstmNetwork, language: ScriptLanguage): string {
  const { spec, bag } = network;
  checkWritable(spec);
  const words = SCRIPT_WORDS[language];
  const { inputSize: I, hiddenSize: H, numLayers: L, outputSize: O } = spec;
  const rows = rowsOf(network);
  const shape = bag ? '(None, None)' : rows ? '(None,)' : `(None, ${I})`;
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
    `x = inputs = keras.Input(${shape}${rows ? ', dtype="int32"' : ''})`,
    ...(rows ? [`x = layers.Embedding(${rows}, ${I}, name="embedding")(x)`] : []),
    ...(bag ? [`x = keras.ops.sum(x, axis=-2)  # ${words.bag}`] : []),
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
    ...(rows ? ['model.get_layer("embedding").set_weights([tensors["embedding.weight"]])'] : []),
    `for k in range(${L}):`,
    `    model.get_layer(f"lstm_{k}").set_weights(${cells})`,
    'model.get_layer("head").set_weights([tensors["head.weight"].T, tensors["head.bias"]])',
  ].join('\n');
}
