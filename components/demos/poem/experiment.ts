/** What the experiment `poem` records. */

export const POEM_ARMS = ['one', 'two'] as const;
export type PoemArm = (typeof POEM_ARMS)[number];

export interface VerseStatistics {
  /** Characters of the longest run that each poem shares with the training poems. */
  readonly copied: readonly number[];
  /** Of quatrains: lines whose even places alternate, do not, or may (`alternation`). */
  readonly tones?: Readonly<Record<'yes' | 'no' | 'open', number>>;
}

export interface ModelResult {
  /** Perplexity a character, on held-out and, where the rate has been chosen, on test poems. */
  readonly heldOut: number;
  readonly test?: number;
  readonly written?: VerseStatistics;
}

export interface BaselineResult {
  /** Perplexities of n-grams of order 1, 2, … */
  readonly nGrams: readonly number[];
  /** Test poems, examined as the written ones are. */
  readonly real: VerseStatistics;
}
