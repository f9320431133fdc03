/**
 * Sums of rows by their number, the gradient of `gather` and so of embeddings, which TensorFlow.js' WebAssembly backend
 * lacks: row s of the result is the sum of the rows of x whose number is s. Rows are added one by one: as a matrix
 * product it would have one factor 1 for every numSegments − 1 factors 0.
 */
import * as tf from '@tensorflow/tfjs-core';
import { hostTensor, hostValues } from './host-kernels.ts';

/** Registers the kernel for `wasm`, unless it has one. Rows with numbers out of range do not count. */
export function registerSegmentSum(): void {
  if (tf.getKernel(tf.UnsortedSegmentSum, 'wasm') !== undefined) return;
  tf.registerKernel({
    kernelName: tf.UnsortedSegmentSum,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const host = backend as tf.KernelBackend;
      const { x, segmentIds } = inputs as unknown as Record<'x' | 'segmentIds', tf.TensorInfo>;
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      const shape = [numSegments, ...x.shape.slice(1)];
      const width = tf.util.sizeFromShape(x.shape.slice(1));
      const [values, ids] = [hostValues(host, x), hostValues(host, segmentIds)];
      const sums = new Float32Array(numSegments * width);
      for (let row = 0; row < ids.length; row++) {
        const id = ids[row]!;
        if (id < 0 || id >= numSegments) continue;
        for (let k = 0; k < width; k++) sums[id * width + k]! += values[row * width + k]!;
      }
      return hostTensor(host, shape, sums);
    },
  });
}
