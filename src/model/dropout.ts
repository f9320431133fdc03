/**
 * Dropout masks without random state: whether a number is dropped is a hash of (seed, update, layer, time, row, unit),
 * so that every engine drops the same ones, whatever order it computes in and however it pads a batch.
 *
 *   key  = mix(mix(mix(seed) + update) + layer)        one for each update and layer, made on the CPU
 *   line = mix(mix(key + time) + row)
 *   unit is kept where mix(line + unit) ≥ ⌊p·2³²⌋      all in unsigned 32-bit arithmetic, which wraps around
 *
 * `mix` is MurmurHash3's finaliser. What is kept is scaled by 1/(1 − p), as in PyTorch and Keras.
 */

/** A bijection of 32-bit words in which every bit of the input moves every bit of the output. */
function mix(word: number): number {
  let z = word | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/**
 * The key of one update and one layer.
 * @param seed whole number 0…2³² − 1; @param update updates made before, from 0; @param layer of the output that is
 *   dropped from, 1…L − 1
 */
export function dropoutKey(seed: number, update: number, layer: number): number {
  return mix(mix(mix(seed) + update) + layer);
}

/** Numbers whose hash is below this are dropped: ⌊p·2³²⌋. */
export const dropoutThreshold = (p: number): number => Math.floor(p * 2 ** 32);

/** 0 for what is dropped and 1/(1 − p) for what is kept, [T, B, width]. */
export function dropoutMask(
  key: number,
  p: number,
  sequenceLength: number,
  batchSize: number,
  width: number,
): Float64Array {
  const mask = new Float64Array(sequenceLength * batchSize * width);
  const threshold = dropoutThreshold(p);
  const kept = 1 / (1 - p);
  let at = 0;
  for (let time = 0; time < sequenceLength; time++)
    for (let row = 0; row < batchSize; row++) {
      const line = mix(mix(key + time) + row);
      for (let unit = 0; unit < width; unit++)
        mask[at++] = mix(line + unit) >= threshold ? kept : 0;
    }
  return mask;
}
