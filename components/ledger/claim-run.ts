/** A claim's run as data: which seeds a reader trains, and the plan that trains them. */
import type { Plan } from '#train/protocol.ts';

/** How many seeds a reader may run at once. */
export const RUNS = { min: 1, max: 10, initial: 5 } as const;

/** Seeds a reader may begin with; the largest leaves room for the others. */
export const FIRST_SEED = { min: 0, max: 999_999_999 } as const;

/** Where the reader's seeds begin unless chosen otherwise: far from the recorded ones, which begin at 1. */
export const OWN_SEEDS_FROM = 1001;

/** `count` seeds from `first` on. */
export const seedsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** The recorded plan with a reader's seeds in place of the recorded ones. */
export const readersPlan = (plan: Plan, first: number, count: number): Plan => ({
  ...plan,
  seeds: seedsFrom(first, count),
});

/** Do any of these seeds belong to the recorded run? Such a run repeats it and is no second opinion. */
export const overlaps = (plan: Plan, first: number, count: number): boolean =>
  seedsFrom(first, count).some((seed) => plan.seeds.includes(seed));

/**
 * Reads a seed that somebody typed.
 * @returns undefined unless it is a whole number within `FIRST_SEED`.
 */
export function readSeed(text: string): number | undefined {
  const plain = text.trim().replaceAll(',', '');
  if (!/^\d{1,9}$/.test(plain)) return undefined;
  const seed = Number(plain);
  return seed >= FIRST_SEED.min && seed <= FIRST_SEED.max ? seed : undefined;
}

/** Layers, units and whether an arm reads both directions, as `LedgerStrings.arm` takes them. */
export const shapeParts = ({ spec }: Plan['arms'][number]): [number, number, boolean] => [
  spec.numLayers,
  spec.hiddenSize,
  spec.bidirectional === true,
];
