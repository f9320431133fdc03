/** The weights by name, both frameworks side by side, with what repeats from layer to layer and direction folded. */
import { type WeightTensor, weightTensors } from '#model/framework-weights.ts';
import { type Settings, shapeOf } from './demo.ts';

export interface WeightRow {
  readonly key: string;
  readonly kind: WeightTensor['kind'];
  /** First and last of the layers that have it; 0 outside the stack. */
  readonly from: number;
  readonly to: number;
  /** The backward direction has one more. */
  readonly both: boolean;
  /** How many of this name and shape there are: layers times directions. */
  readonly copies: number;
  readonly pytorch: NamedShape | undefined;
  readonly keras: NamedShape | undefined;
}

/** A tensor, or several of the same shape: `weight_ih_l1…l3`. */
export interface NamedShape {
  readonly name: string;
  readonly shape: readonly number[];
  /** Numbers in one of them. */
  readonly size: number;
}

/** Rows from the embedding to the head; layer 1 apart from those above it, which are all alike. */
export function weightRows(settings: Settings): WeightRow[] {
  const shape = shapeOf(settings);
  const { numLayers, bidirectional, projection } = shape;
  const torch = weightTensors(shape, 'pytorch').filter(({ backward }) => !backward);
  const keras =
    projection > 0 ? [] : weightTensors(shape, 'keras').filter(({ backward }) => !backward);
  // Layer 1, and layer 2 for all that are above it.
  return [0, 1, 2].flatMap((layer) => {
    if (layer > numLayers) return [];
    const own = torch.filter((tensor) => tensor.layer === layer);
    const theirs = keras.filter((tensor) => tensor.layer === layer);
    const to = layer === 2 ? numLayers : layer;
    const copies = layer === 0 ? 1 : (to - layer + 1) * (bidirectional ? 2 : 1);
    const taken = new Set<WeightTensor>();
    return own.map((tensor): WeightRow => {
      // PyTorch's second bias has no counterpart.
      const twin = theirs.find(
        (each) => !taken.has(each) && each.kind === tensor.kind && sameSize(each, tensor),
      );
      if (twin) taken.add(twin);
      return {
        key: `${layer} ${tensor.kind} ${tensor.name} ${tensor.shape.join('×')}`,
        kind: tensor.kind,
        from: layer,
        to,
        both: layer > 0 && bidirectional,
        copies,
        pytorch: { ...tensor, name: to > layer ? `${tensor.name} … l${to - 1}` : tensor.name },
        keras: twin,
      };
    });
  });
}

const sameSize = (a: WeightTensor, b: WeightTensor): boolean => a.size === b.size;
