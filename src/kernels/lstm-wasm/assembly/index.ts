/**
 * What the host calls. One instance holds one model, its optimizer and one shape of batches in its own memory:
 *
 *   createModel(…) → flatParameters(), write weights there → takeParameters(…)
 *   reserve(…)     → stagedInputs(), stagedTargets(), …, write batches there
 *   train(…)       → losses()          or  differentiate() → gradients()          or  predict() → predictions()
 *
 * or is used for single layers (layer-op.ts) or products (gemm.ts), which keep nothing.
 * Addresses are in bytes and change with `reserve`. The host has checked every size.
 */
import { prepareActivations } from './activations';
import * as batch from './batch';
import * as model from './model';
import { countUpdates, drops, forward, lossAndGradient, updates } from './network';
import { unpack } from './slabs';
import { unpackState } from './states';
import { AdamStep, advance, clipFactor, descend, normOf, powerOf, updateAdam } from './update';
import { IN, OUT } from './weights';

export { layOutProduct, multiplyStrided, productArray } from './gemm';
export { backwardLayer, forwardLayer, layerArray, layerReserveLength, layOutLayer } from './layer-op';
export { createModel } from './model';
export { setDropout } from './network';
export { measurePeak } from './peak';

prepareActivations();

const adam = changetype<AdamStep>(memory.data(offsetof<AdamStep>(), 16));
/** ε stands outside the bias correction. */
let outside: bool = false;

/** @returns as `createModel`; `uses` are the bits of batch.ts. */
export function reserve(steps: i32, rows: i32, count: i32, uses: i32): f64 {
  return batch.layOutBatches(steps, rows, count, uses, drops);
}

export function flatParameters(): usize {
  return model.flat;
}
/** Weights, gradients, m or v: 0…3. */
function panelsOf(which: i32): usize {
  if (which === 0) return model.parameters;
  if (which === 1) return model.gradients;
  return which === 2 ? model.m : model.v;
}
export function takeParameters(which: i32): void {
  model.moveParameters(IN, panelsOf(which));
}
export function giveParameters(which: i32): void {
  model.moveParameters(OUT, panelsOf(which));
}

export function stagedInputs(): usize {
  return batch.stagedInputs;
}
export function stagedTargets(): usize {
  return batch.stagedTargets;
}
export function stagedLengths(): usize {
  return batch.stagedLengths;
}
export function stagedStates(): usize {
  return batch.stagedStates;
}
export function losses(): usize {
  return batch.losses;
}
export function predictions(): usize {
  return batch.predictions;
}
export function finalStates(): usize {
  return batch.finalStates;
}
export function inputGradients(): usize {
  return batch.inputGradients;
}
export function stateGradients(): usize {
  return batch.stateGradients;
}
export function probes(): usize {
  return batch.probes;
}

export function setOptimizer(beta1: f64, beta2: f64, epsilon: f64, keras: bool): void {
  adam.beta1 = beta1;
  adam.beta2 = beta2;
  adam.epsilon = epsilon;
  outside = keras;
  setUpdates(updates);
}

export function setUpdates(made: u32): void {
  countUpdates(made);
  adam.beta1Power = powerOf(adam.beta1, made);
  adam.beta2Power = powerOf(adam.beta2, made);
}

/** One update for each of the first `count` staged batches, in order; `losses` are those before each update. */
export function train(count: i32, learningRate: f64, clipNorm: f64): void {
  const bytes = model.parameterBytes;
  for (let n = 0; n < count; n++) {
    store<f32>(batch.losses + <usize>n * 4, <f32>lossAndGradient(n, false));
    const factor = clipNorm < Infinity ? clipFactor(model.gradients, bytes, clipNorm) : 1;
    if (model.usesAdam) {
      advance(adam, learningRate, outside);
      updateAdam(model.parameters, model.gradients, model.m, model.v, bytes, factor, adam);
    } else descend(model.parameters, model.gradients, bytes, <f32>(learningRate * factor));
    countUpdates(updates + 1);
  }
}

/** Loss of the first staged batch; the gradients are not clipped and nothing is updated. */
export function differentiate(): f64 {
  const loss = lossAndGradient(0, false);
  if (batch.way.dInitial) unpack(batch.inputDerivatives, batch.inputGradients);
  return loss;
}

/** The same, with a look at one row on the way. */
export function inspect(row: i32): f64 {
  batch.probe.row = row;
  batch.probe.units = model.units;
  batch.probe.steps = batch.sequence.steps;
  return lossAndGradient(0, true);
}

/** Norm of the gradient of one cell's weights and biases, 0…layers · directions − 1. */
export function gradientNorm(n: i32): f64 {
  const cell = model.cellAt(n / model.directions, n % model.directions);
  return normOf(cell.weightGradient, model.cellBytes(cell));
}

/** Outputs of the head for the first staged batch's inputs, and final states, flat. */
export function predict(): void {
  forward(0);
  unpack(batch.outputs, batch.predictions);
  unpackState();
}
