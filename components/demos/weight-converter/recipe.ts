/** What a conversion does, in the terms of a recipe: transpose, reorder, add. */
import { LAYOUTS, type LayoutId } from '#formats/layouts.ts';
import type { Gate, StackForm } from '#formats/lstm-weights.ts';

export interface Recipe {
  readonly transpose: boolean;
  /** Which block of the source stands at each place of the target; undefined where the order is the same. */
  readonly blocks: readonly number[] | undefined;
  /** Every gate becomes a tensor of its own. */
  readonly separate: boolean;
  readonly from: readonly Gate[];
  readonly to: readonly Gate[];
  /** `sum`: the two become one; `split`: the one becomes the first, and the second zero. */
  readonly biases: 'none' | 'same' | 'sum' | 'split';
}

export function recipeOf(from: LayoutId, to: LayoutId, { biases }: StackForm): Recipe {
  const [source, target] = [LAYOUTS[from], LAYOUTS[to]];
  const blocks = target.order.map((gate) => source.order.indexOf(gate));
  return {
    transpose: source.transposed !== target.transposed,
    blocks: blocks.every((block, place) => block === place) ? undefined : blocks,
    separate: to === 'cudnn',
    from: source.order,
    to: target.order,
    biases:
      biases === 0
        ? 'none'
        : source.biases === target.biases
          ? 'same'
          : source.biases > target.biases
            ? 'sum'
            : 'split',
  };
}
