/**
 * What a sweep came to, by a fixed rule. A run beats the trigram when its test score is below the trigram's; it stays at
 * the letter frequencies when it is not at least 0.1 bits a character below the unigram's; the others lie between. A
 * stack gets an outcome when all of its runs have it; else they are counted.
 */
import { cellOf, type Kind, KINDS } from './cells.ts';

/** Bits a character by which a run must be below the letter frequencies to have left them. */
export const LEFT_UNIGRAM = 0.1;

export const OUTCOMES = ['beats', 'between', 'stuck'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Final test scores of one stack; null where a run diverged, which counts as `stuck`. */
export interface CellScores {
  readonly id: string;
  readonly scores: readonly (number | null)[];
}

/** Scores of the uni- and the trigram on the same text. */
export interface Marks {
  readonly unigram: number;
  readonly trigram: number;
}

export function outcomeOf(score: number | null, { unigram, trigram }: Marks): Outcome {
  if (score === null || !(score < unigram - LEFT_UNIGRAM)) return 'stuck';
  return score < trigram ? 'beats' : 'between';
}

/** What became of one kind of stack. */
export interface KindVerdict {
  readonly kind: Kind;
  /** Numbers of layers whose runs all have this outcome. */
  readonly all: Readonly<Record<Outcome, readonly number[]>>;
  /** The others, with how many of their runs have which. */
  readonly mixed: readonly {
    readonly layers: number;
    readonly runs: number;
    readonly counts: Readonly<Record<Outcome, number>>;
  }[];
}

/** The verdict on each kind of stack that has a score, plain first. */
export function verdictOf(cells: readonly CellScores[], marks: Marks): KindVerdict[] {
  return KINDS.flatMap((kind): KindVerdict[] => {
    const own = cells
      .filter(({ id, scores }) => scores.length > 0 && cellOf(id).kind === kind)
      .map(({ id, scores }) => {
        const outcomes = scores.map((score) => outcomeOf(score, marks));
        const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
        return {
          layers: cellOf(id).layers,
          runs: scores.length,
          counts: { beats: count('beats'), between: count('between'), stuck: count('stuck') },
        };
      });
    const inAll = (outcome: Outcome): number[] =>
      own.filter(({ counts, runs }) => counts[outcome] === runs).map(({ layers }) => layers);
    const all = { beats: inAll('beats'), between: inAll('between'), stuck: inAll('stuck') };
    const mixed = own.filter(({ counts, runs }) =>
      OUTCOMES.every((outcome) => counts[outcome] < runs),
    );
    return own.length > 0 ? [{ kind, all, mixed }] : [];
  });
}
