/** Every weight by name, one by one, PyTorch's and Keras' side by side, and both counts. */
import { kerasWeights } from '#model/keras-lstm.ts';
import type { WeightTensor } from '#model/framework-weights.ts';
import { torchWeights } from '#model/torch-lstm.ts';
import type { Settings } from './demo.ts';
import { kerasOf, torchOf } from './view.ts';

export interface WeightRow {
  readonly layer: number;
  readonly backward: boolean;
  readonly kind: WeightTensor['kind'];
  readonly pytorch: WeightTensor | undefined;
  readonly keras: WeightTensor | undefined;
}

export interface WeightTable {
  readonly rows: readonly WeightRow[];
  /** Undefined where the framework cannot build the same. */
  readonly pytorch: number | undefined;
  readonly keras: number | undefined;
}

const sum = (tensors: readonly WeightTensor[] | undefined): number | undefined =>
  tensors?.reduce((total, { size }) => total + size, 0);

/** Keras' twin of PyTorch's directions concatenates them; it has no projection. */
function kerasTwin(settings: Settings): WeightTensor[] | undefined {
  if (settings.framework === 'keras') return kerasWeights(kerasOf(settings), settings.inputSize);
  if (settings.projSize > 0) return undefined;
  const merge = settings.bidirectional ? ('concat' as const) : ('one' as const);
  return kerasWeights(kerasOf({ ...settings, merge }), settings.inputSize);
}

/** PyTorch only concatenates; with one layer the merge mode is no matter of weights. */
function torchTwin(settings: Settings): WeightTensor[] | undefined {
  if (settings.framework === 'pytorch') return torchWeights(torchOf(settings));
  const { merge, numLayers } = settings;
  if (numLayers > 1 && merge !== 'one' && merge !== 'concat') return undefined;
  return torchWeights({ ...torchOf(settings), projSize: 0, bidirectional: merge !== 'one' });
}

export function weightTable(settings: Settings): WeightTable {
  const torch = torchTwin(settings);
  const keras = kerasTwin(settings);
  const taken = new Set<WeightTensor>();
  /** The first of the others for the same job that is still free: PyTorch's second bias has no twin. */
  const twinOf = (tensor: WeightTensor): WeightTensor | undefined => {
    const twin = keras?.find(
      (each) =>
        !taken.has(each) &&
        each.kind === tensor.kind &&
        each.layer === tensor.layer &&
        each.backward === tensor.backward,
    );
    if (twin) taken.add(twin);
    return twin;
  };
  const row = (
    tensor: WeightTensor,
    pytorch: WeightTensor | undefined,
    twin: WeightTensor | undefined,
  ): WeightRow => ({
    layer: tensor.layer,
    backward: tensor.backward,
    kind: tensor.kind,
    pytorch,
    keras: twin,
  });
  const rows = torch
    ? torch.map((tensor) => row(tensor, tensor, twinOf(tensor)))
    : (keras ?? []).map((tensor) => row(tensor, undefined, tensor));
  return { rows, pytorch: sum(torch), keras: sum(keras) };
}
