/**
 * An ONNX model with one LSTM node a layer, [T, B, I] in and [T, B, D·H] out (ONNX operator set 14, IR version 8).
 *
 *   one direction    Y [T, 1, B, H] → Squeeze(axis 1)
 *   two directions   Y [T, 2, B, H] → Transpose(0, 2, 1, 3) → Reshape(0, 0, 2H)
 */
import { type LayoutTensor, pack } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { outputWidth, type StackWeights } from './lstm-weights.ts';
import { MessageWriter } from './protobuf.ts';

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { integer: 2, text: 3, integers: 7 } as const;

/** Numbers are stored as float32: runtimes have no LSTM for doubles. @throws FormatError when there is a projection. */
export function writeOnnx(stack: StackWeights): Uint8Array {
  const tensors = pack(stack, LAYOUTS.onnx);
  const { directions, layers } = stack;
  const bottom = layers[0]?.inputSize ?? 0;
  const top = layers.at(-1);
  const graph = new MessageWriter();
  let below = 'x';
  for (const [layer, { hiddenSize }] of layers.entries()) {
    const own = tensors.filter((tensor) => tensor.layer === layer).map(({ name }) => name);
    const out = layer === layers.length - 1 ? 'y' : `y_${layer}`;
    const nodes = layerNodes(layer, directions, hiddenSize, below, own, out);
    for (const node of nodes) graph.message(1, node);
    below = out;
  }
  graph.text(2, 'lstm_stack');
  for (const tensor of tensors) graph.message(5, floatTensor(tensor));
  if (directions === 1) graph.message(5, integerTensor('axis_1', [1]));
  for (const [layer, { hiddenSize }] of layers.entries())
    if (directions === 2) graph.message(5, integerTensor(`width_${layer}`, [0, 0, 2 * hiddenSize]));
  graph.message(11, valueInfo('x', bottom));
  graph.message(12, valueInfo('y', top ? outputWidth(stack, top) : 0));
  return new MessageWriter()
    .number(1, 8)
    .text(2, 'Strata')
    .message(7, graph)
    .message(8, new MessageWriter().text(1, '').number(2, 14))
    .done();
}

function layerNodes(
  layer: number,
  directions: 1 | 2,
  hiddenSize: number,
  input: string,
  weights: readonly string[],
  output: string,
): MessageWriter[] {
  const Y = `lstm_${layer}.Y`;
  const lstm = node('LSTM', `lstm_${layer}`, [input, ...weights], [Y])
    .message(5, attribute('hidden_size', ATTRIBUTE.integer).number(3, hiddenSize))
    .message(
      5,
      attribute('direction', ATTRIBUTE.text).text(
        4,
        directions === 2 ? 'bidirectional' : 'forward',
      ),
    );
  if (directions === 1) return [lstm, node('Squeeze', `squeeze_${layer}`, [Y, 'axis_1'], [output])];
  const order = attribute('perm', ATTRIBUTE.integers);
  for (const axis of [0, 2, 1, 3]) order.number(8, axis);
  const moved = `lstm_${layer}.moved`;
  return [
    lstm,
    node('Transpose', `transpose_${layer}`, [Y], [moved]).message(5, order),
    node('Reshape', `reshape_${layer}`, [moved, `width_${layer}`], [output]),
  ];
}

function node(
  operator: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
): MessageWriter {
  const writer = new MessageWriter();
  for (const input of inputs) writer.text(1, input);
  for (const output of outputs) writer.text(2, output);
  return writer.text(3, name).text(4, operator);
}

const attribute = (name: string, type: number): MessageWriter =>
  new MessageWriter().text(1, name).number(20, type);

function tensorHead(name: string, shape: readonly number[], type: number): MessageWriter {
  const writer = new MessageWriter();
  for (const size of shape) writer.number(1, size);
  return writer.number(2, type).text(8, name);
}

const floatTensor = ({ name, shape, data }: LayoutTensor): MessageWriter =>
  tensorHead(name, shape, FLOAT).bytes(9, new Uint8Array(Float32Array.from(data).buffer));

const integerTensor = (name: string, values: readonly number[]): MessageWriter =>
  tensorHead(name, [values.length], INT64).bytes(
    9,
    new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer),
  );

/** A float tensor [T, B, width]. */
function valueInfo(name: string, width: number): MessageWriter {
  const shape = new MessageWriter()
    .message(1, new MessageWriter().text(2, 'T'))
    .message(1, new MessageWriter().text(2, 'B'))
    .message(1, new MessageWriter().number(1, width));
  const tensor = new MessageWriter().number(1, FLOAT).message(2, shape);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}
