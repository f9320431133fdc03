/**
 * What the host calls. One instance holds one model, its optimizer and one shape of batches in its own memory:
 *
 *   createModel(…) → parameters(), write weights there
 *   reserve(…)     → stagedInputs(), stagedTargets(), write batches there
 *   train(…)       → losses()          or  differentiate() → gradients()          or  predict() → predictions()
 *
 * Addresses are in bytes and change with `reserve`. The host has checked every size.
 */
import { prepareActivations } from './activations';
import { AdamStep, clipFactor, updateAdam } from './adam';
import { backwardHead, forwardHead } from './head';
import { backwardLayer, forwardLayer } from './layer';
import { pack, softmaxCrossEntropy, squaredError, unpack } from './losses';
import * as model from './model';

export { layOutModel as createModel, layOutBatches as reserve } from './model';
export { measurePeak } from './peak';

prepareActivations();

export function parameters(): usize {
  return model.parameters;
}
export function gradients(): usize {
  return model.gradients;
}
export function parameterBytes(): usize {
  return model.parameterBytes;
}
export function stagedInputs(): usize {
  return model.stagedInputs;
}
export function stagedTargets(): usize {
  return model.stagedTargets;
}
export function losses(): usize {
  return model.losses;
}
export function predictions(): usize {
  return model.predictions;
}

/** Updates done, as powers of the exponents: β₁ᵗ and β₂ᵗ. */
let beta1Power: f64 = 1;
let beta2Power: f64 = 1;
const adam = changetype<AdamStep>(memory.data(sizeof<f64>() * 5, 16));

/** Takes effect at the next update. */
export function setOptimizer(beta1: f64, beta2: f64, epsilon: f64): void {
  adam.beta1 = beta1;
  adam.beta2 = beta2;
  adam.epsilon = epsilon;
}

function forward(batch: i32): void {
  pack(model.stagedInputs + <usize>(batch * model.inputCount) * 4, model.inputs);
  for (let l = 0; l < model.numLayers; l++) forwardLayer(model.layerAt(l), model.sequence);
  forwardHead(model.head);
}

/** Loss and gradient of one staged batch. */
function lossAndGradient(batch: i32): f64 {
  forward(batch);
  const targets = model.stagedTargets + <usize>(batch * model.targetCount) * 4;
  const loss = model.isSoftmax
    ? softmaxCrossEntropy(model.outputs, targets)
    : squaredError(model.outputs, targets);
  memory.fill(model.gradients, 0, model.parameterBytes);
  backwardHead(model.head);
  const highest = model.numLayers - 1;
  for (let l = highest; l >= 0; l--) {
    const everyStep = l < highest || model.readsEveryStep;
    backwardLayer(model.layerAt(l), model.sequence, everyStep, l > 0);
  }
  return loss;
}

/** One update for each of the first `count` staged batches, in order; `losses` are those before each update. */
export function train(count: i32, learningRate: f64, clipNorm: f64): void {
  for (let batch = 0; batch < count; batch++) {
    store<f32>(model.losses + <usize>batch * 4, <f32>lossAndGradient(batch));
    beta1Power *= adam.beta1;
    beta2Power *= adam.beta2;
    adam.rate = learningRate / (1 - beta1Power);
    adam.correction2 = 1 / (1 - beta2Power);
    const bytes = model.parameterBytes;
    const factor = clipFactor(model.gradients, bytes, clipNorm);
    updateAdam(model.parameters, model.gradients, model.m, model.v, bytes, factor, adam);
  }
}

/** Loss of the first staged batch; `gradients` are not clipped and nothing is updated. */
export function differentiate(): f64 {
  return lossAndGradient(0);
}

/** Outputs of the head for the first staged batch's inputs, flat. */
export function predict(): void {
  forward(0);
  unpack(model.outputs, model.predictions);
}
