/**
 * Training by automatic differentiation: gradients of all variables, clipped as one vector on the device, then one of
 * TensorFlow.js' own optimizers.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Trainer, TrainerOptions } from '../backend.ts';
import { checkState } from '../check-state.ts';
import { clipByGlobalNorm } from './clip.ts';
import { inspectModel } from './inspect.ts';
import { checkStockBatch } from './limits.ts';
import { buildModel, feedOf, forward, lossOf, setParameters, splitParameters } from './model.ts';
import { createStockOptimizer } from './optimizer.ts';

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
  const variables = [...model.variables];
  const optimizer = createStockOptimizer(options, variables);
  let updates = 0;
  let disposed = false;
  const enter = (): void => {
    if (disposed) throw new Error('this trainer has been disposed of');
    activate();
  };
  const lossOn = (batch: Batch): tf.Scalar =>
    lossOf(spec, forward(model, spec, feedOf(spec, batch)).outputs, batch);

  const trainer: Trainer = {
    async step(batches) {
      enter();
      for (const batch of batches) checkStockBatch(spec, batch);
      if (batches.length === 0) return new Float32Array(0);
      const losses: tf.Scalar[] = [];
      try {
        for (const batch of batches) losses.push(update(batch));
        return await read(tf.stack(losses));
      } finally {
        tf.dispose(losses);
      }
    },

    async predict(batch) {
      enter();
      checkStockBatch(spec, batch, 'inputs');
      const [outputs, h, c] = tf.tidy(() => {
        const result = forward(model, spec, feedOf(spec, batch));
        return [result.outputs, tf.stack(result.h), tf.stack(result.c)] as const;
      });
      const arrays = await Promise.all([read(outputs), read(h), read(c)]);
      return { outputs: arrays[0], finalState: { h: arrays[1], c: arrays[2] } };
    },

    async differentiate(batch) {
      enter();
      checkStockBatch(spec, batch);
      const tensors = tf.tidy(() => {
        const feed = feedOf(spec, batch);
        const { value, grads } = tf.valueAndGrads(
          (inputs: tf.Tensor, h: tf.Tensor, c: tf.Tensor) => {
            const fed = { inputs, h, c } as typeof feed;
            return lossOf(spec, forward(model, spec, fed).outputs, batch);
          },
        )([feed.inputs, feed.h, feed.c, ...variables]);
        const [inputs, h, c, ...weights] = grads as [
          tf.Tensor,
          tf.Tensor,
          tf.Tensor,
          ...tf.Tensor[],
        ];
        return [value, flat(weights), inputs, h, c];
      });
      const [loss, weights, inputs, h, c] = await Promise.all(tensors.map(read));
      return {
        loss: loss![0]!,
        parameters: weights!,
        inputs: inputs!,
        initialState: { h: h!, c: c! },
      };
    },

    async inspect(batch, row) {
      enter();
      checkStockBatch(spec, batch);
      if (!(Number.isInteger(row) && row >= 0 && row < batch.batchSize))
        throw new RangeError(`row must be 0…${batch.batchSize - 1}, got ${row}`);
      return inspectModel(spec, variables, () => feedOf(spec, batch), batch, row);
    },

    configure({ learningRate }) {
      enter();
      checkLearningRate(learningRate);
      optimizer.setLearningRate(learningRate);
    },

    async parameters() {
      enter();
      return read(flat(variables));
    },

    async save() {
      enter();
      const { m, v } = optimizer.moments();
      const size = options.kind === 'sgd' ? 0 : parameters.length;
      // Before the first update there are no moments yet.
      const [values, ...moments] = await Promise.all([
        read(flat(variables)),
        ...[m, v].map((each) => (each.length ? read(flat(each)) : new Float32Array(size))),
      ]);
      return { parameters: values, m: moments[0]!, v: moments[1]!, updates };
    },

    async restore(state) {
      enter();
      checkState(spec, options, state);
      setParameters(model, spec, Float32Array.from(state.parameters));
      tf.tidy(() => {
        const [m, v] = [state.m, state.v].map((each) =>
          each.length ? splitParameters(spec, Float32Array.from(each)) : [],
        );
        optimizer.restore({ m: m!, v: v! }, state.updates);
      });
      updates = state.updates;
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      activate();
      optimizer.dispose();
      tf.dispose(variables);
      onDispose(trainer);
    },
  };

  /** One update; returns the loss before it, which the caller disposes of. */
  function update(batch: Batch): tf.Scalar {
    const loss = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => lossOn(batch), variables);
      const gradients = variables.map((variable) => gradientOf(grads, variable, spec));
      optimizer.update(clipByGlobalNorm(gradients, options.clipNorm));
      return value;
    });
    updates++;
    return loss;
  }

  return trainer;
}

function checkLearningRate(rate: number): void {
  if (!(rate > 0 && rate <= 10))
    throw new RangeError(`learningRate must be above 0 and at most 10, got ${rate}`);
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

/** One vector of all. */
const flat = (tensors: readonly tf.Tensor[]): tf.Tensor1D =>
  tf.tidy(() => tf.concat(tensors.map((tensor) => tf.reshape<tf.Rank.R1>(tensor, [-1]))));

/** Reads a tensor to the CPU and disposes of it, even when reading fails. */
async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return new Float32Array(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
