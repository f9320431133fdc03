/** How the figure of the home page reads by itself: step by step, a rest at the end, a few rounds, then stillness. */

/** Where the reading stands. */
export interface Place {
  /** Time step, 0…steps − 1. */
  readonly step: number;
  /** Rounds that have begun, from 0: the page starts at the last step of round 0. */
  readonly round: number;
}

/** How long it rests where, and when it ends. */
export interface Pace {
  /** Time steps of the sequence, at least 2. */
  readonly steps: number;
  readonly rounds: number;
  readonly stepMs: number;
  readonly endMs: number;
}

/** About five letters a second, and time to look at the whole before it starts again. */
export const PACE = { rounds: 2, stepMs: 200, endMs: 2600 } as const satisfies Omit<Pace, 'steps'>;

/** The next place and the milliseconds until it is due; nothing once the last round has ended. */
export function readOn(
  { step, round }: Place,
  pace: Pace,
): { place: Place; delay: number } | undefined {
  if (step < pace.steps - 1) return { place: { step: step + 1, round }, delay: pace.stepMs };
  if (round >= pace.rounds) return undefined;
  return { place: { step: 0, round: round + 1 }, delay: pace.endMs };
}
