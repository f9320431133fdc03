/** The operation on TensorFlow.js' backends that compute on the CPU, through an engine's layer kernel. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayerKernel, LayerShape } from '../layer-kernel.ts';
import {
  backwardInputs,
  FUSED_LSTM,
  FUSED_LSTM_GRAD,
  type ForwardInputs,
  type LstmAttributes,
} from './op.ts';

/** A backend whose tensors lie in this thread's memory: plain arrays in `cpu`, windows on the heap in `wasm`. */
type HostBackend = tf.KernelBackend & {
  readonly data?: { get(id: tf.DataId): { values: tf.BackendValues } };
  typedArrayFromHeap?(tensor: tf.TensorInfo): tf.TypedArray;
};

/**
 * A tensor's numbers, to be read only and at once: in `wasm` they are a window that the next new tensor may close.
 * int32 and bool are converted.
 */
export function hostValues(backend: tf.KernelBackend, tensor: tf.TensorInfo): Float32Array {
  const host = backend as HostBackend;
  const values = host.typedArrayFromHeap?.(tensor) ?? host.data!.get(tensor.dataId).values;
  return values instanceof Float32Array ? values : Float32Array.from(values as tf.TypedArray);
}

/** A new float32 tensor that takes possession of the values. */
export function hostTensor(
  backend: tf.KernelBackend,
  shape: number[],
  values: Float32Array,
): tf.TensorInfo {
  return { dataId: backend.write(values, shape, 'float32'), shape, dtype: 'float32' };
}

function shapeOf(list: ForwardInputs, attributes: LstmAttributes): LayerShape {
  const [inputs, , recurrent] = list;
  const [sequenceLength, batchSize, inputSize] = inputs.shape as [number, number, number];
  const hiddenSize = recurrent.shape[0]!;
  return { sequenceLength, batchSize, inputSize, hiddenSize, reverse: attributes.reverse };
}

function operandsOf(backend: tf.KernelBackend, list: ForwardInputs) {
  const [inputs, kernel, recurrent, bias, h0, c0] = list
    .slice(0, 6)
    .map((tensor) => hostValues(backend, tensor!)) as [Float32Array, ...Float32Array[]];
  const mask = list[6];
  return {
    weights: { kernel: kernel!, recurrent: recurrent!, bias: bias! },
    inputs: {
      inputs,
      h0: h0!,
      c0: c0!,
      ...(mask && { mask: hostValues(backend, mask) }),
    },
  };
}

/** Registers both kernels for a backend, unless it has them. */
export function registerHostKernels(backendName: 'cpu' | 'wasm', layer: LayerKernel): void {
  if (tf.getKernel(FUSED_LSTM, backendName) !== undefined) return;
  tf.registerKernel({
    kernelName: FUSED_LSTM,
    backendName,
    kernelFunc({ inputs, attrs, backend }) {
      const host = backend as tf.KernelBackend;
      const list = inputs as unknown as ForwardInputs;
      const shape = shapeOf(list, attrs as unknown as LstmAttributes);
      const { sequenceLength: T, batchSize: B, hiddenSize: H } = shape;
      const operands = operandsOf(host, list);
      const result = layer.forward(shape, operands.weights, operands.inputs);
      return [
        hostTensor(host, [T, B, H], result.outputs),
        hostTensor(host, [B, H], result.h),
        hostTensor(host, [B, H], result.c),
        hostTensor(host, [result.reserve.length], result.reserve),
      ];
    },
  });
  tf.registerKernel({
    kernelName: FUSED_LSTM_GRAD,
    backendName,
    kernelFunc({ inputs, attrs, backend }) {
      const host = backend as tf.KernelBackend;
      const given = backwardInputs(inputs as unknown as tf.TensorInfo[]);
      const operands = operandsOf(host, given.forward);
      const gradients = layer.backward(
        shapeOf(given.forward, attrs as unknown as LstmAttributes),
        operands.weights,
        operands.inputs,
        hostValues(host, given.reserve),
        {
          outputs: hostValues(host, given.dOutputs),
          h: hostValues(host, given.dH),
          c: hostValues(host, given.dC),
        },
      );
      const names = ['inputs', 'kernel', 'recurrent', 'bias', 'h0', 'c0'] as const;
      return names.map((name, k) => hostTensor(host, given.forward[k]!.shape, gradients[name]));
    },
  });
}
