/**
 * n-gram models of token sequences, each order mixed with the next lower one (MacKay and Peto 1995,
 * mackay1995hierarchical):
 *
 *   p_n(x | h) = (count(h, x) + κ_n p_{n−1}(x | h′)) / (count(h) + κ_n)      p_0(x) = 1/V
 *
 * h are the n − 1 tokens before x, and h′ the same without the earliest. κ_n, the number of observations at which a
 * context's own counts weigh as much as the lower order, is chosen on held-out text.
 */

/**
 * The probability of the token at `place` of a text, given the `known` tokens before it; where that is less than n − 1,
 * the highest order that can do with so few answers.
 */
export type NGram = (text: ArrayLike<number>, place: number, known: number) => number;

/** Candidates for κ: 1/16, 1/8, … 1024. */
const CANDIDATES = Array.from({ length: 15 }, (_, k) => 2 ** (k - 4));

/** The `length` tokens before `place` as one number, in base V. */
function contextAt(text: ArrayLike<number>, place: number, length: number, vocabulary: number) {
  let context = 0;
  for (let k = place - length; k < place; k++) context = context * vocabulary + text[k]!;
  return context;
}

/** The models of one order on top of `lower`, one for each κ. */
function addOrder(
  lower: NGram,
  train: ArrayLike<number>,
  vocabulary: number,
  order: number,
): (kappa: number) => NGram {
  const length = order - 1;
  const totals = createCounts(vocabulary ** length);
  const counts = createCounts(vocabulary ** order);
  for (let place = length; place < train.length; place++) {
    const context = contextAt(train, place, length, vocabulary);
    totals.add(context);
    counts.add(context * vocabulary + train[place]!);
  }
  return (kappa) => (text, place, known) => {
    const below = lower(text, place, known);
    if (known < length) return below;
    const context = contextAt(text, place, length, vocabulary);
    const count = counts.of(context * vocabulary + text[place]!);
    return (count + kappa * below) / (totals.of(context) + kappa);
  };
}

/** Above this many numbers only those that occur are kept. */
const MOST_CELLS = 2 ** 24;

interface Counts {
  add(number: number): void;
  of(number: number): number;
}

/** How often each of the numbers 0…`size` − 1 was added. @param size at most 2⁵³. */
function createCounts(size: number): Counts {
  if (size <= MOST_CELLS) {
    const cells = new Uint32Array(size);
    return { add: (number) => void cells[number]!++, of: (number) => cells[number]! };
  }
  const kept = new Map<number, number>();
  return {
    add: (number) => void kept.set(number, (kept.get(number) ?? 0) + 1),
    of: (number) => kept.get(number) ?? 0,
  };
}

/** Mean −log₂ p over a text. */
function bitsOn(text: ArrayLike<number>, model: NGram): number {
  let bits = 0;
  for (let place = 0; place < text.length; place++) bits -= Math.log2(model(text, place, place));
  return bits / text.length;
}

/**
 * Models of order 1, 2, … `highest`.
 * @param train token numbers 0…V − 1, counted.
 * @param heldOut token numbers 0…V − 1, not among those; κ_n is the candidate that gives the fewest bits on them, chosen
 *   for the lowest order first.
 * @param vocabulary V; up to V^highest counts are kept, and V^highest must be below 2⁵³.
 */
export function fitNGrams(
  train: ArrayLike<number>,
  heldOut: ArrayLike<number>,
  vocabulary: number,
  highest: number,
): NGram[] {
  let best: NGram = () => 1 / vocabulary;
  return Array.from({ length: highest }, (_, index) => {
    const withKappa = addOrder(best, train, vocabulary, index + 1);
    let fewest = Infinity;
    for (const candidate of CANDIDATES.map(withKappa)) {
      const bits = bitsOn(heldOut, candidate);
      if (bits < fewest) [best, fewest] = [candidate, bits];
    }
    return best;
  });
}
