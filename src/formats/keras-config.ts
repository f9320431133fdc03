/**
 * The `config.json` of a `.keras` file: the layers in order, of which the LSTM ones are looked at. Every value is looked
 * up by its own name and type; what is not needed is not read.
 */
import { FormatError } from './format-error.ts';
import type { StackForm } from './lstm-weights.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property that is an object; {} where it is none. */
const objectIn = (value: Json, name: string): Json => {
  const inner = Object.hasOwn(value, name) ? value[name] : undefined;
  return isObject(inner) ? inner : {};
};

/** What must hold for an LSTM layer to compute what this site's does, and Keras' own defaults. */
const MUST = {
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
} as const;

/** A layer that `config.json` names: its class, and whether it is an LSTM. */
export interface ConfigLayer {
  readonly className: string;
  readonly lstm: boolean;
}

/**
 * The layers of a Sequential or Functional model.
 * @throws FormatError when the text is no such configuration, or an LSTM layer has other equations.
 */
export function readKerasConfig(text: string): ConfigLayer[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new FormatError('structure', 'config.json', 'JSON');
  }
  const layers = isObject(parsed) ? objectIn(parsed, 'config')['layers'] : undefined;
  if (!Array.isArray(layers) || layers.length > 4096)
    throw new FormatError('structure', 'config.json', 'with a list of at most 4096 layers');
  return layers.filter(isObject).map((layer) => {
    const className = String(layer['class_name']);
    const config = objectIn(layer, 'config');
    if (className === 'LSTM') checkLstm(config, false);
    if (className !== 'Bidirectional') return { className, lstm: className === 'LSTM' };
    const forward = objectIn(config, 'layer');
    const lstm = forward['class_name'] === 'LSTM';
    if (lstm) {
      checkLstm(objectIn(forward, 'config'), false);
      if (Object.hasOwn(config, 'backward_layer'))
        checkLstm(objectIn(objectIn(config, 'backward_layer'), 'config'), true);
      must('merge_mode', config['merge_mode'], 'concat');
    }
    return { className, lstm };
  });
}

function checkLstm(config: Json, backwards: boolean): void {
  for (const [name, value] of Object.entries(MUST)) must(name, config[name], value);
  must('go_backwards', config['go_backwards'] ?? backwards, backwards);
}

function must(name: string, got: unknown, wanted: unknown): void {
  if (got !== wanted) throw new FormatError('variant', name, String(wanted), JSON.stringify(got));
}

/** `config.json` of a Sequential with the stack's layers, all of which return sequences. */
export function writeKerasConfig(stack: StackForm, precision: 'F32' | 'F64'): string {
  const dtype = precision === 'F64' ? 'float64' : 'float32';
  const lstm = (name: string, units: number, backwards: boolean): object => ({
    module: 'keras.layers',
    class_name: 'LSTM',
    config: {
      name,
      dtype,
      units,
      ...MUST,
      use_bias: stack.biases > 0,
      return_sequences: true,
      go_backwards: backwards,
    },
    registered_name: null,
  });
  const layers = stack.layers.map(({ inputSize, hiddenSize }, layer) => {
    const number = layer === 0 ? '' : `_${layer}`;
    const own =
      stack.directions === 1
        ? lstm(`lstm${number}`, hiddenSize, false)
        : {
            module: 'keras.layers',
            class_name: 'Bidirectional',
            config: {
              name: `bidirectional${number}`,
              dtype,
              merge_mode: 'concat',
              layer: lstm(`forward_lstm${number}`, hiddenSize, false),
              backward_layer: lstm(`backward_lstm${number}`, hiddenSize, true),
            },
            registered_name: null,
          };
    return { ...own, build_config: { input_shape: [null, null, inputSize] } };
  });
  const input_shape = [null, null, stack.layers[0]?.inputSize ?? 0];
  const input = {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: { batch_shape: input_shape, dtype, name: 'input_layer' },
    registered_name: null,
  };
  return JSON.stringify({
    module: 'keras',
    class_name: 'Sequential',
    config: {
      name: 'sequential',
      dtype,
      layers: [input, ...layers],
      build_input_shape: input_shape,
    },
    registered_name: null,
    build_config: { input_shape },
  });
}
