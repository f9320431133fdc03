/** What the figure says of words and scores. */
import type { TagScores } from '#tasks/tagging/scores.ts';
import { type Tag, TAGS } from '#tasks/tagging/tags.ts';
import type { Tagged } from '#train/tagger-protocol.ts';

/** A second tag is named where it is at least this likely. */
const WORTH_NAMING = 0.1;

export interface TaggedWord {
  readonly word: string;
  readonly seen: boolean;
  readonly tag: Tag;
  /** 0…1. */
  readonly confidence: number;
  readonly second: { readonly tag: Tag; readonly probability: number } | undefined;
}

/** Every word with its likeliest tag. */
export function taggedWords({ words, seen, answers }: Tagged): TaggedWord[] {
  return words.map((word, k) => {
    const order = TAGS.map((tag, index) => ({ tag, probability: answers[k]?.[index] ?? 0 }));
    order.sort((a, b) => b.probability - a.probability);
    const [first, second] = order;
    return {
      word,
      seen: seen[k] ?? false,
      tag: first?.tag ?? 'X',
      confidence: first?.probability ?? 0,
      second: second && second.probability >= WORTH_NAMING ? second : undefined,
    };
  });
}

export const GROUPS = ['all', 'seen', 'unseen'] as const;
export type Group = (typeof GROUPS)[number];

/** One cell of the confusion matrix. */
export interface Cell {
  readonly count: number;
  /** 0…4: shade by the share of the row. */
  readonly shade: number;
}

/** Rows are true tags, columns given ones. Shades are steps of the share of the row: none, up to 1, 5, 20 %, more. */
export const confusionRows = ({ confusion }: TagScores): { tag: Tag; cells: Cell[] }[] =>
  TAGS.map((tag, row) => {
    const counts = confusion[row] ?? [];
    const total = counts.reduce((sum, count) => sum + count, 0);
    const cells = counts.map((count) => {
      const share = total === 0 ? 0 : count / total;
      const shade = count === 0 ? 0 : share < 0.01 ? 1 : share < 0.05 ? 2 : share < 0.2 ? 3 : 4;
      return { count, shade };
    });
    return { tag, cells };
  });

/** The commonest mistake: a true tag, the one given for it, and how often. */
export function commonestMistake({ confusion }: TagScores): { is: Tag; given: Tag; count: number } {
  let most = { is: TAGS[0] as Tag, given: TAGS[0] as Tag, count: 0 };
  TAGS.forEach((is, row) => {
    TAGS.forEach((given, column) => {
      const count = confusion[row]?.[column] ?? 0;
      if (is !== given && count > most.count) most = { is, given, count };
    });
  });
  return most;
}
