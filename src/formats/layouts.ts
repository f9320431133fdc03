/**
 * The layouts of the frameworks. What each entry says was held against the framework itself or its source:
 * PyTorch 2.13, Keras 3.15, TensorFlow.js 4.22 and onnxruntime 1.30 by running them (`npm run check:formats`);
 * Core ML's order in coremltools (mil/ops/defs/iOS15/recurrent.py), WebNN's orders and shapes in the web platform tests
 * (webnn/validation_tests/lstm.https.any.js), cuDNN's in its documentation of cudnnGetRNNWeightParams.
 */
import type { Layout, Part, Piece, TensorPlan } from './layout.ts';
import type { Gate, LayerForm, StackForm } from './lstm-weights.ts';

export const LAYOUT_IDS = [
  'pytorch',
  'keras',
  'tfjs',
  'onnx',
  'cudnn',
  'coreml',
  'webnn',
  'webnn-ifgo',
] as const;
export type LayoutId = (typeof LAYOUT_IDS)[number];

const IFGO: readonly Gate[] = ['i', 'f', 'g', 'o'];
const IOFG: readonly Gate[] = ['i', 'o', 'f', 'g'];
const IFOG: readonly Gate[] = ['i', 'f', 'o', 'g'];

type Direction = 0 | 1;
const directionsOf = ({ directions }: StackForm): Direction[] => (directions === 2 ? [0, 1] : [0]);

/** Calls `make` for every layer and direction. */
const eachCell = (
  form: StackForm,
  make: (layer: LayerForm, index: number, direction: Direction) => TensorPlan[],
): TensorPlan[] =>
  form.layers.flatMap((layer, index) =>
    directionsOf(form).flatMap((direction) => make(layer, index, direction)),
  );

const pieces = (part: Part, direction: Direction, size: number, order: readonly Gate[]): Piece[] =>
  order.map((gate) => ({ direction, part, gate, size }));

/** The tensor of one part of one cell, all gates in it. */
function cellTensor(
  name: string,
  layer: number,
  { inputSize, hiddenSize, projection }: LayerForm,
  part: Exclude<Part, 'output'>,
  direction: Direction,
  order: readonly Gate[],
  axis: TensorPlan['axis'] = 'rows',
): TensorPlan {
  const across = part === 'input' ? inputSize : part === 'recurrent' ? projection || hiddenSize : 1;
  const along = order.length * hiddenSize;
  const matrix = part === 'input' || part === 'recurrent';
  const shape = !matrix ? [along] : axis === 'rows' ? [along, across] : [across, along];
  return {
    name,
    shape,
    layer,
    axis: matrix ? axis : 'rows',
    across,
    pieces: pieces(part, direction, hiddenSize, order),
  };
}

/** [P, H], one direction. */
const projectionTensor = (
  name: string,
  layer: number,
  { hiddenSize, projection }: LayerForm,
  direction: Direction,
): TensorPlan[] =>
  projection === 0
    ? []
    : [
        {
          name,
          shape: [projection, hiddenSize],
          layer,
          axis: 'rows',
          across: hiddenSize,
          pieces: [{ direction, part: 'output', size: projection }],
        },
      ];

/** A tensor for both directions, the backward one below the forward one: [D, length, across]. */
function layerTensor(
  form: StackForm,
  name: string,
  layer: number,
  sizes: LayerForm,
  parts: readonly Exclude<Part, 'output'>[],
  order: readonly Gate[],
): TensorPlan {
  const single = parts.map((part) => cellTensor(name, layer, sizes, part, 0, order));
  const along = single.length * order.length * sizes.hiddenSize;
  const across = single[0]?.across ?? 1;
  const matrix = parts[0] === 'input' || parts[0] === 'recurrent';
  return {
    name,
    shape: [form.directions, along, ...(matrix ? [across] : [])],
    layer,
    axis: 'rows',
    across,
    pieces: directionsOf(form).flatMap((direction) =>
      parts.flatMap((part) => pieces(part, direction, sizes.hiddenSize, order)),
    ),
  };
}

/** Group of a Keras layer in a weights file: `lstm`, `lstm_1`, `bidirectional/forward_layer` … */
export function kerasGroup(form: StackForm, layer: number, direction: number): string {
  const number = layer === 0 ? '' : `_${layer}`;
  return form.directions === 1
    ? `layers/lstm${number}/cell`
    : `layers/bidirectional${number}/${direction === 0 ? 'forward' : 'backward'}_layer/cell`;
}

/** TensorFlow.js' names: `lstm_1/kernel`, `bidirectional_1/forward_lstm_1/kernel` … */
const tfjsGroup = (form: StackForm, layer: number, direction: number): string =>
  form.directions === 1
    ? `lstm_${layer + 1}`
    : `bidirectional_${layer + 1}/${direction === 0 ? 'forward' : 'backward'}_lstm_${layer + 1}`;

