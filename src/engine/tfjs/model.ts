/**
 * The model in stock TensorFlow.js layers. Keras lays kernels, recurrent kernels and biases out as
 * `parameterLayout` does (gates i, f, g, o along the columns), so weights go in and out without permutation.
 */
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import type { Batch } from '#model/batch.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** A model with the given weights, a flat vector in the order of `parameterLayout(spec)`. */
export function buildModel(spec: ModelSpecification, parameters: Float32Array): Sequential {
  const model = sequential();
  // Building leaves the initial values behind; variables outlive the tidying.
  tf.tidy(() => {
    addLayers(model, spec);
    model.setWeights(
      parameterLayout(spec).map(({ shape, offset, size }) =>
        tf.tensor(parameters.slice(offset, offset + size), [...shape], 'float32'),
      ),
    );
  });
  return model;
}

/**
 * Stacked LSTM layers and a dense head, on inputs [batch, time, inputSize] of any length. The defaults of
 * TensorFlow.js differ from Keras' (hard sigmoid, Glorot normal), hence the explicit options.
 */
function addLayers(model: Sequential, spec: ModelSpecification): void {
  const { inputSize, hiddenSize, numLayers, outputSize, head } = spec;
  for (let layer = 1; layer <= numLayers; layer++) {
    model.add(
      layers.lstm({
        units: hiddenSize,
        recurrentActivation: 'sigmoid',
        kernelInitializer: 'glorotUniform',
        // The weights are replaced at once; the default, orthogonal, is slow and warns above 2,000 numbers.
        recurrentInitializer: 'zeros',
        unitForgetBias: true,
        returnSequences: layer < numLayers || head === 'every',
        ...(layer === 1 ? { inputShape: [null, inputSize] } : {}),
      }),
    );
  }
  model.add(layers.dense({ units: outputSize, kernelInitializer: 'glorotUniform' }));
}

/** The trained variables, in the order of `parameterLayout`. */
export function modelVariables(model: Sequential): tf.Variable[] {
  // `getWeights` is typed as tensors, but hands out the variables themselves.
  return model.getWeights(true) as tf.Variable[];
}

/** A batch's inputs [T, B, I] → [B, T, I], as TensorFlow.js layers want them. */
function layerInputs(spec: ModelSpecification, batch: Batch): tf.Tensor3D {
  const shape: [number, number, number] = [batch.sequenceLength, batch.batchSize, spec.inputSize];
  return tf.tensor3d(batch.inputs, shape).transpose([1, 0, 2]);
}

/** Outputs of the head, time-major again: [B, O] or [T, B, O]. */
export function forward(model: Sequential, spec: ModelSpecification, batch: Batch): tf.Tensor {
  const outputs = model.apply(layerInputs(spec, batch)) as tf.Tensor;
  return spec.head === 'every' ? outputs.transpose([1, 0, 2]) : outputs;
}

/** The loss of a batch as a scalar: mean squared error, or mean cross-entropy in nats. */
export function batchLoss(model: Sequential, spec: ModelSpecification, batch: Batch): tf.Scalar {
  const outputs = forward(model, spec, batch);
  if (spec.loss === 'mse')
    return tf.losses.meanSquaredError(tf.tensor(batch.targets, outputs.shape), outputs);
  const classes = tf.tensor1d(Int32Array.from(batch.targets), 'int32');
  const logits = outputs.reshape<tf.Tensor2D>([-1, spec.outputSize]);
  return tf.losses.softmaxCrossEntropy(tf.oneHot(classes, spec.outputSize), logits);
}
