/**
 * The operation on TensorFlow.js' WebGPU backend: this engine's compute shaders on its device and directly on the
 * buffers of its tensors. Nothing is copied to the CPU or waited for; the two share a queue, so commands only have to be
 * submitted in order.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { whole, type Region } from '../webgpu/dispatch.ts';
import { LayerOps, type LayerOp } from '../webgpu/layer-op.ts';
import {
  backwardInputs,
  FUSED_LSTM,
  FUSED_LSTM_GRAD,
  layerShape,
  type ForwardInputs,
  type LstmAttributes,
} from './op.ts';

/** Pipelines and scratch buffers of each device; the latter are kept for every shape that occurred. */
const devices = new Map<GPUDevice, LayerOps>();

function layerOn(backend: WebGPUBackend, list: ForwardInputs, attributes: LstmAttributes): LayerOp {
  let ops = devices.get(backend.device);
  if (ops === undefined) {
    ops = new LayerOps(backend.device);
    devices.set(backend.device, ops);
  }
  return ops.layer(layerShape(list, attributes));
}

/** The buffer of a tensor, which is uploaded or, where it has no values yet, made. */
function regionOf(backend: WebGPUBackend, tensor: tf.TensorInfo): Region {
  backend.uploadToGPU(tensor.dataId);
  return whole(backend.tensorMap.get(tensor.dataId).resource as GPUBuffer);
}

/** Submits what TensorFlow.js has recorded (uploads among it), then our commands. */
function submit(backend: WebGPUBackend, encode: (encoder: GPUCommandEncoder) => void): void {
  backend.endComputePassEncoder();
  backend.ensureCommandEncoderReady();
  backend.submitQueue();
  const encoder = backend.device.createCommandEncoder({ label: FUSED_LSTM });
  encode(encoder);
  backend.device.queue.submit([encoder.finish()]);
}

const float32 = (backend: WebGPUBackend, shape: number[]): tf.TensorInfo =>
  backend.makeTensorInfo(shape, 'float32');

function forwardRegions(backend: WebGPUBackend, list: ForwardInputs) {
  const [inputs, kernel, recurrent, bias, h0, c0, mask] = list.map((tensor) =>
    regionOf(backend, tensor!),
  );
  return {
    weights: { kernel: kernel!, recurrent: recurrent!, bias: bias! },
    inputs: { inputs: inputs!, ...(mask && { mask }) },
    state: { h0: h0!, c0: c0! },
  };
}

function forward(backend: WebGPUBackend, list: ForwardInputs, attributes: LstmAttributes) {
  const layer = layerOn(backend, list, attributes);
  const { sequenceLength: T, batchSize: B, hiddenSize: H } = layerShape(list, attributes);
  const given = forwardRegions(backend, list);
  const results = [[T, B, H], [B, H], [B, H], [layer.reserveBytes / 4]].map((shape) =>
    float32(backend, shape),
  );
  const [outputs, h, c, reserve] = results.map((tensor) => regionOf(backend, tensor));
  submit(backend, (encoder) => {
    layer.encodeForward(encoder, {
      ...given.weights,
      ...given.inputs,
      ...given.state,
      outputs: outputs!,
      h: h!,
      c: c!,
      reserve: reserve!,
    });
  });
  return results;
}

function backward(
  backend: WebGPUBackend,
  list: readonly tf.TensorInfo[],
  attributes: LstmAttributes,
) {
  const given = backwardInputs(list);
  const layer = layerOn(backend, given.forward, attributes);
  const regions = forwardRegions(backend, given.forward);
  const [reserve, dOutputs, dH, dC] = [given.reserve, given.dOutputs, given.dH, given.dC].map(
    (tensor) => regionOf(backend, tensor),
  );
  const results = given.forward.slice(0, 6).map((tensor) => float32(backend, tensor!.shape));
  const [inputs, kernel, recurrent, bias, h0, c0] = results.map((tensor) =>
    regionOf(backend, tensor),
  );
  submit(backend, (encoder) => {
    layer.encodeBackward(encoder, {
      ...regions.weights,
      ...regions.inputs,
      reserve: reserve!,
      dOutputs: dOutputs!,
      dH: dH!,
      dC: dC!,
      gradients: {
        inputs: inputs!,
        kernel: kernel!,
        recurrent: recurrent!,
        bias: bias!,
        h0: h0!,
        c0: c0!,
      },
    });
  });
  return results;
}

/** Registers both kernels for `webgpu`, unless it has them. Scratch buffers go with the backend. */
export function registerWebgpuKernels(): void {
  if (tf.getKernel(FUSED_LSTM, 'webgpu') !== undefined) return;
  tf.registerKernel({
    kernelName: FUSED_LSTM,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      forward(
        backend as WebGPUBackend,
        inputs as unknown as ForwardInputs,
        attrs as unknown as LstmAttributes,
      ),
    disposeFunc(backend) {
      const { device } = backend as WebGPUBackend;
      devices.get(device)?.dispose();
      devices.delete(device);
    },
  });
  tf.registerKernel({
    kernelName: FUSED_LSTM_GRAD,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) =>
      backward(
        backend as WebGPUBackend,
        inputs as unknown as tf.TensorInfo[],
        attrs as unknown as LstmAttributes,
      ),
  });
}
