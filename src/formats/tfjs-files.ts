/**
 * A TensorFlow.js layers model: `model.json` with topology and weights manifest, and the numbers in one `.bin` file, both
 * in a zip. TensorFlow.js' defaults for LSTM layers are not Keras' (recurrentActivation is hardSigmoid, and there is no
 * unit forget bias), so whatever matters is written down.
 */
import { type LayoutTensor, pack, unpack } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import type { StackForm, StackWeights } from './lstm-weights.ts';
import { concatenate } from './protobuf.ts';
import { readZip, writeZip } from './zip.ts';

const MODEL = 'model.json';
const BIN = 'group1-shard1of1.bin';

/** @throws FormatError for a projection. */
export async function writeTfjs(stack: StackWeights): Promise<Uint8Array> {
  const tensors = pack(stack, LAYOUTS.tfjs);
  const weights = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const model = {
    format: 'layers-model',
    generatedBy: 'Strata',
    convertedBy: null,
    modelTopology: topology(stack),
    weightsManifest: [{ paths: [BIN], weights }],
  };
  return writeZip(
    new Map([
      [MODEL, new TextEncoder().encode(JSON.stringify(model))],
      [BIN, numbersOf(tensors)],
    ]),
  );
}

const numbersOf = (tensors: readonly LayoutTensor[]): Uint8Array =>
  concatenate(tensors.map(({ data }) => new Uint8Array(Float32Array.from(data).buffer)));

function topology(stack: StackForm): object {
  const lstm = (name: string, units: number, backwards: boolean): object => ({
    class_name: 'LSTM',
    config: {
      name,
      units,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      use_bias: stack.biases > 0,
      unit_forget_bias: true,
      return_sequences: true,
      go_backwards: backwards,
    },
  });
  const layers = stack.layers.map(({ inputSize, hiddenSize }, layer) => {
    const inner = lstm(`lstm_${layer + 1}`, hiddenSize, false) as { config: object };
    const first = layer === 0 ? { batch_input_shape: [null, null, inputSize] } : {};
    if (stack.directions === 1) return { ...inner, config: { ...inner.config, ...first } };
    return {
      class_name: 'Bidirectional',
      config: { name: `bidirectional_${layer + 1}`, merge_mode: 'concat', layer: inner, ...first },
    };
  });
  return {
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
    model_config: { class_name: 'Sequential', config: { name: 'sequential', layers } },
  };
}

/** What `writeTfjs` wrote, from its files. @throws FormatError when they are damaged. */
export async function readTfjs(file: Uint8Array, form: StackForm): Promise<StackWeights> {
  const { entries } = await readZip(file, (name) => name === BIN);
  const all = new Float32Array((entries.get(BIN) ?? new Uint8Array()).slice().buffer);
  let at = 0;
  const biases = form.biases === 0 ? 0 : 1;
  return unpack({ ...form, biases }, LAYOUTS.tfjs, 'F32', ({ shape }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return all.subarray(at, (at += count));
  });
}
