/** The scores that tasks share. All compare the head's outputs with the targets of a batch, one row a prediction. */
import { mean } from '#math/statistics.ts';

/** @throws RangeError when there are no or not equally many outputs and targets. */
function checkLengths(outputs: ArrayLike<number>, expected: number): void {
  if (expected === 0 || outputs.length !== expected)
    throw new RangeError(`outputs must hold ${expected} numbers, got ${outputs.length}`);
}

/**
 * Mean of (output − target)².
 * @throws RangeError when there are no or not equally many outputs and targets.
 */
export function squaredErrorScore(outputs: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkLengths(outputs, targets.length);
  let sum = 0;
  for (let k = 0; k < targets.length; k++) sum += (outputs[k]! - targets[k]!) ** 2;
  return sum / targets.length;
}

/**
 * Root mean squared error divided by the standard deviation (divisor n) of these targets: 1 for a predictor that
 * always gives their mean, 0 for a perfect one.
 * @throws RangeError when there are no or not equally many outputs and targets.
 */
export function normalisedErrorScore(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
): number {
  const error = squaredErrorScore(outputs, targets);
  const centre = mean(targets);
  let variance = 0;
  for (let k = 0; k < targets.length; k++) variance += (targets[k]! - centre) ** 2 / targets.length;
  return Math.sqrt(error / variance);
}

/**
 * Share of predictions whose largest logit is the right class; the first of equal logits counts, and a prediction with
 * a logit that is not a number is wrong.
 * @param logits [N, classCount]
 * @param classes [N]
 * @throws RangeError when the lengths do not fit or are 0.
 */
export function accuracyScore(
  logits: ArrayLike<number>,
  classes: ArrayLike<number>,
  classCount: number,
): number {
  checkLengths(logits, classes.length * classCount);
  let right = 0;
  for (let row = 0; row < classes.length; row++) {
    let best = 0;
    let valid = true;
    for (let k = 0; k < classCount; k++) {
      const logit = logits[row * classCount + k]!;
      if (Number.isNaN(logit)) valid = false;
      if (logit > logits[row * classCount + best]!) best = k;
    }
    if (valid && best === classes[row]) right++;
  }
  return right / classes.length;
}

/**
 * Cross-entropy in bits a prediction: the mean of −log₂ softmax(logits)[class]. It is log₂ classCount for equal logits;
 * NaN when a logit is not a number.
 * @param logits [N, classCount]
 * @param classes whole numbers 0…classCount − 1, [N]
 * @throws RangeError when the lengths do not fit or are 0.
 */
export function bitsScore(
  logits: ArrayLike<number>,
  classes: ArrayLike<number>,
  classCount: number,
): number {
  checkLengths(logits, classes.length * classCount);
  let nats = 0;
  for (let row = 0; row < classes.length; row++) {
    const start = row * classCount;
    let largest = -Infinity;
    for (let k = 0; k < classCount; k++) largest = Math.max(largest, logits[start + k]!);
    let total = 0;
    for (let k = 0; k < classCount; k++) total += Math.exp(logits[start + k]! - largest);
    nats += Math.log(total) + largest - logits[start + classes[row]!]!;
  }
  return nats / classes.length / Math.LN2;
}
