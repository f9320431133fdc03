/**
 * The LSTM nodes of an ONNX model, in the order of the graph (onnx/onnx.proto; operators.md, LSTM).
 * Read are W, R and B that are initializers, or the outputs of Constant or Identity nodes; the rest of the graph is left
 * alone.
 */
import { FormatError } from './format-error.ts';
import { unpack } from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { checkForm, type LayerForm, type StackForm } from './lstm-weights.ts';
import {
  type Message,
  bytesOf,
  concatenate,
  decodeText,
  integersOf,
  readMessage,
  textOf,
} from './protobuf.ts';
import type { Recognised } from './recognised.ts';

const LIMITS = { nodes: 100_000, tensors: 4096, rank: 8 } as const;

/** Field numbers of onnx.proto. */
const MODEL = { graph: 7 } as const;
const GRAPH = { node: 1, initializer: 5 } as const;
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, float: 2, integer: 3, text: 4, tensor: 5, texts: 9 } as const;
const TENSOR = {
  dims: 1,
  type: 2,
  floats: 4,
  name: 8,
  raw: 9,
  doubles: 10,
  external: 13,
  location: 14,
};

/** Element types that are read, by their number, with the width in bytes. */
const FLOAT = 1;
const DOUBLE = 11;

interface Node {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Message>;
}

/** A tensor that a node names; its numbers have not been read. */
interface Weights {
  readonly name: string;
  readonly tensor: Message;
  readonly shape: readonly number[];
}

/** @throws FormatError when the file is no model, holds no LSTM node, or one of another kind than this site's. */
export function readOnnx(file: Uint8Array): Recognised {
  const model = readMessage(file, 'the model');
  const graphBytes = bytesOf(model, MODEL.graph, 'graph').at(-1);
  if (graphBytes === undefined) throw new FormatError('structure', 'the model', 'with a graph');
  const graph = readMessage(graphBytes, 'the graph');
  const nodeBytes = bytesOf(graph, GRAPH.node, 'node');
  const tensorBytes = bytesOf(graph, GRAPH.initializer, 'initializer');
  checkCount('nodes', nodeBytes.length, LIMITS.nodes);
  checkCount('initializers', tensorBytes.length, LIMITS.tensors);
  const nodes = nodeBytes.map(readNode);
  const tensors = new Map<string, Message>();
  for (const bytes of tensorBytes) {
    const tensor = readMessage(bytes, 'an initializer');
    tensors.set(textOf(tensor, TENSOR.name, 'its name'), tensor);
  }
  for (const { operator, inputs, outputs, attributes } of nodes) {
    const output = outputs[0] ?? '';
    if (operator === 'Constant') {
      const value = attributes.get('value');
      const bytes = value && bytesOf(value, ATTRIBUTE.tensor, 'value').at(-1);
      if (bytes) tensors.set(output, readMessage(bytes, 'a constant'));
    } else if (operator === 'Identity') {
      // PyTorch's exporter writes equal tensors once and repeats them by name: fresh biases, for example.
      const same = tensors.get(inputs[0] ?? '');
      if (same) tensors.set(output, same);
    }
  }
  const lstms = nodes.filter(({ operator }) => operator === 'LSTM');
  if (lstms.length === 0)
    throw new FormatError('no-lstm', 'the graph', 'with an LSTM node', operators(nodes));
  return recognise(lstms, tensors, nodes);
}

function recognise(
  lstms: readonly Node[],
  tensors: ReadonlyMap<string, Message>,
  nodes: readonly Node[],
): Recognised {
  const cells = lstms.map((node) => {
    checkNode(node);
    const named = (input: number): Weights | undefined => {
      const name = node.inputs[input] ?? '';
      const tensor = tensors.get(name);
      if (name !== '' && tensor === undefined)
        throw new FormatError('structure', `input ${name} of ${node.name}`, 'an initializer');
      return tensor && { name, tensor, shape: shapeOf(tensor, name) };
    };
    const [W, R, B] = [named(1), named(2), named(3)];
    if (W === undefined || R === undefined)
      throw new FormatError('structure', `inputs of ${node.name}`, 'with W and R');
    return { node, W, R, B };
  });
  const directions = cells[0]?.W.shape[0] === 2 ? 2 : 1;
  const layers = cells.map(({ node, W }): LayerForm => {
    const [D = 0, rows = 0, inputSize = 0] = W.shape;
    if (D !== directions)
      throw new FormatError('chain', `directions of ${node.name}`, String(directions), D);
    checkDirection(node, directions);
    return { inputSize, hiddenSize: rows / 4, projection: 0 };
  });
  const form: StackForm = { directions, biases: cells.some(({ B }) => B) ? 2 : 0, layers };
  // Before any number is read: many nodes may share one large tensor.
  checkForm(form);
  const double = cells[0] && typeOf(cells[0].W) === DOUBLE;
  const stack = unpack(form, LAYOUTS.onnx, double ? 'F64' : 'F32', (plan) => {
    const cell = cells[plan.layer];
    const part = plan.name.endsWith('.W') ? 'W' : plan.name.endsWith('.R') ? 'R' : 'B';
    const weights = cell?.[part];
    if (weights === undefined && part === 'B') return new Float64Array(productOf(plan.shape));
    if (weights?.shape.join() !== plan.shape.join())
      throw new FormatError(
        'structure',
        `shape of ${part} of ${cell?.node.name ?? ''}`,
        plan.shape.join(' × '),
        weights?.shape.join(' × ') ?? 'nothing',
      );
    return numbersOf(weights);
  });
  return {
    format: 'onnx',
    layout: 'onnx',
    stack,
    names: lstms.map(({ name }, k) => name || `LSTM ${k + 1}`),
    ignored: [...new Set(nodes.map(({ operator }) => operator).filter((name) => name !== 'LSTM'))],
  };
}

const productOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

function checkCount(what: string, count: number, most: number): void {
  if (count > most) throw new FormatError('limit', `number of ${what}`, `at most ${most}`, count);
}

const operators = (nodes: readonly Node[]): string =>
  [...new Set(nodes.map(({ operator }) => operator))].slice(0, 5).join(', ') || 'no nodes';

function readNode(bytes: Uint8Array): Node {
  const message = readMessage(bytes, 'a node');
  const texts = (field: number, what: string): string[] =>
    bytesOf(message, field, what).map((text) => decodeText(text, what));
  const attributes = new Map<string, Message>();
  for (const inner of bytesOf(message, NODE.attribute, 'attribute')) {
    const attribute = readMessage(inner, 'an attribute');
    attributes.set(textOf(attribute, ATTRIBUTE.name, 'its name'), attribute);
  }
  return {
    name: textOf(message, NODE.name, 'name of a node'),
    operator: textOf(message, NODE.operator, 'operator of a node'),
    inputs: texts(NODE.input, 'input of a node'),
    outputs: texts(NODE.output, 'output of a node'),
    attributes,
  };
}

/** Default activations, in both directions. */
const ACTIVATIONS = /^(?:sigmoid,tanh,tanh)(?:,sigmoid,tanh,tanh)?$/i;

/** @throws FormatError when the node computes something else than an LSTM without peepholes. */
function checkNode({ name, inputs, attributes }: Node): void {
  const variant = (what: string, limit: string, got: unknown): never => {
    throw new FormatError('variant', `${what} of ${name || 'the LSTM node'}`, limit, got);
  };
  if (inputs[7]) variant('peepholes P', 'left out', inputs[7]);
  const activations = attributes.get('activations');
  if (activations) {
    const texts = bytesOf(activations, ATTRIBUTE.texts, 'activations').map((text) =>
      decodeText(text, 'activations'),
    );
    if (texts.length > 0 && !ACTIVATIONS.test(texts.join()))
      variant('activations', 'Sigmoid, Tanh, Tanh', texts.join(', '));
  }
  if (attributes.has('clip')) variant('clip', 'left out', 'a value');
  const coupled = attributes.get('input_forget');
  if (coupled && integersOf(coupled, ATTRIBUTE.integer, 'input_forget').at(-1))
    variant('input_forget', '0', 1);
}

function checkDirection({ name, attributes }: Node, directions: 1 | 2): void {
  const attribute = attributes.get('direction');
  const given = attribute ? textOf(attribute, ATTRIBUTE.text, 'direction') : 'forward';
  const wanted = directions === 2 ? 'bidirectional' : 'forward';
  if (given !== wanted)
    throw new FormatError('variant', `direction of ${name || 'the LSTM node'}`, wanted, given);
}

function shapeOf(tensor: Message, name: string): number[] {
  const shape = integersOf(tensor, TENSOR.dims, `dims of ${name}`);
  checkCount(`dimensions of ${name}`, shape.length, LIMITS.rank);
  if (!shape.every((size) => size >= 1) || !Number.isSafeInteger(productOf(shape)))
    throw new FormatError('structure', `dims of ${name}`, '1 or more each', shape.join(' × '));
  return shape;
}

const typeOf = ({ tensor, name }: Weights): number | undefined =>
  integersOf(tensor, TENSOR.type, `type of ${name}`).at(-1);

/** A copy, so that it begins at a multiple of its element's size. */
function numbersOf(weights: Weights): Float32Array | Float64Array {
  const { tensor, name, shape } = weights;
  if (tensor.has(TENSOR.external) || integersOf(tensor, TENSOR.location, name).at(-1) === 1)
    throw new FormatError('structure', name, 'inside the file, not in a second one');
  const type = typeOf(weights);
  if (type !== FLOAT && type !== DOUBLE)
    throw new FormatError('structure', `type of ${name}`, 'float (1) or double (11)', type);
  const bytes =
    bytesOf(tensor, TENSOR.raw, name).at(-1) ??
    concatenate(bytesOf(tensor, type === FLOAT ? TENSOR.floats : TENSOR.doubles, name));
  const length = productOf(shape) * (type === FLOAT ? 4 : 8);
  if (bytes.length !== length)
    throw new FormatError('structure', `data of ${name}`, `${length} bytes`, bytes.length);
  const copy = bytes.slice().buffer;
  const data = type === FLOAT ? new Float32Array(copy) : new Float64Array(copy);
  for (const value of data)
    if (!Number.isFinite(value)) throw new FormatError('structure', name, 'finite numbers', value);
  return data;
}
