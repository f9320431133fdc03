/** Losses with their gradients: mean squared error, and softmax with cross-entropy in one stable piece. */

export interface LossAndGradient {
  readonly loss: number;
  /** ∂L/∂outputs, as long as the outputs. */
  readonly gradient: Float64Array;
}

/**
 * Mean over all numbers of (output − target)².
 * @throws RangeError when the lengths differ or are 0.
 */
export function meanSquaredError(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): LossAndGradient {
  const n = outputs.length;
  if (n === 0 || n !== targets.length)
    throw new RangeError(
      `outputs and targets must be equally long and not empty, got ${n} and ${targets.length}`,
    );
  const gradient = new Float64Array(n);
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const error = outputs[k]! - targets[k]!;
    sum += error * error;
    gradient[k] = (2 * error) / n;
  }
  return { loss: sum / n, gradient };
}

/**
 * Mean over all predictions of −ln softmax(logits)[class], in nats; its gradient is (softmax − one-hot) / N.
 * The largest logit is subtracted first, so that no exponential overflows.
 * @param logits [N, classes]
 * @param classes class numbers 0…outputSize − 1, [N]
 * @throws RangeError when the lengths do not fit or a class number is out of range.
 */
export function softmaxCrossEntropy(
  logits: ArrayLike<number>,
  classes: ArrayLike<number>,
  outputSize: number,
): LossAndGradient {
  const n = classes.length;
  if (n === 0 || logits.length !== n * outputSize)
    throw new RangeError(
      `logits must hold ${n}·${outputSize} numbers and not be empty, got ${logits.length}`,
    );
  const gradient = new Float64Array(logits.length);
  let sum = 0;
  for (let row = 0; row < n; row++) {
    const start = row * outputSize;
    const target = classes[row]!;
    if (!(Number.isInteger(target) && target >= 0 && target < outputSize))
      throw new RangeError(`class must be 0…${outputSize - 1}, got ${target}`);
    let largest = -Infinity;
    for (let k = 0; k < outputSize; k++) largest = Math.max(largest, logits[start + k]!);
    let total = 0;
    for (let k = 0; k < outputSize; k++) total += Math.exp(logits[start + k]! - largest);
    sum += Math.log(total) - (logits[start + target]! - largest);
    for (let k = 0; k < outputSize; k++)
      gradient[start + k] =
        (Math.exp(logits[start + k]! - largest) / total - (k === target ? 1 : 0)) / n;
  }
  return { loss: sum / n, gradient };
}
