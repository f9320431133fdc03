/**
 * `nn.LSTM` in a safetensors file, as `safetensors.torch.save_model` or `save_file(state_dict)` write it: tensors named
 * `weight_ih_l0`, `weight_hh_l0_reverse` …, behind the path of the module. Of several modules the first is read.
 */
import { FormatError } from './format-error.ts';
import { type LayoutTensor, pack, unpack } from './layout.ts';
import { LAYOUTS, type LayoutId } from './layouts.ts';
import type { LayerForm, StackForm, StackWeights } from './lstm-weights.ts';
import type { Recognised } from './recognised.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

const FIRST = /^(.*?)weight_ih_l0$/;
const LAYER = /^weight_ih_l([0-9]{1,3})$/;

/** @throws FormatError when the file is none, holds no LSTM, or one whose tensors do not fit together. */
export function readPytorch(file: Uint8Array): Recognised {
  const { tensors } = readSafetensors(file);
  const [prefix] = [...tensors.keys()].flatMap((name) => FIRST.exec(name)?.[1] ?? []).sort();
  if (prefix === undefined)
    throw new FormatError('no-lstm', 'tensors', 'with one called weight_ih_l0', listed(tensors));
  const own = new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor] as const),
  );
  const form = formOf(own);
  const layout = LAYOUTS.pytorch;
  const used = new Set<string>();
  const precision = tensorOf(own, 'weight_ih_l0').data instanceof Float64Array ? 'F64' : 'F32';
  const stack = unpack(form, layout, precision, ({ name, shape }) => {
    const tensor = tensorOf(own, name);
    if (tensor.shape.join() !== shape.join())
      throw new FormatError(
        'structure',
        `shape of ${name}`,
        shape.join(' × '),
        tensor.shape.join(' × '),
      );
    used.add(prefix + name);
    return tensor.data;
  });
  return {
    format: 'safetensors',
    layout: 'pytorch',
    stack,
    names: [prefix.replace(/\.$/, '') || 'nn.LSTM'],
    ignored: [...tensors.keys()].filter((name) => !used.has(name)),
  };
}

const listed = (tensors: ReadonlyMap<string, Tensor>): string =>
  [...tensors.keys()].slice(0, 3).join(', ') || 'none';

function tensorOf(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new FormatError('structure', 'tensors', `with ${name}`);
  if (!(tensor.data instanceof Float32Array || tensor.data instanceof Float64Array))
    throw new FormatError('structure', name, 'F32 or F64', tensor.data.constructor.name);
  return tensor;
}

function formOf(tensors: ReadonlyMap<string, Tensor>): StackForm {
  const last = Math.max(...[...tensors.keys()].map((name) => Number(LAYER.exec(name)?.[1] ?? 0)));
  const layers = Array.from({ length: last + 1 }, (_, layer): LayerForm => {
    const [rows = 0, inputSize = 0] = tensorOf(tensors, `weight_ih_l${layer}`).shape;
    const projection = tensors.get(`weight_hr_l${layer}`)?.shape[0] ?? 0;
    // Whatever is no multiple of 4 becomes a size that is none.
    return { inputSize, hiddenSize: rows / 4, projection };
  });
  return {
    directions: tensors.has('weight_ih_l0_reverse') ? 2 : 1,
    biases: tensors.has('bias_ih_l0') ? 2 : 0,
    layers,
  };
}

/** How the file's readers learn what it is; in the metadata, which every reader of the format hands on. */
export const README: Readonly<Partial<Record<LayoutId, string>>> = {
  pytorch:
    'PyTorch nn.LSTM state_dict. Rows in four blocks i, f, g, o. Load: lstm.load_state_dict(safetensors.torch.load_file(path)).',
  coreml:
    'Core ML MIL lstm, one operation a layer. Rows in four blocks i, f, o, z (z: candidate). bias = b_ih + b_hh. _back: backward direction.',
  cudnn:
    'cuDNN, one matrix and one bias a gate. linLayerID 0–3: input weights of i, f, new memory, o; 4–7: recurrent weights of the same. layer_N counts the directions of a bidirectional stack as layers (pseudoLayer).',
  webnn:
    'WebNN lstm(), one call a layer, layout "iofg" (the default). weight [D, 4H, I], recurrentWeight [D, 4H, H], bias and recurrentBias [D, 4H].',
  'webnn-ifgo':
    'WebNN lstm(), one call a layer, layout: "ifgo" has to be given. weight [D, 4H, I], recurrentWeight [D, 4H, H], bias and recurrentBias [D, 4H].',
};

/** A stack as safetensors in one of the layouts above, with a description in the metadata. @throws FormatError */
export function writeNamed(stack: StackWeights, id: LayoutId): Uint8Array {
  const tensors = pack(stack, LAYOUTS[id]).map(
    (tensor) => [tensor.name, storedTensor(tensor, stack.precision)] as const,
  );
  const metadata = new Map([
    ['format', 'pt'],
    ['layout', id],
    ['README', README[id] ?? id],
  ]);
  return writeSafetensors(new Map(tensors), metadata);
}

const storedTensor = (
  { shape, data }: LayoutTensor,
  precision: StackWeights['precision'],
): Tensor => ({ shape, data: precision === 'F64' ? data : Float32Array.from(data) });

/** What `writeNamed` wrote in a layout. @throws FormatError when a tensor is missing. */
export function readNamed(file: Uint8Array, id: LayoutId, stack: StackForm): StackWeights {
  const { tensors } = readSafetensors(file);
  const layout = LAYOUTS[id];
  // What a single bias became cannot be told apart again.
  const biases = stack.biases === 0 ? 0 : layout.biases;
  return unpack({ ...stack, biases }, layout, 'F64', ({ name }) => tensorOf(tensors, name).data);
}
