/**
 * Losses with their gradients: mean squared error, and softmax with cross-entropy in one stable piece. Predictions of
 * padding can be left out: then the mean is over the others, and the gradient of those left out is 0.
 */

export interface LossAndGradient {
  readonly loss: number;
  /** ∂L/∂outputs, as long as the outputs. */
  readonly gradient: Float64Array;
}

/** How many of N predictions count. Throws unless the mask fits and leaves one. */
function countReal(predictions: number, mask: ArrayLike<number> | undefined): number {
  if (mask === undefined) return predictions;
  if (mask.length !== predictions)
    throw new RangeError(`mask must hold ${predictions} numbers, got ${mask.length}`);
  const real = Array.from(mask).filter((value) => value !== 0).length;
  if (real === 0) throw new RangeError('at least 1 prediction must count, got 0');
  return real;
}

/**
 * Mean over all numbers of (output − target)².
 * @param mask 1 for each prediction that counts and 0 for the others, [N], where N divides the outputs' length.
 * @throws RangeError when the lengths do not fit or nothing counts.
 */
export function meanSquaredError(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  mask?: ArrayLike<number>,
): LossAndGradient {
  const n = outputs.length;
  if (n === 0 || n !== targets.length)
    throw new RangeError(
      `outputs and targets must be equally long and not empty, got ${n} and ${targets.length}`,
    );
  const width = mask === undefined ? 1 : n / mask.length;
  if (!Number.isInteger(width))
    throw new RangeError(`mask must divide ${n} outputs, got ${mask?.length}`);
  const count = countReal(n / width, mask) * width;
  const gradient = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    if (mask?.[Math.floor(k / width)] === 0) continue;
    const error = outputs[k]! - targets[k]!;
    sum += error * error;
    gradient[k] = (2 * error) / count;
  }
  return { loss: sum / count, gradient };
}

/**
 * Mean over all predictions of −ln softmax(logits)[class], in nats; its gradient is (softmax − one-hot) / N.
 * The largest logit is subtracted first, so that no exponential overflows.
 * @param logits [N, classes]
 * @param classes class numbers 0…outputSize − 1, [N]
 * @param mask 1 for each prediction that counts and 0 for the others, [N].
 * @throws RangeError when the lengths do not fit, a class number is out of range or nothing counts.
 */
export function softmaxCrossEntropy(
  logits: ArrayLike<number>,
  classes: ArrayLike<number>,
  outputSize: number,
  mask?: ArrayLike<number>,
): LossAndGradient {
  const n = classes.length;
  if (n === 0 || logits.length !== n * outputSize)
    throw new RangeError(
      `logits must hold ${n}·${outputSize} numbers and not be empty, got ${logits.length}`,
    );
  const count = countReal(n, mask);
  const gradient = new Float64Array(logits.length);
  let sum = 0;
  for (let row = 0; row < n; row++) {
    const start = row * outputSize;
    const target = classes[row]!;
    if (!(Number.isInteger(target) && target >= 0 && target < outputSize))
      throw new RangeError(`class must be 0…${outputSize - 1}, got ${target}`);
    if (mask?.[row] === 0) continue;
    let largest = -Infinity;
    for (let k = 0; k < outputSize; k++) largest = Math.max(largest, logits[start + k]!);
    let total = 0;
    for (let k = 0; k < outputSize; k++) total += Math.exp(logits[start + k]! - largest);
    sum += Math.log(total) - (logits[start + target]! - largest);
    for (let k = 0; k < outputSize; k++)
      gradient[start + k] =
        (Math.exp(logits[start + k]! - largest) / total - (k === target ? 1 : 0)) / count;
  }
  return { loss: sum / count, gradient };
}
