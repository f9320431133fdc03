/**
 * Keras 3 `.weights.h5`: one group for each layer, named after its class and a running number, `layers/lstm_1`; in it
 * `cell/vars/0`, `1` and `2`: kernel, recurrent kernel and bias. A Bidirectional layer has `forward_layer` and
 * `backward_layer` groups of that kind. The file does not say what the layers compute; `.keras` files do.
 */
import { FormatError } from './format-error.ts';
import { type Dataset, type Hdf5Content, readHdf5, writeHdf5 } from './hdf5.ts';
import { pack, unpack } from './layout.ts';
import { kerasGroup, LAYOUTS } from './layouts.ts';
import type { LayerForm, StackForm, StackWeights } from './lstm-weights.ts';
import type { Recognised } from './recognised.ts';

/** A variable of an LSTM cell: its layer's group, its direction, and which of the three it is. */
const VARIABLE =
  /^(?:.*\/)?((?:lstm|bidirectional)(?:_([0-9]{1,5}))?)(?:\/(forward|backward)_layer)?\/cell\/vars\/([0-2])$/;

/** A layer's variables by direction, then kernel, recurrent kernel, bias. */
type LayerVariables = [Dataset[], Dataset[]];

/** @throws FormatError when the file is damaged, or holds no LSTM layers that follow one another. */
export async function readKerasWeights(file: Uint8Array): Promise<Recognised> {
  const { datasets, others } = await readHdf5(file, (path) => VARIABLE.test(path));
  if (datasets.size === 0) {
    if (others.some((path) => path.includes('kernel:0')))
      throw new FormatError('old-keras', 'the HDF5 file', 'one that Keras 3 has written');
    throw new FormatError(
      'no-lstm',
      'the HDF5 file',
      'with the cell of an LSTM layer',
      others[0] ?? 'nothing',
    );
  }
  const layers = new Map<string, LayerVariables>();
  const numbers = new Map<string, number>();
  for (const [path, dataset] of datasets) {
    const [, group = '', number = '0', way, variable = '0'] = VARIABLE.exec(path) ?? [];
    const own: LayerVariables = layers.get(group) ?? [[], []];
    own[way === 'backward' ? 1 : 0][Number(variable)] = dataset;
    layers.set(group, own);
    numbers.set(group, Number(number));
  }
  // HDF5 lists names in the order of the alphabet, lstm_10 before lstm_2.
  const names = [...layers.keys()].toSorted(
    (a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0),
  );
  const variables = names.map((name): LayerVariables => layers.get(name) ?? [[], []]);
  return {
    format: 'keras-weights',
    layout: 'keras',
    stack: stackOf(variables, names),
    names,
    ignored: others,
  };
}

function stackOf(layers: readonly LayerVariables[], names: readonly string[]): StackWeights {
  const directions = (layers[0]?.[1].length ?? 0) > 0 ? 2 : 1;
  const biases = layers[0]?.[0][2] === undefined ? 0 : 1;
  const forms = layers.map(([forward, backward], index): LayerForm => {
    const name = names[index] ?? '';
    if ((backward.length > 0 ? 2 : 1) !== directions)
      throw new FormatError('chain', `directions of ${name}`, String(directions));
    const [kernel, recurrent] = forward;
    const [inputSize = 0] = kernel?.shape ?? [];
    const [hiddenSize = 0] = recurrent?.shape ?? [];
    return { inputSize, hiddenSize, projection: 0 };
  });
  const form: StackForm = { directions, biases, layers: forms };
  const precision = layers[0]?.[0][0]?.data instanceof Float64Array ? 'F64' : 'F32';
  return unpack(form, LAYOUTS.keras, precision, ({ layer, name, shape, pieces }) => {
    const variable = Number(name.at(-1));
    const dataset = layers[layer]?.[pieces[0]?.direction ?? 0]?.[variable];
    const what = `${['kernel', 'recurrent kernel', 'bias'][variable] ?? ''} of ${names[layer] ?? ''}`;
    if (dataset?.shape.join() !== shape.join())
      throw new FormatError(
        'structure',
        `shape of the ${what}`,
        shape.join(' × '),
        dataset?.shape.join(' × ') ?? 'nothing',
      );
    return dataset.data;
  });
}

/** A file that `load_weights` of a Sequential of the same LSTM layers reads. @throws FormatError for a projection. */
export async function writeKerasWeights(stack: StackWeights): Promise<Uint8Array> {
  const tensors = pack(stack, LAYOUTS.keras);
  const datasets = new Map(
    tensors.map(({ name, shape, data }) => [
      name,
      { shape, data: stack.precision === 'F64' ? data : Float32Array.from(data) },
    ]),
  );
  const groups = new Map<string, string>([['vars', 'sequential']]);
  for (let layer = 0; layer < stack.layers.length; layer++)
    for (let direction = 0; direction < stack.directions; direction++) {
      const cell = kerasGroup(stack, layer, direction);
      groups.set(`${cell}/vars`, 'lstm_cell');
      // Keras looks for these, although nothing is in them.
      for (let path = parent(cell); path !== 'layers'; path = parent(path))
        groups.set(`${path}/vars`, path.slice(path.lastIndexOf('/') + 1));
    }
  return writeHdf5({ datasets, groups } satisfies Hdf5Content);
}

const parent = (path: string): string => path.slice(0, path.lastIndexOf('/'));
