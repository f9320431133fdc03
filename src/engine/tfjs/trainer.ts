/**
 * Training by automatic differentiation: gradients of all variables, clipped as one vector on the device, then
 * TensorFlow.js' own Adam (Kingma and Ba 2015; ε outside the root, as in PyTorch).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Trainer, TrainerOptions } from '../backend.ts';
import { batchLoss, buildModel, forward, modelVariables } from './model.ts';

/** Scales the gradients so that their joint Euclidean norm is at most `clipNorm`. */
function clipByGlobalNorm(gradients: tf.Tensor[], clipNorm: number): tf.Tensor[] {
  if (clipNorm === Infinity) return gradients;
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  // Not `addN`: on WebGPU it binds all its inputs at once, and above seven the device refuses.
  const norm = tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  const factor = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return gradients.map((gradient) => tf.mul(gradient, factor));
}

/**
 * One model with its optimizer.
 * @param activate makes this trainer's backend the current one; called before every synchronous stretch of work,
 * because TensorFlow.js keeps one current backend for everybody.
 */
export function createTfjsTrainer(
  { spec, parameters, optimizer: options }: TrainerOptions,
  activate: () => void,
  onDispose: (trainer: Trainer) => void,
): Trainer {
  activate();
  const model = buildModel(spec, parameters);
  const variables = modelVariables(model);
  const adam = tf.train.adam(options.learningRate, options.beta1, options.beta2, options.epsilon);
  let disposed = false;
  const enter = (): void => {
    if (disposed) throw new Error('this trainer has been disposed of');
    activate();
  };

  const trainer: Trainer = {
    async step(batches) {
      enter();
      for (const batch of batches) checkBatch(spec, batch);
      if (batches.length === 0) return new Float32Array(0);
      const losses: tf.Scalar[] = [];
      try {
        for (const batch of batches) losses.push(update(batch));
        const all = tf.stack(losses);
        try {
          return new Float32Array(await all.data());
        } finally {
          all.dispose();
        }
      } finally {
        tf.dispose(losses);
      }
    },

    async predict(batch) {
      enter();
      checkBatch(spec, batch, 'inputs');
      const outputs = tf.tidy(() => forward(model, spec, batch));
      return read(outputs);
    },

    configure({ learningRate }) {
      // Protected in the types, but the one way to change the rate that keeps the moments.
      (adam as unknown as { learningRate: number }).learningRate = learningRate;
    },

    async parameters() {
      enter();
      return read(tf.tidy(() => tf.concat(variables.map((variable) => variable.flatten()))));
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      activate();
      adam.dispose();
      model.dispose();
      onDispose(trainer);
    },
  };

  /** One update; returns the loss before it, which the caller disposes of. */
  function update(batch: Batch): tf.Scalar {
    return tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => batchLoss(model, spec, batch), variables);
      const gradients = variables.map((variable) => gradientOf(grads, variable, spec));
      const clipped = clipByGlobalNorm(gradients, options.clipNorm);
      adam.applyGradients(
        clipped.map((tensor, index) => ({ name: variables[index]?.name ?? '', tensor })),
      );
      return value;
    });
  }

  return trainer;
}

function gradientOf(
  gradients: tf.NamedTensorMap,
  variable: tf.Variable,
  spec: ModelSpecification,
): tf.Tensor {
  const gradient = gradients[variable.name];
  if (gradient === undefined)
    throw new Error(`no gradient for ${variable.name} in a model of ${spec.numLayers} layers`);
  return gradient;
}

/** Reads a tensor to the CPU and disposes of it, even when reading fails. */
async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return new Float32Array(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
