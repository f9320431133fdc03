/** Where the last states of a call are: pairs of expressions that readers take for the same, and those that are. */
import type { FullTensor, TorchOrder } from './lstm-run.ts';
import type { KerasLstm } from './keras-lstm.ts';
import { torchDirections, torchShown } from './torch-lstm.ts';

/** An expression over what was returned: as code, and what it gives. */
export interface Expression {
  readonly code: string;
  readonly read: (tensors: readonly FullTensor[]) => number[];
}

export interface Pair {
  readonly left: Expression;
  readonly right: Expression;
}

/** An index of one axis: one place, counted from the end when negative, a range, or all of it. */
type Index = number | readonly [from: number, to: number] | undefined;

/** The numbers of `tensor[index]`, row-major. */
export function part({ sizes, values }: FullTensor, index: readonly Index[]): number[] {
  const places = sizes.map((size, axis) => {
    const at = index[axis];
    if (typeof at === 'number') return [at < 0 ? size + at : at];
    const [from, to] = at ?? [0, size];
    return Array.from({ length: to - from }, (_, k) => from + k);
  });
  let offsets = [0];
  for (const [axis, size] of sizes.entries())
    offsets = offsets.flatMap((offset) => places[axis]!.map((at) => offset * size + at));
  return offsets.map((offset) => values[offset]!);
}

const tensorIn = (tensors: readonly FullTensor[], name: string): FullTensor =>
  tensors.find((tensor) => tensor.name === name)!;

const slice = (name: string, code: string, index: readonly Index[]): Expression => ({
  code: `${name}${code}`,
  read: (tensors) => part(tensorIn(tensors, name), index),
});

const whole = (name: string): Expression => slice(name, '', []);

/** Rows of two arrays of the same number of rows, side by side. */
const joinedRows = (code: string, names: readonly Expression[], rows: number): Expression => ({
  code,
  read: (tensors) => {
    const parts = names.map(({ read }) => read(tensors));
    return Array.from({ length: rows }, (_, row) =>
      parts.flatMap((values) => {
        const width = values.length / rows;
        return values.slice(row * width, (row + 1) * width);
      }),
    ).flat();
  },
});

/** PyTorch: `output` at its ends against the cells of `h_n`. */
export function torchPairs({ lstm, batch, lengths }: TorchOrder): Pair[] {
  const R = torchShown(lstm);
  const both = torchDirections(lstm) === 2;
  const batched = batch !== undefined;
  const swap = batched && lstm.batchFirst;
  /** `output` at a step, whole or one half of its last axis. */
  const at = (step: 0 | -1, half: '' | ':R' | 'R:' = ''): Expression => {
    const range: Index = half === '' ? undefined : half === ':R' ? [0, R] : [R, 2 * R];
    const axes = swap ? [':', String(step)] : [String(step), ...(batched && half ? [':'] : [])];
    const code = `[${[...axes, ...(half ? [half] : [])].join(', ')}]`;
    const index = swap
      ? [undefined, step, range]
      : batched
        ? [step, undefined, range]
        : [step, range];
    return slice('output', code, index);
  };
  const cell = (place: number): Expression => slice('h_n', `[${place}]`, [place]);
  const pairs: Pair[] = [];
  const compare = (left: Expression, right: Expression): void => {
    pairs.push({ left, right });
  };
  if (both) {
    compare(at(-1, ':R'), cell(-2));
    compare(at(-1, 'R:'), cell(-1));
    compare(at(0, 'R:'), cell(-1));
    compare(
      at(-1),
      joinedRows('torch.cat((h_n[-2], h_n[-1]), dim=-1)', [cell(-2), cell(-1)], batch ?? 1),
    );
  } else {
    compare(at(-1), cell(-1));
    if (lstm.numLayers > 1) compare(at(-1), cell(0));
  }
  if (lengths) {
    const name = swap ? 'output[range(N), lengths - 1' : 'output[lengths - 1, range(N)';
    const ends: Expression = {
      code: `${name}${both ? ', :R' : ''}]`,
      read: (tensors) =>
        lengths.flatMap((length, n) =>
          part(tensorIn(tensors, 'output'), [
            ...(swap ? [n, length - 1] : [length - 1, n]),
            [0, R] as const,
          ]),
        ),
    };
    compare(ends, cell(both ? -2 : -1));
  }
  return pairs;
}

/** Keras: the sequence at its ends, and the output without the sequence, against the states. */
export function kerasPairs({ units: U, mergeMode }: KerasLstm): Pair[] {
  if (mergeMode === undefined)
    return [
      { left: slice('output', '[:, -1]', [undefined, -1]), right: whole('h') },
      { left: whole('last_output'), right: whole('h') },
    ];
  if (mergeMode === 'None')
    return [
      { left: slice('output_forward', '[:, -1]', [undefined, -1]), right: whole('h_forward') },
      { left: slice('output_backward', '[:, -1]', [undefined, -1]), right: whole('h_backward') },
      { left: slice('output_backward', '[:, 0]', [undefined, 0]), right: whole('h_backward') },
    ];
  const last = { left: slice('output', '[:, -1]', [undefined, -1]), right: whole('last_output') };
  if (mergeMode !== 'concat') return [last];
  const half = (step: 0 | -1, text: ':U' | 'U:'): Expression =>
    slice('output', `[:, ${step}, ${text}]`, [
      undefined,
      step,
      text === ':U' ? [0, U] : [U, 2 * U],
    ]);
  return [
    { left: half(-1, ':U'), right: whole('h_forward') },
    { left: half(-1, 'U:'), right: whole('h_backward') },
    { left: half(0, 'U:'), right: whole('h_backward') },
    last,
  ];
}
