/**
 * Ma & Hovy's tagger of names as PyTorch and Keras 3 have it: its weights, and Python that builds the network up to the
 * scores of every tag. What the CRF makes of them is `names-code.ts`.
 */
import { nerLayout, type NerSpec, type NerWeights } from '#model/ner.ts';
import { SCRIPT_WORDS, type ScriptLanguage, type ScriptWords } from './model-words.ts';
import type { NamesNetwork } from './network.ts';
import type { Tensor } from './safetensors.ts';
import { transposed } from './torch-weights.ts';

/** [window, inputs, filters] → [filters, inputs, window] */
function turned(values: Float32Array, window: number, inputs: number, filters: number) {
  const result = new Float32Array(values.length);
  for (let place = 0; place < window; place++)
    for (let input = 0; input < inputs; input++)
      for (let filter = 0; filter < filters; filter++)
        result[(filter * inputs + input) * window + place] =
          values[(place * inputs + input) * filters + filter] ?? NaN;
  return result;
}

/**
 * In PyTorch's names and layout. Row 0 of a table stands for no word and no letter: the page reads zeros there, whatever
 * its weights are, so zeros they become.
 * @throws RangeError when a weight is missing.
 */
export function namesTensors(spec: NerSpec, weights: NerWeights): Map<string, Tensor> {
  return new Map(
    nerLayout(spec).flatMap(({ name, shape }): [string, Tensor][] => {
      const values = weights.get(name);
      if (values === undefined) throw new RangeError(`${name} must be given, got none`);
      const [first = 1, second = 1, third = 1] = shape;
      const lstm = /^(forward|backward)\.(kernel|recurrent|bias)$/.exec(name);
      if (lstm) {
        const end = lstm[1] === 'forward' ? 'l0' : 'l0_reverse';
        if (lstm[2] === 'bias')
          return [
            [`lstm.bias_ih_${end}`, { shape, data: values }],
            [`lstm.bias_hh_${end}`, { shape, data: new Float32Array(first) }],
          ];
        const data = transposed(values, first, second);
        const part = lstm[2] === 'kernel' ? 'ih' : 'hh';
        return [[`lstm.weight_${part}_${end}`, { shape: [second, first], data }]];
      }
      switch (name) {
        case 'words':
        case 'letters':
          return [[`${name}.weight`, { shape, data: values.slice().fill(0, 0, second) }]];
        case 'cnn.kernel': {
          const data = turned(values, first, second, third);
          return [['cnn.weight', { shape: [third, second, first], data }]];
        }
        case 'head.kernel': {
          const data = transposed(values, first, second);
          return [['head.weight', { shape: [second, first], data }]];
        }
        default:
          return [[name, { shape, data: values }]];
      }
    }),
  );
}

/** Numbers of what the LSTM reads of a token. */
const widthOf = ({ wordSize, cnn, filters }: NerSpec): number =>
  wordSize + (cnn === 'none' ? 0 : filters);

const shapeOf = ({ cnn }: NerSpec, words: ScriptWords): string =>
  words.shape[cnn === 'letters' ? 'letters' : 'tokens'];

/** What PyTorch's CNN reads beside the word vectors, which are put into `x` as well. */
function torchReading({ cnn }: NerSpec, words: ScriptWords): string[] {
  switch (cnn) {
    case 'none':
      return ['        x = self.words(x)'];
    case 'neighbours':
      return [
        '        x = self.words(x)',
        `        near = torch.relu(self.cnn(x.transpose(1, 2))).transpose(1, 2)  # ${words.nearTokens}`,
        '        x = torch.cat([x, near], dim=-1)',
      ];
    case 'letters':
      return [
        '        letters = x[..., 1:]',
        `        spelling = letters.flatten(0, 1)  # ${words.eachWord}`,
        '        found = self.cnn(self.letters(spelling).transpose(1, 2))',
        `        found = found.masked_fill((spelling == 0)[:, None], -torch.inf)  # ${words.noLetter}`,
        `        read = torch.relu(found.amax(dim=-1))  # ${words.strongest}`,
        '        read = read.unflatten(0, letters.shape[:2])',
        '        x = torch.cat([self.words(x[..., 0]), read], dim=-1)',
      ];
  }
}

