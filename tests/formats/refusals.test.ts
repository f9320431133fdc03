/** What is no LSTM stack of a known kind is refused with the reason, and with a number where there is a limit. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWeights } from '#formats/convert.ts';
import { FormatError, type Refusal } from '#formats/format-error.ts';
import { writeHdf5 } from '#formats/hdf5.ts';
import { MessageWriter } from '#formats/protobuf.ts';
import { LARGEST_FILE } from '#formats/recognised.ts';
import { writeSafetensors, type Tensor } from '#formats/safetensors.ts';
import { bytesOf, fixture } from './fixtures.ts';

const text = (value: string) => new TextEncoder().encode(value);
const tensor = (...shape: number[]): Tensor => ({
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
});
const safetensors = (tensors: Record<string, Tensor>) =>
  writeSafetensors(new Map(Object.entries(tensors)));
const keras = (config: string, h5 = bytesOf(fixture('keras-weights-2x4.weights.h5').file)) =>
  zipSync({ 'config.json': text(config), 'model.weights.h5': h5 });
const layers = (...own: object[]) => JSON.stringify({ config: { layers: own } });
const lstm = (config: object = {}) => ({
  class_name: 'LSTM',
  config: { activation: 'tanh', recurrent_activation: 'sigmoid', ...config },
});
/** A model with one LSTM node that has these attributes and inputs. */
const onnx = (inputs: string[], ...attributes: MessageWriter[]) => {
  const node = new MessageWriter();
  for (const input of inputs) node.text(1, input);
  node.text(4, 'LSTM');
  for (const attribute of attributes) node.message(5, attribute);
  return new MessageWriter().number(1, 8).message(7, new MessageWriter().message(1, node)).done();
};
const attribute = (name: string) => new MessageWriter().text(1, name);

const refused: [
  what: string,
  reason: Refusal,
  words: string,
  file: () => Uint8Array | Promise<Uint8Array>,
][] = [
  ['an empty file', 'unknown', 'safetensors, ONNX, .keras or .weights.h5', () => new Uint8Array()],
  ['a picture', 'unknown', 'the file', () => text('\x89PNG\r\n')],
  [
    'more bytes than are read',
    'limit',
    `at most ${LARGEST_FILE} bytes, got ${LARGEST_FILE + 1}`,
    () => new Uint8Array(LARGEST_FILE + 1),
  ],
  ['a .pt file', 'pickle', 'numbers only', () => zipSync({ 'archive/data.pkl': text('x') })],
  ['an old .pt file', 'pickle', 'numbers only', () => Uint8Array.of(0x80, 2, 0x8a)],
  ['another zip file', 'unknown', 'config.json', () => zipSync({ 'a.txt': text('x') })],
  [
    'a zip file with a thousand entries',
    'limit',
    'at most 64',
    () => zipSync(Object.fromEntries(Array.from({ length: 1000 }, (_, k) => [`${k}`, text('')]))),
  ],
  [
    'tensors without an LSTM',
    'no-lstm',
    'weight_ih_l0, got fc.weight',
    () => safetensors({ 'fc.weight': tensor(2, 2) }),
  ],
  [
    'a GRU, which has three gates',
    'limit',
    'hiddenSize of layer 1 must be 1…16384, got 1.5',
    () => safetensors({ weight_ih_l0: tensor(6, 3), weight_hh_l0: tensor(6, 2) }),
  ],
  [
    'a missing matrix',
    'structure',
    'with weight_hh_l0',
    () => safetensors({ weight_ih_l0: tensor(8, 3) }),
  ],
  [
    'layers that do not follow one another',
    'chain',
    'inputs of LSTM layer 2 must be the 2 outputs of layer 1, got 3',
    () =>
      safetensors({
        weight_ih_l0: tensor(8, 3),
        weight_hh_l0: tensor(8, 2),
        weight_ih_l1: tensor(8, 3),
        weight_hh_l1: tensor(8, 2),
      }),
  ],
  [
    'a matrix of another shape',
    'structure',
    'shape of weight_hh_l0 must be 8 × 2, got 8 × 3',
    () => safetensors({ weight_ih_l0: tensor(8, 3), weight_hh_l0: tensor(8, 3) }),
  ],
  [
    'a Keras file without LSTM',
    'no-lstm',
    'got layers/dense/vars/0',
    () =>
      writeHdf5({
        datasets: new Map([['layers/dense/vars/0', { shape: [1], data: Float32Array.of(1) }]]),
        groups: new Map(),
      }),
  ],
  [
    'a Keras 2 file',
    'old-keras',
    'Keras 3',
    () =>
      writeHdf5({
        datasets: new Map([
          ['model_weights/lstm/lstm/lstm_cell/kernel:0', { shape: [1], data: Float32Array.of(1) }],
        ]),
        groups: new Map(),
      }),
  ],
  [
    'another activation',
    'variant',
    'recurrent_activation must be sigmoid, got "hard_sigmoid"',
    () => keras(layers(lstm({ recurrent_activation: 'hard_sigmoid' }), lstm())),
  ],
  [
    'a layer that reads backwards',
    'variant',
    'go_backwards must be false, got true',
    () => keras(layers(lstm({ go_backwards: true }), lstm())),
  ],
  [
    'summed directions',
    'variant',
    'merge_mode must be concat, got "sum"',
    () =>
      keras(layers({ class_name: 'Bidirectional', config: { merge_mode: 'sum', layer: lstm() } })),
  ],
  [
    'fewer layers than the configuration says',
    'structure',
    'must be 3, as config.json says, got 2',
    () => keras(layers(lstm(), lstm(), lstm())),
  ],
  ['a configuration that is no JSON', 'structure', 'config.json must be JSON', () => keras('{')],
  [
    'a configuration of two megabytes',
    'limit',
    'at most 1048576 bytes',
    () => keras(' '.repeat(2 ** 21)),
  ],
  [
    'a graph without LSTM',
    'no-lstm',
    'with an LSTM node, got no nodes',
    () => new MessageWriter().number(1, 8).message(7, new MessageWriter()).done(),
  ],
  ['an LSTM without weights', 'structure', 'with W and R', () => onnx(['x'])],
  [
    'weights that are computed',
    'structure',
    'input W of  must be an initializer',
    () => onnx(['x', 'W', 'R']),
  ],
  ['peepholes', 'variant', 'peepholes P', () => onnx(['x', 'W', 'R', '', '', '', '', 'P'])],
  ['clipping', 'variant', 'clip', () => onnx(['x', 'W', 'R'], attribute('clip'))],
  [
    'coupled gates',
    'variant',
    'input_forget of the LSTM node must be 0, got 1',
    () => onnx(['x', 'W', 'R'], attribute('input_forget').number(3, 1)),
  ],
  [
    'other activations',
    'variant',
    'Sigmoid, Tanh, Tanh, got Relu, Tanh, Tanh',
    () =>
      onnx(
        ['x', 'W', 'R'],
        attribute('activations').text(9, 'Relu').text(9, 'Tanh').text(9, 'Tanh'),
      ),
  ],
  [
    'a message that ends too early',
    'structure',
    'bytes long',
    () => Uint8Array.of(8, 8, 0x3a, 0x7f),
  ],
  [
    'a number of eleven bytes',
    'structure',
    'at most ten bytes',
    () => Uint8Array.of(8, ...Array<number>(11).fill(0xff)),
  ],
];

