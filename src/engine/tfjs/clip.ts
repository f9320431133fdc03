/** Clipping of gradients on the device. */
import * as tf from '@tensorflow/tfjs-core';

/** Scales the gradients so that their joint Euclidean norm is at most `clipNorm`. */
export function clipByGlobalNorm(gradients: tf.Tensor[], clipNorm: number): tf.Tensor[] {
  if (clipNorm === Infinity) return gradients;
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  // Not `addN`: on WebGPU it binds all its inputs at once, and above seven the device refuses.
  const norm = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  const factor = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}
