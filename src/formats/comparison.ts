/** The random input of a comparison: standard normal numbers, the same for the same seed. */
export const COMPARISON = { seed: 1, steps: 12, batch: 2 } as const;
