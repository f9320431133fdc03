/**
 * The model in stock TensorFlow.js layers. Keras lays kernels, recurrent kernels and biases out as
 * `parameterLayout` does (gates i, f, g, o along the columns), so weights go in and out without permutation.
 */
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { Batch } from '#model/batch.ts';
import { parameterLayout } from '#model/parameters.ts';
import { inputWidth, type ModelSpecification } from '#model/specification.ts';

type Lstm = ReturnType<typeof layers.lstm>;
type Dense = ReturnType<typeof layers.dense>;

export interface StockModel {
  readonly lstms: readonly Lstm[];
  readonly head: Dense;
  /** The trained variables, in the order of `parameterLayout`; disposing of them disposes of the model. */
  readonly variables: readonly tf.Variable[];
}

/** A batch as tensors. */
export interface Feed {
  readonly inputs: tf.Tensor3D; // [T, B, I]
  readonly h: tf.Tensor3D; // [L, B, H], before the first step
  readonly c: tf.Tensor3D; // [L, B, H]
}

/** A model with the given weights, a flat vector in the order of `parameterLayout(spec)`. */
export function buildModel(spec: ModelSpecification, parameters: Float32Array): StockModel {
  const { hiddenSize, outputSize, head: reads, numLayers } = spec;
  // Building leaves the initial values behind; variables outlive the scope's end.
  tf.engine().startScope('build');
  try {
    const lstms = Array.from({ length: numLayers }, (_, index) => {
      const lstm = stockLstm(hiddenSize, index < numLayers - 1 || reads === 'every');
      return built(lstm, [null, null, inputWidth(spec, index + 1)]);
    });
    const dense = layers.dense({ units: outputSize, kernelInitializer: 'zeros' });
    const head = built(dense, [null, hiddenSize]);
    // `getWeights` is typed as tensors, but hands out the variables themselves.
    const variables = [...lstms, head].flatMap((layer) => layer.getWeights(true)) as tf.Variable[];
    const model = { lstms, head, variables };
    setParameters(model, spec, parameters);
    return model;
  } finally {
    tf.engine().endScope();
  }
}

/** Makes the layer's variables; `build` alone leaves it to the caller to say so, and `apply` would make them again. */
function built<T extends Lstm | Dense>(layer: T, inputShape: (number | null)[]): T {
  layer.build(inputShape);
  layer.built = true;
  return layer;
}

/** The defaults of TensorFlow.js differ from Keras' (hard sigmoid), hence the explicit options. */
function stockLstm(units: number, returnSequences: boolean): Lstm {
  return layers.lstm({
    units,
    recurrentActivation: 'sigmoid',
    // The weights are replaced at once; the default, orthogonal, is slow and warns above 2,000 numbers.
    kernelInitializer: 'zeros',
    recurrentInitializer: 'zeros',
    returnSequences,
    returnState: true,
  });
}

/** Replaces the weights. @param values in the order of `parameterLayout(spec)` */
export function setParameters(
  { variables }: StockModel,
  spec: ModelSpecification,
  values: Float32Array,
): void {
  tf.tidy(() => {
    for (const [k, tensor] of splitParameters(spec, values).entries()) variables[k]!.assign(tensor);
  });
}

/** A flat vector in the order of `parameterLayout(spec)` as one tensor for each block. */
export function splitParameters(spec: ModelSpecification, values: Float32Array): tf.Tensor[] {
  return parameterLayout(spec).map(({ shape, offset, size }) =>
    tf.tensor(values.slice(offset, offset + size), [...shape], 'float32'),
  );
}

/** Inputs and initial state; zeros where the batch has none. */
export function feedOf(spec: ModelSpecification, batch: Batch): Feed {
  const { batchSize: B, sequenceLength: T, inputs, initialState } = batch;
  const shape: [number, number, number] = [spec.numLayers, B, spec.hiddenSize];
  const state = (values: Float32Array | undefined): tf.Tensor3D =>
    values ? tf.tensor3d(values, shape) : tf.zeros(shape);
  return {
    inputs: tf.tensor3d(inputs, [T, B, spec.inputSize]),
    h: state(initialState?.h),
    c: state(initialState?.c),
  };
}

/** Outputs of the head, time-major ([B, O] or [T, B, O]), and the states after the last step, one for each layer. */
export function forward(
  { lstms, head }: StockModel,
  spec: ModelSpecification,
  feed: Feed,
): { outputs: tf.Tensor; h: tf.Tensor[]; c: tf.Tensor[] } {
  const [h0, c0] = [tf.unstack(feed.h), tf.unstack(feed.c)];
  // Layers want [B, T, ·].
  let y: tf.Tensor = tf.transpose(feed.inputs, [1, 0, 2]);
  const states = lstms.map((lstm, k) => {
    const [output, h, c] = lstm.apply(y, { initialState: [h0[k]!, c0[k]!] }) as tf.Tensor[];
    y = output!;
    return { h: h!, c: c! };
  });
  const outputs = head.apply(y) as tf.Tensor;
  return {
    outputs: spec.head === 'every' ? tf.transpose(outputs, [1, 0, 2]) : outputs,
    h: states.map(({ h }) => h),
    c: states.map(({ c }) => c),
  };
}

/** The loss of outputs [B, O] or [T, B, O] as a scalar: mean squared error, or mean cross-entropy in nats. */
export function lossOf(spec: ModelSpecification, outputs: tf.Tensor, batch: Batch): tf.Scalar {
  if (spec.loss === 'mse')
    return tf.losses.meanSquaredError(tf.tensor(batch.targets, outputs.shape), outputs);
  const classes = tf.tensor1d(Int32Array.from(batch.targets), 'int32');
  const logits = tf.reshape(outputs, [-1, spec.outputSize]);
  return tf.losses.softmaxCrossEntropy(tf.oneHot(classes, spec.outputSize), logits);
}
