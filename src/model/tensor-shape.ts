/** Tensors as the frameworks show them: a name, axes with a meaning, and what was said about arguments. */

/**
 * What an axis counts: time steps, sequences, numbers a step, cells (layers times directions), what a cell shows (h, and
 * its directions side by side), or units (c).
 */
export type AxisRole = 'time' | 'batch' | 'input' | 'cells' | 'shown' | 'units';

export interface Axis {
  readonly role: AxisRole;
  /** As articles and documentation write it: `T`, `D·R`. */
  readonly letters: string;
  readonly size: number;
}

export interface NamedTensor {
  /** `output`, `h_n` … */
  readonly name: string;
  readonly axes: readonly Axis[];
}

/** A warning or an error as the framework words it. */
export interface Said {
  readonly kind: 'UserWarning' | 'ValueError' | 'RuntimeError';
  readonly text: string;
}

export const isError = ({ kind }: Said): boolean => kind !== 'UserWarning';

/** Sizes of the axes, [5, 2, 3]. */
export const sizesOf = ({ axes }: NamedTensor): number[] => axes.map(({ size }) => size);

/** Numbers in a tensor of these sizes. */
export const countOf = (sizes: readonly number[]): number =>
  sizes.reduce((product, size) => product * size, 1);

/** As Python writes it: `(5, 2, 3)`, `(80,)`. */
export const pythonTuple = (sizes: readonly (number | string)[]): string =>
  sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(', ')})`;

/** As Python writes a list: `[5, 2, 3]`. */
export const pythonList = (sizes: readonly number[]): string => `[${sizes.join(', ')}]`;
