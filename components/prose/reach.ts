/**
 * What the output at each step can depend on, for three wirings of LSTM layers: a grid of steps by inputs.
 * Pure; Reach.astro draws it, and a test holds it against the derivatives of the reference.
 */

/** Wirings that readers confuse. */
export const WIRINGS = ['one', 'two', 'both'] as const;
export type Wiring = (typeof WIRINGS)[number];

/**
 * Which inputs reach the output at a step.
 * @param steps number of time steps, 1 or more
 * @returns `[step][input]`: does the output at `step` depend on the input at `input`?
 */
export const reach = (wiring: Wiring, steps: number): boolean[][] =>
  Array.from({ length: steps }, (_, step) =>
    Array.from({ length: steps }, (__, input) => wiring === 'both' || input <= step),
  );
