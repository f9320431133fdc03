/** The layers of the tagger of names in TensorFlow.js. */
import * as tf from '@tensorflow/tfjs-core';
import type { Rng } from '#math/rng.ts';
import type { NerBatch, NerSpellings } from '#model/ner.ts';
import { lstmSequence } from '../tfjs-lstm/op.ts';

/** Rows of a table by their numbers, [n, width]; those numbered 0 are zeros. */
function lookUp(table: tf.Tensor2D, numbers: Int32Array): tf.Tensor2D {
  const real = Float32Array.from(numbers, (row) => Number(row !== 0));
  const rows = tf.gather(table, tf.tensor1d(numbers, 'int32'));
  return tf.mul(rows, tf.tensor2d(real, [numbers.length, 1]));
}

/** Filters that slide along axis 1, zeros beyond both ends: [N, L, M, C] → [N, L, M, F]. @param kernel [window, C, F] */
function slide(x: tf.Tensor4D, kernel: tf.Tensor3D, bias: tf.Tensor1D): tf.Tensor4D {
  const [window, C, F] = kernel.shape;
  return tf.add(tf.conv2d(x, tf.reshape(kernel, [window, 1, C, F]), 1, 'same'), bias);
}

export interface Cnn {
  readonly kernel: tf.Tensor3D;
  readonly bias: tf.Tensor1D;
}

/** Below every output of a filter, for places that are no letter. */
const NEVER = -1e4;

/** The maximum of each filter over the letters of a word, then max(0, ·), for every token: [T·B, F]. */
export function readLetters(
  table: tf.Tensor2D,
  { kernel, bias }: Cnn,
  { count: N, length: L, letters, of }: NerSpellings,
): tf.Tensor2D {
  const C = table.shape[1];
  const F = bias.shape[0];
  const x = tf.reshape(lookUp(table, letters), [N, L, 1, C]) as tf.Tensor4D;
  const padding = Float32Array.from(letters, (letter) => (letter === 0 ? NEVER : 0));
  const found = tf.add(
    tf.reshape(slide(x, kernel, bias), [N, L, F]),
    tf.tensor3d(padding, [N, L, 1]),
  );
  const byFilter = tf.transpose(found, [0, 2, 1]); // [N, F, L]
  // Not `tf.max`: among equal maxima, and letters repeat, its gradient would count every one.
  const first = tf.oneHot(tf.argMax(byFilter, 2) as tf.Tensor2D, L);
  const most = tf.relu(tf.sum(tf.mul(byFilter, first), 2)) as tf.Tensor2D;
  return tf.gather(most, tf.tensor1d(of, 'int32'));
}

/** Filters over a token and its neighbours, then max(0, ·): [T·B, W] → [T·B, F]. */
export function readNeighbours(
  words: tf.Tensor2D,
  { kernel, bias }: Cnn,
  { sequenceLength: T, batchSize: B }: NerBatch,
): tf.Tensor2D {
  const x = tf.reshape(words, [1, T, B, words.shape[1]]) as tf.Tensor4D;
  return tf.reshape(tf.relu(slide(x, kernel, bias)), [T * B, bias.shape[0]]);
}

/** Vectors of a batch's words, zeros in padding, [T·B, W]. */
export const readWords = (table: tf.Tensor2D, { words }: NerBatch): tf.Tensor2D =>
  lookUp(table, words);

export interface LstmTensors {
  readonly kernel: tf.Tensor2D;
  readonly recurrent: tf.Tensor2D;
  readonly bias: tf.Tensor1D;
}

/** Both directions side by side, padding held: [T, B, I] → [T, B, 2H]. */
export function bidirectional(
  inputs: tf.Tensor3D,
  directions: readonly [forward: LstmTensors, backward: LstmTensors],
  { sequenceLength: T, batchSize: B, lengths }: NerBatch,
): tf.Tensor3D {
  const real = Float32Array.from({ length: T * B }, (_, k) =>
    Number(Math.floor(k / B) < lengths[k % B]!),
  );
  const mask = tf.tensor2d(real, [T, B]);
  return tf.concat(
    directions.map((weights, k) => {
      const zeros = tf.zeros([B, weights.recurrent.shape[0]]) as tf.Tensor2D;
      return lstmSequence({ inputs, ...weights, h0: zeros, c0: zeros, mask, reverse: k === 1 })
        .outputs;
    }),
    2,
  );
}

/** Sets a share of the numbers to 0 and scales the others up; does nothing without random numbers. */
export function drop<T extends tf.Tensor>(x: T, rate: number, rng: Rng | undefined): T {
  if (rng === undefined) return x;
  const mask = new Float32Array(x.size).fill(1 / (1 - rate));
  for (let k = 0; k < mask.length; k++) if (rng.uniform() < rate) mask[k] = 0;
  return tf.mul(x, tf.tensor(mask, x.shape));
}
