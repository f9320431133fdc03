/**
 * Seeded random numbers: xoshiro128** (Blackman and Vigna), its state filled by hashing the seed with a counter.
 *
 * A run has one seed. `streamSeed` derives independent streams from it by name, so that drawing one number more for
 * the weights cannot change the data, and batch 700 can be made without making the 699 before it.
 */

export interface Rng {
  /** Uniform in [low, high), by default [0, 1), on a grid of 2⁻⁵³ of the range. */
  uniform(low?: number, high?: number): number;
  /** Standard normal by the Box–Muller transform. */
  normal(): number;
  /** Whole number in low…high, both ends included. */
  int(low: number, high: number): number;
  /** Permutes the array in place (Fisher–Yates) and returns it. */
  shuffle<Item>(items: Item[]): Item[];
}

/** A bijection of 32-bit words in which every bit of the input moves every bit of the output: MurmurHash3's finaliser. */
function mix(word: number): number {
  let z = word;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** Throws unless the seed is a whole number in 0…2⁵³ − 1. */
function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(
      `seed must be a whole number in 0…${Number.MAX_SAFE_INTEGER}, got ${seed}`,
    );
}

/**
 * The raw generator.
 * @param state four 32-bit numbers, not all zero; copied.
 * @returns a function that gives the next 32-bit unsigned number.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = state;
  return () => {
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
}

/**
 * A generator that depends on nothing but its seed.
 * @throws RangeError when the seed is not a whole number in 0…2⁵³ − 1.
 */
export function createRng(seed: number): Rng {
  checkSeed(seed);
  const low32 = seed >>> 0;
  const high32 = Math.floor(seed / 2 ** 32);
  // Both halves of the seed enter every word, so that neighbouring seeds share no word of the state.
  const word = (k: number) => mix(mix(low32 + Math.imul(k, 0x9e3779b9)) ^ mix(high32 ^ (k << 24)));
  const next = xoshiro128([word(1), word(2), word(3), word(4) | 1]);

  const uniform = (low = 0, high = 1) => {
    const fraction = ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
    return low + fraction * (high - low);
  };
  const int = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  const normal = () =>
    // 1 − u lies in (0, 1], where the logarithm is finite.
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const shuffle = <Item>(items: Item[]) => {
    for (let last = items.length - 1; last > 0; last--) {
      const other = int(0, last);
      [items[last], items[other]] = [items[other] as Item, items[last] as Item];
    }
    return items;
  };
  return { uniform, normal, int, shuffle };
}

/**
 * A seed for the stream with this name, e.g. `streamSeed(3, 'adding', 'train', 700)`: a 53-bit hash of the parent seed
 * and the labels. The number 1 and the string '1' are the same label.
 * @throws RangeError when the parent seed is not a whole number in 0…2⁵³ − 1.
 */
export function streamSeed(seed: number, ...labels: readonly (string | number)[]): number {
  checkSeed(seed);
  // Two 32-bit lanes; the second also reads the first, so that they do not move together.
  let a = mix((seed >>> 0) ^ 0x9e3779b9);
  let b = mix(Math.floor(seed / 2 ** 32) ^ a ^ 0x7f4a7c15);
  const absorb = (word: number) => {
    a = mix(Math.imul(a, 5) + word + 0x52dce729);
    b = mix(Math.imul(b, 9) ^ word ^ a);
  };
  for (const label of labels) {
    const text = String(label);
    for (let index = 0; index < text.length; index++) absorb(text.charCodeAt(index));
    // The length closes a label, so that ('ab', 'c') and ('a', 'bc') differ.
    absorb(0x10000 + text.length);
  }
  return (a >>> 11) * 2 ** 32 + b;
}
