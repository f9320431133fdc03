/**
 * A model's weights as PyTorch names and lays them out: `nn.LSTM` keeps [4H, I] where we keep [I, 4H], and two biases
 * that it adds up, of which the second is zero here. The gates stand in the same order, i, f, g, o.
 *
 *   embedding.weight [V, I]   lstm.weight_ih_l0 [4H, I]  lstm.weight_hh_l0 [4H, H]  lstm.bias_ih_l0, lstm.bias_hh_l0 [4H]
 *   lstm.weight_ih_l0_reverse …   lstm.weight_ih_l1 …   head.weight [O, D·H]   head.bias [O]
 *
 * `nn.LSTM` cannot add a layer's input to its output: with residual paths layer k is an `nn.LSTM` of its own, and its
 * weights are `layers.<k − 1>.weight_ih_l0` and so on.
 */
import { parameterLayout, type ParameterBlock } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Tensor } from './safetensors.ts';

const PLACE = /^layer(\d+)(\.backward)?\.(kernel|recurrent|bias)$/;

/** [rows, columns] → [columns, rows] */
export function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = values[row * columns + column] ?? NaN;
  return result;
}

/** One of our blocks as PyTorch's tensors. */
function tensorsOf(
  { name, shape }: ParameterBlock,
  values: Float32Array,
  residual: boolean,
): [string, Tensor][] {
  const [rows = 1, columns = 1] = shape;
  const turned: Tensor = { shape: [columns, rows], data: transposed(values, rows, columns) };
  const [, layer, backward, part] = PLACE.exec(name) ?? [];
  if (layer === undefined)
    switch (name) {
      case 'head.kernel':
        return [['head.weight', turned]];
      case 'embedding':
        return [['embedding.weight', { shape, data: values }]];
      default:
        return [[name, { shape, data: values }]];
    }
  const index = Number(layer) - 1;
  const module = residual ? `layers.${index}` : 'lstm';
  const end = `l${residual ? 0 : index}${backward === undefined ? '' : '_reverse'}`;
  if (part === 'bias')
    return [
      [`${module}.bias_ih_${end}`, { shape, data: values }],
      [`${module}.bias_hh_${end}`, { shape, data: new Float32Array(values.length) }],
    ];
  return [[`${module}.weight_${part === 'kernel' ? 'ih' : 'hh'}_${end}`, turned]];
}

/**
 * @param parameters in the order of `parameterLayout(spec)`
 * @throws RangeError when their number is not the model's.
 */
export function torchTensors(
  spec: ModelSpecification,
  parameters: Float32Array,
): Map<string, Tensor> {
  const layout = parameterLayout(spec);
  const total = layout.reduce((sum, { size }) => sum + size, 0);
  if (parameters.length !== total)
    throw new RangeError(`parameters must hold ${total} numbers, got ${parameters.length}`);
  return new Map(
    layout.flatMap((block) =>
      tensorsOf(
        block,
        parameters.slice(block.offset, block.offset + block.size),
        spec.residual ?? false,
      ),
    ),
  );
}
