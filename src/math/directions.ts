/**
 * Several directions side by side: [h forwards; h backwards] of each step and sequence, as PyTorch and Keras put them,
 * and what a head reads of them that wants one vector a sequence.
 */

/**
 * @param parts one array for each direction, [N, H]; with one it is returned as it is.
 * @returns [N, D·H]
 */
export function joinDirections(parts: readonly Float64Array[], hiddenSize: number): Float64Array {
  const [first] = parts;
  if (first === undefined) throw new RangeError('directions must be at least 1, got 0');
  if (parts.length === 1) return first;
  const width = parts.length * hiddenSize;
  const joint = new Float64Array(parts.length * first.length);
  for (const [d, part] of parts.entries())
    for (let row = 0; row * hiddenSize < part.length; row++)
      joint.set(
        part.subarray(row * hiddenSize, (row + 1) * hiddenSize),
        row * width + d * hiddenSize,
      );
  return joint;
}

/** The opposite of `joinDirections`: [N, D·H] to D arrays [N, H]; with one direction the array itself. */
export function splitDirections(
  joint: Float64Array,
  directions: number,
  hiddenSize: number,
): Float64Array[] {
  if (directions === 1) return [joint];
  const width = directions * hiddenSize;
  return Array.from({ length: directions }, (_, d) => {
    const part = new Float64Array(joint.length / directions);
    for (let row = 0; row * width < joint.length; row++) {
      const start = row * width + d * hiddenSize;
      part.set(joint.subarray(start, start + hiddenSize), row * hiddenSize);
    }
    return part;
  });
}

/** Shape of a layer's outputs and the real steps of each sequence. */
export interface OutputShape {
  readonly sequenceLength: number; // T
  readonly batchSize: number; // B
  readonly hiddenSize: number; // H
  readonly directions: number; // D
  /** [B], 1…T; all T when left out. */
  readonly lengths?: ArrayLike<number> | undefined;
}

/**
 * What each direction put out at the last step it read: forwards at the last real one, backwards at the first.
 * @param outputs [T, B, D·H]
 * @returns [B, D·H]
 */
export function lastOutputs(outputs: Float64Array, shape: OutputShape): Float64Array {
  const ends = new Float64Array(shape.batchSize * shape.directions * shape.hiddenSize);
  eachEnd(shape, (at, end, length) => ends.set(outputs.subarray(at, at + length), end));
  return ends;
}

/**
 * The gradient of `lastOutputs`: zero but for the outputs that it read.
 * @param dEnds [B, D·H]
 * @returns [T, B, D·H]
 */
export function spreadLastOutputs(dEnds: Float64Array, shape: OutputShape): Float64Array {
  const dOutputs = new Float64Array(shape.sequenceLength * dEnds.length);
  eachEnd(shape, (at, end, length) => dOutputs.set(dEnds.subarray(end, end + length), at));
  return dOutputs;
}

/** Calls `visit` with where H numbers lie in [T, B, D·H] and in [B, D·H]. */
function eachEnd(
  { sequenceLength: T, batchSize: B, hiddenSize: H, directions: D, lengths }: OutputShape,
  visit: (at: number, end: number, length: number) => void,
): void {
  for (let b = 0; b < B; b++)
    for (let d = 0; d < D; d++) {
      const t = d === 0 ? (lengths?.[b] ?? T) - 1 : 0;
      visit(((t * B + b) * D + d) * H, (b * D + d) * H, H);
    }
}

/** 1 for the real steps of each sequence, 0 for padding, [T, B]. */
export function lengthMask(lengths: ArrayLike<number>, sequenceLength: number): Float64Array {
  const B = lengths.length;
  return Float64Array.from({ length: sequenceLength * B }, (_, k) =>
    Math.floor(k / B) < lengths[k % B]! ? 1 : 0,
  );
}