/** Kernel, recurrent kernel and bias with one row an input: Keras and TensorFlow.js. */
const transposedCells =
  (names: (cell: string) => readonly [string, string, string]) =>
  (group: typeof kerasGroup) =>
  (form: StackForm): TensorPlan[] =>
    eachCell(form, (sizes, layer, direction) => {
      const [kernel, recurrent, bias] = names(group(form, layer, direction));
      const tensor = (name: string, part: 'input' | 'recurrent' | 'bias'): TensorPlan =>
        cellTensor(name, layer, sizes, part, direction, IFGO, 'columns');
      return [
        tensor(kernel, 'input'),
        tensor(recurrent, 'recurrent'),
        ...(form.biases > 0 ? [tensor(bias, 'bias')] : []),
      ];
    });

const pytorch: Layout = {
  order: IFGO,
  biases: 2,
  transposed: false,
  projections: true,
  widths: false,
  tensors: (form) =>
    eachCell(form, (sizes, layer, direction) => {
      const suffix = `l${layer}${direction === 1 ? '_reverse' : ''}`;
      const tensor = (name: string, part: Exclude<Part, 'output'>): TensorPlan =>
        cellTensor(`${name}_${suffix}`, layer, sizes, part, direction, IFGO);
      return [
        tensor('weight_ih', 'input'),
        tensor('weight_hh', 'recurrent'),
        ...(form.biases > 0
          ? [tensor('bias_ih', 'inputBias'), tensor('bias_hh', 'recurrentBias')]
          : []),
        ...projectionTensor(`weight_hr_${suffix}`, layer, sizes, direction),
      ];
    }),
};

const keras: Layout = {
  order: IFGO,
  biases: 1,
  transposed: true,
  projections: false,
  widths: true,
  tensors: transposedCells((cell) => [`${cell}/vars/0`, `${cell}/vars/1`, `${cell}/vars/2`])(
    kerasGroup,
  ),
};

const tfjs: Layout = {
  ...keras,
  tensors: transposedCells((cell) => [
    `${cell}/kernel`,
    `${cell}/recurrent_kernel`,
    `${cell}/bias`,
  ])(tfjsGroup),
};

const onnx: Layout = {
  order: IOFG,
  biases: 2,
  transposed: false,
  projections: false,
  widths: true,
  tensors: (form) =>
    form.layers.flatMap((sizes, layer) => [
      layerTensor(form, `lstm_${layer}.W`, layer, sizes, ['input'], IOFG),
      layerTensor(form, `lstm_${layer}.R`, layer, sizes, ['recurrent'], IOFG),
      ...(form.biases > 0
        ? [layerTensor(form, `lstm_${layer}.B`, layer, sizes, ['inputBias', 'recurrentBias'], IOFG)]
        : []),
    ]),
};

const webnnIn = (order: readonly Gate[]): Layout => ({
  ...onnx,
  order,
  tensors: (form) =>
    form.layers.flatMap((sizes, layer) => {
      const tensor = (name: string, part: Exclude<Part, 'output'>): TensorPlan =>
        layerTensor(form, `lstm_${layer}.${name}`, layer, sizes, [part], order);
      return [
        tensor('weight', 'input'),
        tensor('recurrentWeight', 'recurrent'),
        ...(form.biases > 0
          ? [tensor('bias', 'inputBias'), tensor('recurrentBias', 'recurrentBias')]
          : []),
      ];
    }),
});

const coreml: Layout = {
  order: IFOG,
  biases: 1,
  transposed: false,
  projections: false,
  widths: true,
  tensors: (form) =>
    eachCell(form, (sizes, layer, direction) => {
      const tensor = (name: string, part: Exclude<Part, 'output'>): TensorPlan => {
        const full = `lstm_${layer}.${name}${direction === 1 ? '_back' : ''}`;
        return cellTensor(full, layer, sizes, part, direction, IFOG);
      };
      return [
        tensor('weight_ih', 'input'),
        tensor('weight_hh', 'recurrent'),
        ...(form.biases > 0 ? [tensor('bias', 'bias')] : []),
      ];
    }),
};

/** One matrix and one bias a gate: linLayerID 0…3 for the inputs, 4…7 for the recurrent side. */
const cudnn: Layout = {
  order: IFGO,
  biases: 2,
  transposed: false,
  projections: false,
  widths: false,
  tensors: (form) =>
    eachCell(form, (sizes, layer, direction) => {
      // cuDNN counts the directions of a bidirectional stack as layers of their own.
      const pseudo = `layer_${layer * form.directions + direction}`;
      const id = (number: number, name: string): string => `${pseudo}.linLayerID_${number}.${name}`;
      const gates = (first: number, name: string, part: Exclude<Part, 'output'>): TensorPlan[] =>
        IFGO.map((gate, k) =>
          cellTensor(id(first + k, name), layer, sizes, part, direction, [gate]),
        );
      return [
        ...gates(0, 'matrix', 'input'),
        ...gates(4, 'matrix', 'recurrent'),
        ...(form.biases > 0
          ? [...gates(0, 'bias', 'inputBias'), ...gates(4, 'bias', 'recurrentBias')]
          : []),
      ];
    }),
};

export const LAYOUTS: Readonly<Record<LayoutId, Layout>> = {
  pytorch,
  keras,
  tfjs,
  onnx,
  cudnn,
  coreml,
  webnn: webnnIn(IOFG),
  'webnn-ifgo': webnnIn(IFGO),
};
