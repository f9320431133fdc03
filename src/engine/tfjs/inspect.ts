/**
 * A look inside: stock layers show neither gates nor gradients of states, so the model is unrolled by hand on the same
 * weights. Zeros are added to every h_t and c_t; the loss's derivatives by them are those by the states.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Inspection, LayerInspection } from '../backend.ts';
import { lossOf, type Feed } from './model.ts';

/** Of one layer, [T, B, ·]. */
interface Trace {
  readonly gates: tf.Tensor;
  readonly h: tf.Tensor;
  readonly c: tf.Tensor;
}

/** @param probes zeros [T, B, H], first one for each layer's h, then one for each layer's c. */
function unroll(
  spec: ModelSpecification,
  variables: readonly tf.Tensor[],
  feed: Feed,
  probes: readonly tf.Tensor[],
): { outputs: tf.Tensor; traces: Trace[] } {
  const [h0, c0] = [tf.unstack(feed.h), tf.unstack(feed.c)];
  let x: tf.Tensor = feed.inputs;
  const traces = h0.map((start, layer): Trace => {
    const [kernel, recurrent, bias] = variables.slice(3 * layer) as tf.Tensor2D[];
    const [dh, dc] = [tf.unstack(probes[layer]!), tf.unstack(probes[spec.numLayers + layer]!)];
    let [h, c] = [start, c0[layer]!];
    const steps = tf.unstack(x).map((xt, t) => {
      const z = tf.add(tf.add(tf.matMul(xt, kernel!), tf.matMul(h, recurrent!)), bias!);
      const [i, f, g, o] = tf
        .split(z, 4, 1)
        .map((gate, k) => (k === 2 ? tf.tanh(gate) : tf.sigmoid(gate)));
      c = tf.add(tf.add(tf.mul(f!, c), tf.mul(i!, g!)), dc[t]!);
      h = tf.add(tf.mul(o!, tf.tanh(c)), dh[t]!);
      return { gates: tf.concat([i!, f!, g!, o!], 1), h, c };
    });
    x = tf.stack(steps.map((step) => step.h));
    return {
      gates: tf.stack(steps.map(({ gates }) => gates)),
      h: x,
      c: tf.stack(steps.map((step) => step.c)),
    };
  });
  const [headKernel, headBias] = variables.slice(-2) as [tf.Tensor, tf.Tensor];
  const [T, B] = x.shape as [number, number];
  const read = spec.head === 'every' ? x : tf.slice(x, [T - 1, 0, 0], [1, -1, -1]);
  const flat = tf.add(tf.matMul(tf.reshape(read, [-1, spec.hiddenSize]), headKernel), headBias);
  const shape = spec.head === 'every' ? [T, B, spec.outputSize] : [B, spec.outputSize];
  return { outputs: tf.reshape(flat, shape), traces };
}

/** One sequence of a [T, B, n] tensor, [T, n]. */
const rowOf = (tensor: tf.Tensor, row: number): tf.Tensor => tf.gather(tensor, row, 1);

/** @param row 0…batchSize − 1. All tensors that it makes are gone when it settles. */
export async function inspectModel(
  spec: ModelSpecification,
  variables: readonly tf.Variable[],
  feedOfBatch: () => Feed,
  batch: Batch,
  row: number,
): Promise<Inspection> {
  const L = spec.numLayers;
  const tensors = tf.tidy(() => {
    const feed = feedOfBatch();
    const shape = [batch.sequenceLength, batch.batchSize, spec.hiddenSize];
    const probes = Array.from({ length: 2 * L }, () => tf.zeros(shape));
    const { traces } = unroll(spec, variables, feed, probes);
    const { value, grads } = tf.valueAndGrads((...parts: tf.Tensor[]) => {
      const [weights, zeros] = [parts.slice(0, variables.length), parts.slice(variables.length)];
      return lossOf(spec, unroll(spec, weights, feed, zeros).outputs, batch);
    })([...variables, ...probes]);
    const [dWeights, dStates] = [grads.slice(0, variables.length), grads.slice(variables.length)];
    return [
      value,
      ...traces.flatMap(({ gates, h, c }, layer) => [
        ...[gates, h, c, dStates[layer]!, dStates[L + layer]!].map((each) => rowOf(each, row)),
        tf.norm(
          tf.concat(dWeights.slice(3 * layer, 3 * layer + 3).map((each) => tf.reshape(each, [-1]))),
        ),
      ]),
    ];
  });
  try {
    const arrays = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    const layers = Array.from({ length: L }, (_, layer): LayerInspection => {
      const [gates, h, c, dH, dC, norm] = arrays.slice(1 + 6 * layer) as Float32Array[];
      return { gates: gates!, h: h!, c: c!, dH: dH!, dC: dC!, gradientNorm: norm![0]! };
    });
    return { loss: arrays[0]![0]!, layers };
  } finally {
    tf.dispose(tensors);
  }
}
