/**
 * Numbers that Python (`generator.py`) and TypeScript make alike, bit for bit: a hash of (stream, index).
 *
 *   word(stream, k) = mix(stream + (k + 1) · 0x9e3779b9)        MurmurHash3's finaliser over a Weyl sequence
 *   uniform(stream, n, scale)[k] = float32(scale · (⌊word / 2⁸⌋ − 2²³) / 2²³)      in [−scale, scale)
 *
 * All integers are unsigned 32-bit and wrap around.
 */

function mix(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** Word `k`, from 0, of a stream. */
export const wordOf = (stream: number, k: number): number =>
  mix(stream + Math.imul(k + 1, 0x9e3779b9));

/** The stream of so many a number under a seed. */
export const streamOf = (seed: number, number: number): number => mix(mix(seed) + number);

/** `count` numbers in [−scale, scale). */
export function uniform(stream: number, count: number, scale: number): Float32Array {
  const values = new Float32Array(count);
  for (let k = 0; k < count; k++)
    values[k] = scale * (((wordOf(stream, k) >>> 8) - 2 ** 23) / 2 ** 23);
  return values;
}

/** `count` whole numbers 0…limit − 1. */
export const below = (stream: number, count: number, limit: number): Float32Array =>
  Float32Array.from({ length: count }, (_, k) => wordOf(stream, k) % limit);

/**
 * The norm of a vector and its dot products with 64 vectors of seeded signs, [65]. Number k meets the signs of words 2k
 * (vectors 0…31, lowest bit first) and 2k + 1 (32…63): a set bit means +1.
 */
export function projections(values: ArrayLike<number>, stream: number): Float64Array {
  const sums = new Float64Array(65);
  let squares = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    squares += value * value;
    for (let half = 0; half < 2; half++) {
      const word = wordOf(stream, 2 * k + half);
      for (let bit = 0; bit < 32; bit++)
        sums[1 + 32 * half + bit]! += (word >>> bit) & 1 ? value : -value;
    }
  }
  sums[0] = Math.sqrt(squares);
  return sums;
}
