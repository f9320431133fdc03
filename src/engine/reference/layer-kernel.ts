/**
 * One LSTM layer as an operation, computed in float64 between float32 arrays: the oracle for the fused ones. The
 * backward pass runs the forward pass again instead of reading it from the reserve, so that nothing is rounded on the
 * way; the reserve is empty.
 */
import { forwardLayer, finalState, hiddenSequence, zeroLstmWeights } from '#math/lstm.ts';
import { backwardLayer } from '#math/lstm-gradient.ts';
import type {
  LayerGradients,
  LayerInputs,
  LayerKernel,
  LayerOutputs,
  LayerShape,
  LayerWeights,
} from '../layer-kernel.ts';

/** @throws RangeError naming the array and the length it must have. */
function checkLengths(arrays: readonly (readonly [string, Float32Array, number])[]): void {
  for (const [name, array, size] of arrays)
    if (array.length !== size)
      throw new RangeError(`${name} must hold ${size} numbers, got ${array.length}`);
}

function forwardInFloat64(shape: LayerShape, weights: LayerWeights, given: LayerInputs) {
  const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H, reverse } = shape;
  for (const name of ['sequenceLength', 'batchSize', 'inputSize', 'hiddenSize'] as const)
    if (!(Number.isInteger(shape[name]) && shape[name] >= 1))
      throw new RangeError(`${name} must be at least 1, got ${shape[name]}`);
  if (H > 256) throw new RangeError(`hiddenSize must be 1…256, got ${H}`);
  checkLengths([
    ['kernel', weights.kernel, I * 4 * H],
    ['recurrent', weights.recurrent, H * 4 * H],
    ['bias', weights.bias, 4 * H],
    ['inputs', given.inputs, T * B * I],
    ['h0', given.h0, B * H],
    ['c0', given.c0, B * H],
    ...(given.mask ? ([['mask', given.mask, T * B]] as const) : []),
  ]);
  const layer = {
    inputSize: I,
    hiddenSize: H,
    kernel: Float64Array.from(weights.kernel),
    recurrent: Float64Array.from(weights.recurrent),
    bias: Float64Array.from(weights.bias),
  };
  const trace = forwardLayer(layer, Float64Array.from(given.inputs), T, B, {
    initial: { h: Float64Array.from(given.h0), c: Float64Array.from(given.c0) },
    reverse,
    mask: given.mask && Float64Array.from(given.mask),
  });
  return { layer, trace };
}

/** Shapes as in `LayerKernel`. */
export const referenceLayerKernel: LayerKernel = {
  forward(shape, weights, inputs): LayerOutputs {
    const { trace } = forwardInFloat64(shape, weights, inputs);
    const { h, c } = finalState(trace);
    return {
      outputs: Float32Array.from(hiddenSequence(trace)),
      h: Float32Array.from(h),
      c: Float32Array.from(c),
      reserve: new Float32Array(),
    };
  },

  backward(shape, weights, inputs, reserve, d): LayerGradients {
    const { layer, trace } = forwardInFloat64(shape, weights, inputs);
    const { sequenceLength: T, batchSize: B, hiddenSize: H } = shape;
    checkLengths([
      ['reserve', reserve, 0],
      ['d.outputs', d.outputs, T * B * H],
      ['d.h', d.h, B * H],
      ['d.c', d.c, B * H],
    ]);
    const gradients = zeroLstmWeights(shape.inputSize, H);
    const { inputs: dInputs, initial } = backwardLayer(
      layer,
      trace,
      Float64Array.from(d.outputs),
      gradients,
      { h: Float64Array.from(d.h), c: Float64Array.from(d.c) },
    );
    return {
      inputs: Float32Array.from(dInputs),
      kernel: Float32Array.from(gradients.kernel),
      recurrent: Float32Array.from(gradients.recurrent),
      bias: Float32Array.from(gradients.bias),
      h0: Float32Array.from(initial.h),
      c0: Float32Array.from(initial.c),
    };
  },
};
