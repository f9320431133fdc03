/** TensorFlow.js' cpu backend with the fused LSTM in float64, for tests of the layer; and models in pairs. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, type LayersModel } from '@tensorflow/tfjs-layers';
import { expect } from 'vitest';
import { referenceLayerKernel } from '#engine/reference/layer-kernel.ts';
import { FusedLstm, fusedLstm, type LSTMLayerArgs } from '#engine/tfjs-lstm/layer.ts';
import { registerForCpu } from '#engine/tfjs-lstm/register.ts';

export type Lstm = ReturnType<typeof layers.lstm>;

/** What makes an LSTM layer: `tf.layers.lstm` or `fusedLstm`. */
export type MakeLstm = (args: LSTMLayerArgs) => Lstm;

/** Starts the backend. */
export async function startCpu(): Promise<void> {
  tf.enableProdMode();
  registerForCpu(referenceLayerKernel);
  await tf.setBackend('cpu');
}

/** Random numbers, the same for the same seed. */
export const normal = (shape: number[], seed: number) =>
  tf.randomNormal(shape, 0, 1, 'float32', seed);

/** Weights that are neither symmetric nor large. */
export function randomWeights(target: { getWeights(): tf.Tensor[] }, seed: number): tf.Tensor[] {
  return target.getWeights().map(({ shape }, k) => tf.mul(0.5, normal(shape, seed + k)));
}

/** The same model with stock and with fused layers, and the same weights. */
export function pairOf(build: (lstm: MakeLstm) => LayersModel): [LayersModel, LayersModel] {
  const [stock, fused] = [build((args) => layers.lstm(args)), build(fusedLstm)];
  const weights = randomWeights(stock, 40);
  for (const model of [stock, fused]) model.setWeights(weights);
  return [stock, fused];
}

/** Every number within `tolerance` of the expected one. */
export function expectClose(
  actual: unknown,
  expected: tf.Tensor | tf.Tensor[],
  tolerance = 1e-5,
): void {
  const [a, b] = [[actual as tf.Tensor | tf.Tensor[]].flat(), [expected].flat()];
  expect(a.map(({ shape }) => shape)).toEqual(b.map(({ shape }) => shape));
  for (const [k, tensor] of b.entries()) {
    const values = a[k]!.dataSync();
    for (const [i, value] of tensor.dataSync().entries())
      expect(Math.abs(values[i]! - value)).toBeLessThan(tolerance);
  }
}

/** Does a model hold a fused layer that would run fused? */
export const runsFused = (model: LayersModel): boolean =>
  model.layers.some((layer) => layer instanceof FusedLstm && layer.stepwiseReason() === undefined);
