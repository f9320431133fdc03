/**
 * Random Dyck words: strings of brackets in which every bracket is closed by one of its own kind, as `([])()`.
 *
 * All words of one length are equally likely. With r brackets to come at depth h, the words that go on with an opening
 * bracket are the share (h + 2)(r − h) / (2r(h + 1)) of all, which follows from the ballot numbers
 * N(h, r) = (h + 1)/(r + 1) · C(r + 1, (r − h)/2), the number of ways to come from depth h to 0 in r steps.
 */
import type { Rng } from '#math/rng.ts';

/** One bracket of a word. */
export interface Bracket {
  readonly opens: boolean;
  /** 0…kinds − 1. */
  readonly kind: number;
  /** Kind of the innermost bracket that is open after this one; undefined when none is. */
  readonly open: number | undefined;
}

/**
 * Draws a word uniformly among all of this length.
 * @param length brackets, even and ≥ 2.
 * @param kinds of brackets, whole and ≥ 1.
 * @throws RangeError when the length is odd or too small.
 */
export function drawDyckWord(rng: Rng, length: number, kinds: number): Bracket[] {
  if (!(length >= 2 && length % 2 === 0))
    throw new RangeError(`length must be even and at least 2, got ${length}`);
  const stack: number[] = [];
  return Array.from({ length }, (_, index) => {
    const left = length - index;
    const depth = stack.length;
    const opens = rng.uniform() < ((depth + 2) * (left - depth)) / (2 * left * (depth + 1));
    const kind = opens ? rng.int(0, kinds - 1) : stack.pop()!;
    if (opens) stack.push(kind);
    return { opens, kind, open: stack.at(-1) };
  });
}