/** PyTorch's module. */
export function torchNames({ spec }: NamesNetwork, language: ScriptLanguage): string {
  const words = SCRIPT_WORDS[language];
  const { wordSize, cnn, letterSize, window, filters, hiddenSize: H, tags: K } = spec;
  const read = cnn === 'letters' ? letterSize : wordSize;
  return [
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    `        self.words = nn.Embedding(${spec.words}, ${wordSize})`,
    ...(cnn === 'letters' ? [`        self.letters = nn.Embedding(${spec.letters}, ${read})`] : []),
    ...(cnn === 'none'
      ? []
      : [`        self.cnn = nn.Conv1d(${read}, ${filters}, ${window}, padding="same")`]),
    ...(H > 0
      ? [
          `        self.lstm = nn.LSTM(${widthOf(spec)}, ${H}, batch_first=True, bidirectional=True)`,
        ]
      : []),
    `        self.head = nn.Linear(${H > 0 ? 2 * H : widthOf(spec)}, ${K})`,
    ...(spec.crf
      ? [
          `        self.crf = nn.ParameterDict(  # ${words.crfElsewhere}`,
          `            {"transitions": torch.zeros(${K}, ${K}), "start": torch.zeros(${K}), "end": torch.zeros(${K})})`,
        ]
      : []),
    '',
    `    def forward(self, x):  # ${shapeOf(spec, words)}`,
    ...torchReading(spec, words),
    ...(H > 0 ? ['        x, _ = self.lstm(x)'] : []),
    `        return self.head(x)  # ${words.emissions}`,
  ].join('\n');
}

/** What Keras' CNN reads beside the word vectors. */
function kerasReading(spec: NerSpec, words: ScriptWords): string[] {
  const { cnn, wordSize, letters, letterSize, window, filters } = spec;
  const embedding = (from: string): string =>
    `layers.Embedding(${spec.words}, ${wordSize}, name="words")(${from})`;
  switch (cnn) {
    case 'none':
      return [`x = ${embedding('inputs')}`];
    case 'neighbours':
      return [
        `x = ${embedding('inputs')}`,
        `near = layers.Conv1D(${filters}, ${window}, padding="same", activation="relu", name="cnn")(x)  # ${words.nearTokens}`,
        'x = layers.concatenate([x, near])',
      ];
    case 'letters':
      return [
        'letters = inputs[..., 1:]',
        `found = layers.Embedding(${letters}, ${letterSize}, name="letters")(letters)`,
        `found = layers.Conv2D(${filters}, (1, ${window}), padding="same", name="cnn")(found)  # ${words.eachWord}`,
        'is_letter = keras.ops.expand_dims(keras.ops.not_equal(letters, 0), -1)',
        `found = keras.ops.where(is_letter, found, -1e9)  # ${words.noLetter}`,
        `read = keras.ops.relu(keras.ops.max(found, axis=-2))  # ${words.strongest}`,
        `x = layers.concatenate([${embedding('inputs[..., 0]')}, read])`,
      ];
  }
}

/** Keras' functional model and its weights. */
export function kerasNames({ spec }: NamesNetwork, language: ScriptLanguage): string {
  const words = SCRIPT_WORDS[language];
  const { cnn, hiddenSize: H, tags: K } = spec;
  const tables = ['words', ...(cnn === 'letters' ? ['letters'] : [])];
  return [
    `inputs = keras.Input((None,${cnn === 'letters' ? ' None' : ''}), dtype="int32")  # ${shapeOf(spec, words)}`,
    ...kerasReading(spec, words),
    ...(H > 0
      ? [`x = layers.Bidirectional(layers.LSTM(${H}, return_sequences=True), name="lstm")(x)`]
      : []),
    `model = keras.Model(inputs, layers.Dense(${K}, name="head")(x))  # ${words.emissions}`,
    '',
    ...tables.map((name) => `model.get_layer("${name}").set_weights([tensors["${name}.weight"]])`),
    ...(cnn === 'none'
      ? []
      : [
          `weight = tensors["cnn.weight"].transpose(2, 1, 0)${cnn === 'letters' ? '[None]' : ''}  # ${words.kerasFilters}`,
          'model.get_layer("cnn").set_weights([weight, tensors["cnn.bias"]])',
        ]),
    ...(H > 0
      ? [
          '',
          `def cell(end):  # ${words.kerasCell}`,
          '    return [tensors[f"lstm.weight_ih_{end}"].T,',
          '            tensors[f"lstm.weight_hh_{end}"].T,',
          '            tensors[f"lstm.bias_ih_{end}"] + tensors[f"lstm.bias_hh_{end}"]]',
          '',
          'model.get_layer("lstm").set_weights(cell("l0") + cell("l0_reverse"))',
        ]
      : []),
    'model.get_layer("head").set_weights([tensors["head.weight"].T, tensors["head.bias"]])',
  ].join('\n');
}
