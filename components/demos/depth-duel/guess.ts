/**
 * Predict, then run: the reader says before a run which of its first two arms will do better, or that there will be no
 * clear difference, and is scored on their own run by the rule of `evidence.ts`.
 */
import type { Evidence } from '#viz/evidence.ts';

/** In the order of the choices. */
export const GUESSES = ['first', 'open', 'second'] as const;
export type Guess = (typeof GUESSES)[number];

export interface GuessScore {
  readonly guess: Guess;
  /** `few`: too few seeds for a verdict, so the guess is neither right nor wrong. */
  readonly outcome: 'right' | 'wrong' | 'few';
  /** Which arm won more pairs of the run; `open` when neither did. */
  readonly ahead: Guess;
  /** The same guess against the recorded result; undefined without one that has a verdict. */
  readonly recorded: 'right' | 'wrong' | undefined;
}

/**
 * @param own the reader's run
 * @param recorded the recorded result of the same models, where there is one
 */
export function scoreGuess(
  guess: Guess,
  own: Evidence,
  recorded: Evidence | undefined,
): GuessScore {
  const judge = (evidence: Evidence | undefined): 'right' | 'wrong' | undefined =>
    evidence === undefined || evidence.verdict === 'few'
      ? undefined
      : evidence.verdict === guess
        ? 'right'
        : 'wrong';
  const lead = own.wins.second - own.wins.first;
  return {
    guess,
    outcome: judge(own) ?? 'few',
    ahead: lead > 0 ? 'second' : lead < 0 ? 'first' : 'open',
    recorded: judge(recorded),
  };
}
