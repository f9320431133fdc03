/** What an axis is for: the expressions that index it, each with what it gives. */
import type { NamedTensor } from '#model/tensor-shape.ts';
import type { Settings } from './demo.ts';
import type { View } from './view.ts';

/** What an expression gives; every one has a sentence in both languages. */
export type Meaning =
  | 'step'
  | 'lastStep'
  | 'lastPadded'
  | 'sequence'
  | 'feature'
  | 'unit'
  | 'forwardHalf'
  | 'backwardHalf'
  | 'forwardEnd'
  | 'backwardFirst'
  | 'backwardEnd'
  | 'merged'
  | 'topCell'
  | 'topForward'
  | 'topBackward'
  | 'byLayer'
  | 'readFirst';

export interface AxisCode {
  readonly code: string;
  readonly meaning: Meaning;
}

/** `output[:, -1]`: an index at one axis, everything before it whole. */
const at = (name: string, axis: number, index: string): string =>
  `${name}[${[...Array.from({ length: axis }, () => ':'), index].join(', ')}]`;

/** Indexes the last axis, and another one before it. */
function both(tensor: NamedTensor, axis: number, index: string, last: string): string {
  const parts = tensor.axes.map((_, n) => (n === axis ? index : ':'));
  return `${tensor.name}[${[...parts.slice(0, -1), last].join(', ')}]`;
}

/** The expressions for an axis of a tensor. */
export function axisCode({ settings }: View, tensor: NamedTensor, axis: number): AxisCode[] {
  const { name, axes } = tensor;
  const halves = halvesOf(settings, name);
  switch (axes[axis]?.role) {
    case undefined:
      return [];
    case 'time': {
      const code = [{ code: at(name, axis, 't'), meaning: 'step' as const }];
      if (name === 'input') return code;
      const padded = settings.framework === 'pytorch' && settings.input === 'packed';
      const last = padded ? ('lastPadded' as const) : ('lastStep' as const);
      if (!halves) {
        const reads = settings.framework === 'keras' && settings.goBackwards;
        const meaning = name === 'output_backward' ? 'backwardFirst' : reads ? 'readFirst' : last;
        return [...code, { code: at(name, axis, '-1'), meaning }];
      }
      return [
        ...code,
        { code: both(tensor, axis, '-1', `:${halves}`), meaning: padded ? last : 'forwardEnd' },
        {
          code: both(tensor, axis, '-1', `${halves}:`),
          meaning: padded ? last : 'backwardFirst',
        },
        { code: both(tensor, axis, '0', `${halves}:`), meaning: 'backwardEnd' },
      ];
    }
    case 'batch':
      return [{ code: at(name, axis, 'n'), meaning: 'sequence' }];
    case 'input':
      return [{ code: `${name}[..., k]`, meaning: 'feature' }];
    case 'cells':
      return settings.bidirectional
        ? [
            { code: at(name, axis, '-2'), meaning: 'topForward' },
            { code: at(name, axis, '-1'), meaning: 'topBackward' },
            { code: viewCode(tensor), meaning: 'byLayer' },
          ]
        : [{ code: at(name, axis, '-1'), meaning: 'topCell' }];
    case 'shown':
    case 'units':
      if (halves)
        return [
          { code: `${name}[..., :${halves}]`, meaning: 'forwardHalf' },
          { code: `${name}[..., ${halves}:]`, meaning: 'backwardHalf' },
        ];
      return [{ code: `${name}[..., k]`, meaning: mergedOf(settings, name) ? 'merged' : 'unit' }];
  }
}

const viewCode = ({ name, axes }: NamedTensor): string =>
  `${name}.view(L, 2, ${axes
    .slice(1)
    .map(({ letters }) => letters)
    .join(', ')})[layer, direction]`;

/** The letter of half the last axis of `output`, where it holds two directions. */
function halvesOf(settings: Settings, name: string): 'R' | 'U' | undefined {
  if (name !== 'output') return undefined;
  if (settings.framework === 'pytorch') return settings.bidirectional ? 'R' : undefined;
  return settings.merge === 'concat' ? 'U' : undefined;
}

/** Each number is made of both directions. */
const mergedOf = ({ framework, merge }: Settings, name: string): boolean =>
  framework === 'keras' && name === 'output' && ['sum', 'mul', 'ave'].includes(merge);
