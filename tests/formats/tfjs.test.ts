/** TensorFlow.js itself loads the model that is written for it and computes the same. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { convert, readWeights } from '#formats/convert.ts';
import { bytesOf, fixture } from './fixtures.ts';

it.each([
  'pytorch-2x5.safetensors',
  'pytorch-2x4-bi.safetensors',
  'pytorch-1x5-nobias.safetensors',
])('%s', async (name) => {
  const own = fixture(name);
  const { stack } = await readWeights(bytesOf(own.file));
  const entries = unzipSync((await convert(stack, 'tfjs', 'x')).file);
  const json = JSON.parse(new TextDecoder().decode(entries['model.json'])) as tf.io.ModelJSON;
  const [{ weights: weightSpecs }] = json.weightsManifest as [tf.io.WeightsManifestConfig[number]];
  const model = await loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology as object,
      weightSpecs,
      weightData: entries['group1-shard1of1.bin']?.slice().buffer ?? new ArrayBuffer(),
    }),
  );
  const x = tf.transpose(tf.tensor3d(own.x, [9, 2, own.inputSize]), [1, 0, 2]);
  const y = tf.transpose(model.predict(x) as tf.Tensor3D, [1, 0, 2]).dataSync();
  expect(y.length).toBe(own.y.length);
  const difference = Math.max(...[...y].map((value, k) => Math.abs(value - (own.y[k] ?? NaN))));
  expect(difference).toBeLessThan(1e-6);
});
