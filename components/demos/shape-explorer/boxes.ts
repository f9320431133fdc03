/** The tensors of a view as the drawing takes them: whose colour, and which part is the backward direction's. */
import type { BoxInput, BoxKind } from '#viz/shape-boxes.ts';
import type { Settings } from './demo.ts';
import { statesOf, type View } from './view.ts';

const kindOf = (name: string): BoxKind =>
  name === 'input' ? 'input' : name.startsWith('c') ? 'cell' : 'hidden';

function backwardOf({ framework, bidirectional, merge }: Settings, name: string) {
  if (name.endsWith('_backward')) return 'all';
  if (framework === 'keras')
    return name === 'output' && merge === 'concat' ? 'upper-half' : undefined;
  if (!bidirectional || name === 'input') return undefined;
  return name === 'output' ? 'upper-half' : 'odd-cells';
}

export const boxesOf = ({ settings, tensors }: View): BoxInput[] =>
  tensors.map((tensor) => ({
    tensor,
    kind: kindOf(tensor.name),
    // Handed over with its axes exchanged, the cells are no longer where the drawing looks for them.
    backward:
      tensor.name.endsWith('_0') && statesOf(settings) === 'swapped'
        ? undefined
        : backwardOf(settings, tensor.name),
  }));
