/** What a reading consists of, and the names of units. Pure words: what computes a reading is loaded later. */
import { SHAPE, type Settings } from './demo.ts';

/** States of a sequence, `[layer][unit][step]`, between −1 and 1. */
export type States = readonly (readonly (readonly number[])[])[];

export interface ModelReading {
  readonly h: States;
  /** tanh of the cell state. */
  readonly c: States;
  /** Probability of each class after each step, `[step][class]`. */
  readonly expected: readonly (readonly number[])[];
}

/** How well one unit tracks a feature. */
export interface UnitScore {
  /** `layer.unit`, both from 1. */
  readonly unit: string;
  /** Pearson correlation over the steps, −1…1; NaN where the unit or the feature never changes. */
  readonly r: number;
}

/** Values of the unit called `layer.unit`. */
export function statesOf(states: States, unit: string): readonly number[] {
  const [layer = 0, number = 0] = unit.split('.').map(Number);
  return states[layer - 1]?.[number - 1] ?? [];
}

/** Layer and unit of a running number over all layers, from 0. */
export const unitName = (index: number): string =>
  `${Math.floor(index / SHAPE.hiddenSize) + 1}.${(index % SHAPE.hiddenSize) + 1}`;

/** The unit that is meant: the chosen one, or the best of the search. */
export const meantUnit = (chosen: Settings['unit'], ranking: readonly UnitScore[]): string =>
  chosen === 'best' ? (ranking[0]?.unit ?? '1.1') : chosen;
