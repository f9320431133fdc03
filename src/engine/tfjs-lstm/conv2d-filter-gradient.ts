/**
 * The gradient of a convolution's filter, which TensorFlow.js' WebAssembly backend lacks: ∂L/∂F = Pᵀ·dY, where row r
 * of P is the patch of the input that output r saw.
 *
 *   P [B·outHeight·outWidth, filterHeight·filterWidth·inChannels], zeros where a patch reaches beyond the input
 *   dY [B·outHeight·outWidth, outChannels]
 *
 * P is laid out a block of rows at a time, and the blocks' products are added up.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Gemm } from '../wasm/gemm.ts';
import { hostTensor, hostValues } from './host-kernels.ts';

type ConvInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Numbers of P that are in memory at once: 1 MiB. */
const BLOCK = 2 ** 18;

/** Registers the kernel for `wasm`, unless it has one. */
export function registerConv2dFilterGradient(gemm: Gemm): void {
  if (tf.getKernel(tf.Conv2DBackpropFilter, 'wasm') !== undefined) return;
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropFilter,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const host = backend as tf.KernelBackend;
      const { x, dy } = inputs as unknown as Record<'x' | 'dy', tf.TensorInfo>;
      const { filterShape, strides, pad, dataFormat, dimRoundingMode } =
        attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      if (dataFormat !== 'NHWC')
        throw new RangeError(`dataFormat must be NHWC on wasm, got ${dataFormat}`);
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const gradient = filterGradient(info, hostValues(host, x), hostValues(host, dy), gemm);
      return hostTensor(host, [...info.filterShape], gradient);
    },
  });
}

function filterGradient(
  info: ConvInfo,
  x: Float32Array,
  dy: Float32Array,
  gemm: Gemm,
): Float32Array {
  const m = info.filterHeight * info.filterWidth * info.inChannels;
  const n = info.outChannels;
  const rows = info.batchSize * info.outHeight * info.outWidth;
  const gradient = new Float32Array(m * n);
  const step = Math.max(1, Math.floor(BLOCK / m));
  const patches = new Float32Array(Math.min(step, rows) * m);
  for (let start = 0; start < rows; start += step) {
    const k = Math.min(step, rows - start);
    patches.fill(0);
    for (let r = 0; r < k; r++) copyPatch(info, x, start + r, patches, r * m);
    gemm(
      { m, n, k },
      { values: patches, rowStride: 1, columnStride: m }, // transposed
      { values: dy.subarray(start * n, (start + k) * n), rowStride: n, columnStride: 1 },
      gradient,
    );
  }
  return gradient;
}

/** What output `row` of the convolution saw, into `patches` from `at` on, which is zero where it saw nothing. */
function copyPatch(
  info: ConvInfo,
  x: Float32Array,
  row: number,
  patches: Float32Array,
  at: number,
): void {
  const { inHeight, inWidth, inChannels: C, outHeight, outWidth } = info;
  const column = row % outWidth;
  const line = Math.floor(row / outWidth) % outHeight;
  const image = Math.floor(row / (outWidth * outHeight));
  const left = column * info.strideWidth - info.padInfo.left;
  const top = line * info.strideHeight - info.padInfo.top;
  // A line of the patch is one stretch of the input.
  const [from, to] = [Math.max(0, left), Math.min(inWidth, left + info.filterWidth)];
  if (from >= to) return;
  for (let i = 0; i < info.filterHeight; i++) {
    const y = top + i;
    if (y < 0 || y >= inHeight) continue;
    const start = (image * inHeight + y) * inWidth;
    const target = at + (i * info.filterWidth + from - left) * C;
    patches.set(x.subarray((start + from) * C, (start + to) * C), target);
  }
}
