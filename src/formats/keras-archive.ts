/** Keras 3 `.keras`: a zip file of `config.json`, `metadata.json` and `model.weights.h5`. */
import { FormatError } from './format-error.ts';
import { readKerasConfig, writeKerasConfig } from './keras-config.ts';
import { readKerasWeights, writeKerasWeights } from './keras-weights.ts';
import type { StackWeights } from './lstm-weights.ts';
import { decodeText } from './protobuf.ts';
import type { Recognised } from './recognised.ts';
import { readZip, writeZip } from './zip.ts';

const WEIGHTS = 'model.weights.h5';
const CONFIG = 'config.json';
/** Longest `config.json`, bytes. */
const LONGEST_CONFIG = 2 ** 20;

/** @throws FormatError when the archive is damaged, no Keras model, or its LSTM layers compute something else. */
export async function readKerasArchive(file: Uint8Array): Promise<Recognised> {
  const { entries, names } = await readZip(file, (name) => name === WEIGHTS || name === CONFIG);
  const [config, weights] = [entries.get(CONFIG), entries.get(WEIGHTS)];
  if (config === undefined || weights === undefined) {
    if (names.some((name) => name.endsWith('data.pkl')))
      throw new FormatError('pickle', 'the file', 'a format that holds numbers only', 'a pickle');
    throw new FormatError('unknown', 'the zip file', `with ${CONFIG} and ${WEIGHTS}`, names[0]);
  }
  if (config.length > LONGEST_CONFIG)
    throw new FormatError('limit', CONFIG, `at most ${LONGEST_CONFIG} bytes`, config.length);
  const layers = readKerasConfig(decodeText(config, CONFIG));
  const read = await readKerasWeights(weights);
  const lstms = layers.filter(({ lstm }) => lstm).length;
  if (lstms !== read.names.length)
    throw new FormatError(
      'structure',
      `LSTM layers in ${WEIGHTS}`,
      `${lstms}, as ${CONFIG} says`,
      read.names.length,
    );
  const ignored = layers
    .filter(({ lstm, className }) => !lstm && className !== 'InputLayer')
    .map(({ className }) => className);
  return { ...read, format: 'keras-archive', ignored };
}

/** A model that `keras.saving.load_model` opens. @throws FormatError for a projection. */
export async function writeKerasArchive(stack: StackWeights): Promise<Uint8Array> {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  return writeZip(
    new Map([
      ['metadata.json', text(JSON.stringify({ keras_version: '3.15.1' }))],
      [CONFIG, text(writeKerasConfig(stack, stack.precision))],
      [WEIGHTS, await writeKerasWeights(stack)],
    ]),
  );
}
