/**
 * TensorFlow.js' own Adam (Kingma and Ba 2015; ε outside the root, as in PyTorch) and SGD, with their moments put in
 * and out and the learning rate changed, for which the library has no way that keeps the bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerOptions } from '#model/optimizer.ts';

/** Adam's moments, one tensor for each variable. */
export interface Moments {
  readonly m: readonly tf.Tensor[];
  readonly v: readonly tf.Tensor[];
}

export interface StockOptimizer {
  /** One update of the variables by their gradients, in the same order. */
  update(gradients: readonly tf.Tensor[]): void;
  setLearningRate(rate: number): void;
  /** The moments themselves, to be read only; none for SGD and before the first update. */
  moments(): Moments;
  /** Continues after `updates` updates; the tensors are copied. */
  restore(moments: Moments, updates: number): void;
  dispose(): void;
}

/** What the library's Adam keeps to itself. */
interface AdamInternals {
  learningRate: number;
  readonly accBeta1: tf.Variable;
  readonly accBeta2: tf.Variable;
  accumulatedFirstMoment: { originalName: string; variable: tf.Variable }[];
  accumulatedSecondMoment: { originalName: string; variable: tf.Variable }[];
}

/** @param options with `epsilonPlacement` `pytorch`, the library's form. */
export function createStockOptimizer(
  options: OptimizerOptions,
  variables: readonly tf.Variable[],
): StockOptimizer {
  return options.kind === 'sgd' ? stockSgd(options, variables) : stockAdam(options, variables);
}

const named = (variables: readonly tf.Variable[], gradients: readonly tf.Tensor[]) =>
  gradients.map((tensor, k) => ({ name: variables[k]!.name, tensor }));

function stockSgd(options: OptimizerOptions, variables: readonly tf.Variable[]): StockOptimizer {
  const sgd = tf.train.sgd(options.learningRate);
  return {
    update: (gradients) => {
      sgd.applyGradients(named(variables, gradients));
    },
    setLearningRate: (rate) => {
      sgd.setLearningRate(rate);
    },
    moments: () => ({ m: [], v: [] }),
    restore: () => undefined,
    dispose: () => {
      sgd.dispose();
    },
  };
}

/** β^(t+1) as the library computes it: one float32 product an update, which is rounded alike everywhere. */
function power(beta: number, updates: number): number {
  let product = Math.fround(beta);
  for (let t = 0; t < updates; t++) product = Math.fround(product * Math.fround(beta));
  return product;
}

function stockAdam(options: OptimizerOptions, variables: readonly tf.Variable[]): StockOptimizer {
  const adam = tf.train.adam(options.learningRate, options.beta1, options.beta2, options.epsilon);
  // Protected in the types, but the one way to change the rate or the powers of β and keep the moments.
  const internals = adam as unknown as AdamInternals;
  const { accBeta1, accBeta2 } = internals;
  const disposeMoments = (): void => {
    for (const { variable } of internals.accumulatedFirstMoment) variable.dispose();
    for (const { variable } of internals.accumulatedSecondMoment) variable.dispose();
  };
  const slots = (tensors: readonly tf.Tensor[], letter: string) =>
    tensors.map((tensor, k) => ({
      originalName: `${variables[k]!.name}/${letter}`,
      variable: tf.variable(tensor, false),
    }));
  return {
    update: (gradients) => {
      adam.applyGradients(named(variables, gradients));
    },
    setLearningRate: (rate) => {
      internals.learningRate = rate;
    },
    moments: () => ({
      m: internals.accumulatedFirstMoment.map(({ variable }) => variable),
      v: internals.accumulatedSecondMoment.map(({ variable }) => variable),
    }),
    restore({ m, v }, updates) {
      disposeMoments();
      internals.accumulatedFirstMoment = slots(m, 'm');
      internals.accumulatedSecondMoment = slots(v, 'v');
      tf.tidy(() => {
        accBeta1.assign(tf.scalar(power(options.beta1, updates)));
        accBeta2.assign(tf.scalar(power(options.beta2, updates)));
      });
    },
    dispose: () => {
      adam.dispose();
    },
  };
}
