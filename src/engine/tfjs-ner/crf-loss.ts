/**
 * The loss of a tagger with a CRF as an operation of TensorFlow.js. With seven tags the chain is next to no work, so it is
 * computed in float64 beside the library (`#math/crf.ts`), and its gradients are handed over.
 *
 * A chain whose scores are all 0 is a softmax on every token by itself: so the loss of a model without a CRF is the same.
 */
import * as tf from '@tensorflow/tfjs-core';
import { batchLikelihood, type Crf } from '#math/crf.ts';
import type { NerBatch } from '#model/ner.ts';

/** The scores that are learned, as tensors. */
export interface CrfTensors {
  readonly transitions: tf.Tensor2D; // [K, K]
  readonly start: tf.Tensor1D; // [K]
  readonly end: tf.Tensor1D; // [K]
}

const total = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from(a, (value, k) => value + b[k]!);

/** The learned scores with those of the rules. */
export const chainOf = ({ transitions, start, end }: CrfTensors, rules: Crf): Crf => ({
  transitions: total(transitions.dataSync(), rules.transitions),
  start: total(start.dataSync(), rules.start),
  end: total(end.dataSync(), rules.end),
});

/**
 * Mean of −log p of the batch's tags, nats a token, with gradients for all four tensors.
 * @param emissions [T, B, K]
 * @param rules scores that are added and not learned: what is forbidden.
 */
export function crfLoss(
  emissions: tf.Tensor3D,
  crf: CrfTensors,
  rules: Crf,
  { tags, lengths }: NerBatch,
): tf.Scalar {
  const tokens = lengths.reduce((sum, n) => sum + n, 0);
  const loss = tf.customGrad((...args) => {
    const [scores, transitions, start, end] = args as unknown as [
      tf.Tensor3D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
    const chain = chainOf({ transitions, start, end }, rules);
    const found = batchLikelihood(chain, scores.dataSync(), tags, lengths);
    const gradient = (values: Float64Array, like: tf.Tensor, dy: tf.Tensor): tf.Tensor =>
      tf.mul(
        dy,
        tf.tensor(
          Float32Array.from(values, (value) => value / tokens),
          like.shape,
        ),
      );
    return {
      value: tf.scalar(found.loss / tokens),
      gradFunc: (dy: tf.Tensor) => [
        gradient(found.emissions, scores, dy),
        gradient(found.transitions, transitions, dy),
        gradient(found.start, start, dy),
        gradient(found.end, end, dy),
      ],
    };
  });
  return loss(emissions, crf.transitions, crf.start, crf.end) as tf.Scalar;
}