describe('what is refused', () => {
  it.each(refused)('%s', async (_, reason, words, file) => {
    const error: unknown = await readWeights(await file()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ reason });
    expect((error as Error).message).toContain(words);
  });

  it('a dataset that claims more numbers than are read, in a file of a few kilobytes', async () => {
    const { ready, File } = await import('h5wasm');
    const { FS } = await ready;
    const file = new File('huge.h5', 'w');
    const path = 'layers/lstm/cell/vars';
    file.create_group('layers').create_group('lstm').create_group('cell').create_group('vars');
    const group = file.get(path) as unknown as { create_dataset: (options: object) => unknown };
    group.create_dataset({
      name: '0',
      data: new Float32Array(1024),
      shape: [32, 32],
      maxshape: [null, null],
      chunks: [32, 32],
      dtype: '<f',
    });
    (file.get(`${path}/0`) as unknown as { resize: (shape: number[]) => void }).resize([
      2 ** 30,
      2 ** 20,
    ]);
    file.close();
    const bytes = FS.readFile('huge.h5');
    expect(bytes.length).toBeLessThan(20_000);
    await expect(readWeights(bytes)).rejects.toMatchObject({
      reason: 'limit',
      message:
        'size of layers/lstm/cell/vars/0 must be 1…16777216 numbers, got 1073741824 × 1048576',
    });
  });

  it('many layers that share one large matrix', async () => {
    const tensor = (name: string, ...dims: number[]) => {
      const writer = new MessageWriter();
      for (const size of dims) writer.number(1, size);
      const bytes = new Uint8Array(4 * dims.reduce((product, size) => product * size, 1));
      return writer.number(2, 1).text(8, name).bytes(9, bytes);
    };
    const graph = new MessageWriter();
    for (let layer = 0; layer < 64; layer++) {
      const node = new MessageWriter();
      for (const input of ['x', 'W', 'W']) node.text(1, input);
      graph.message(1, node.text(4, 'LSTM'));
    }
    const file = new MessageWriter()
      .number(1, 8)
      .message(7, graph.message(5, tensor('W', 1, 1024, 256)));
    await expect(readWeights(file.done())).rejects.toMatchObject({
      reason: 'limit',
      message: 'number of weights must be at most 16777216, got 33554432',
    });
  });

  it('a zip file that claims to unpack to more than is allowed', async () => {
    const bomb = zipSync({ 'config.json': text('{}'), 'model.weights.h5': new Uint8Array(1000) });
    // The last entry of the directory at the end, which says how long each entry will be.
    const at = Buffer.from(bomb).lastIndexOf('PK\x01\x02', undefined, 'latin1');
    new DataView(bomb.buffer).setUint32(at + 24, LARGEST_FILE, true);
    await expect(readWeights(bomb)).rejects.toMatchObject({
      reason: 'limit',
      message: `unpacked size must be at most ${LARGEST_FILE} bytes, got ${LARGEST_FILE + 2}`,
    });
  });
});
