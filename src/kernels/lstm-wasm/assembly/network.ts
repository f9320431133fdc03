/** Forwards and backwards through the whole model, for one staged batch. */
import {
  downstream,
  dropsOut,
  hasLengths,
  hasStates,
  hiddenSlab,
  inputCount,
  inputDerivatives,
  inputs,
  mask,
  outputs,
  outputsOf,
  part,
  probe,
  probes,
  readsOf,
  sequence,
  stagedInputs,
  stagedLengths,
  stagedTargets,
  targetCount,
  upstream,
  way,
} from './batch';
import { forwardCell } from './cell';
import { backwardCell } from './cell-gradient';
import { applyDropout, dropoutKey } from './dropout';
import { gatherTokens, scatterTokens } from './embedding';
import { backwardHead, forwardHead } from './head';
import { softmaxCrossEntropy, squaredError } from './losses';
import { clearHeld, maskLengths } from './mask';
import {
  cellAt,
  directions,
  embedding,
  embeddingGradient,
  gradients,
  head,
  isSoftmax,
  numLayers,
  parameterBytes,
  readsEveryStep,
  residual,
  vocabulary,
} from './model';
import { clearGates, placeProbe, probeNumbers, recordRow } from './probe';
import { addSlabs, pack } from './slabs';
import { packState, unpackGradients } from './states';

/** Dropout: ⌊p·2³²⌋, 1/(1 − p), seed; and updates made, which the masks depend on too. */
let threshold: u32 = 0;
let scale: f32 = 1;
let seed: u32 = 0;
export let drops: bool = false;
export let updates: u32 = 0;

export function setDropout(p: f64, from: u32): void {
  drops = p > 0;
  threshold = <u32>(p * 4294967296.0);
  scale = <f32>(1 / (1 - p));
  seed = from;
}

export function countUpdates(made: u32): void {
  updates = made;
}

/** Real steps of the batch in work, or rows where the head reads once. */
let predictionCount: f64 = 0;

/** to = dropout(from) of the output of `layer`, from 0; both slabs of all steps. */
function dropFrom(layer: i32, from: usize, to: usize): void {
  part.at = from;
  applyDropout(part, directions, to, dropoutKey(seed, updates, layer + 1), threshold, scale);
}

function stageBatch(batch: i32): void {
  const staged = stagedInputs + <usize>(batch * inputCount) * 4;
  let real = <f64>inputs.steps * <f64>inputs.rows;
  if (hasLengths)
    real = maskLengths(
      mask,
      stagedLengths + <usize>(batch * inputs.rows) * 4,
      inputs.steps,
      inputs.rows,
    );
  predictionCount = readsEveryStep ? real : <f64>inputs.rows;
  if (vocabulary) gatherTokens(staged, embedding(), vocabulary, inputs);
  else pack(staged, inputs);
  if (mask.any)
    clearHeld(mask, inputs.at, inputs.steps, inputs.slab, (inputs.columns + 7) >> 3, inputs.stride);
  if (hasStates) packState(batch);
}

export function forward(batch: i32): void {
  stageBatch(batch);
  const bytes = <usize>sequence.steps * hiddenSlab;
  for (let l = 0; l < numLayers; l++) {
    for (let d = 0; d < directions; d++) forwardCell(cellAt(l, d), sequence);
    const y = outputsOf(l);
    if (residual && l > 0) addSlabs(cellAt(l, 0).hidden, outputsOf(l - 1), y, bytes);
    if (dropsOut && l < numLayers - 1) dropFrom(l, y, readsOf(l));
  }
  forwardHead(head);
}

/** Loss and gradient of one staged batch. */
export function lossAndGradient(batch: i32, inspects: bool): f64 {
  forward(batch);
  if (inspects) recordStates();
  const targets = stagedTargets + <usize>(batch * targetCount) * 4;
  const masked = readsEveryStep && mask.any ? mask : null;
  const loss = isSoftmax
    ? softmaxCrossEntropy(outputs, targets, masked, predictionCount)
    : squaredError(outputs, targets, masked, predictionCount);
  memory.fill(gradients, 0, parameterBytes);
  backward(inspects);
  sequence.probe = null;
  if (vocabulary)
    scatterTokens(
      stagedInputs + <usize>(batch * inputCount) * 4,
      inputDerivatives,
      embeddingGradient(),
      vocabulary,
    );
  return loss;
}

function backward(inspects: bool): void {
  const bytes = <usize>sequence.steps * hiddenSlab;
  const highest = numLayers - 1;
  // A residual path hands on all steps of what the head left.
  const fills = residual && !readsEveryStep && numLayers > 1;
  if (fills) memory.fill(upstream, 0, bytes);
  backwardHead(head);
  let above = upstream;
  let below = downstream;
  for (let l = highest; l >= 0; l--) {
    const adds = residual && l > 0 && above === below;
    for (let d = 0; d < directions; d++) {
      const cell = cellAt(l, d);
      way.upstream = above + (cell.hidden - cellAt(l, 0).hidden);
      way.upstreamSlab = hiddenSlab;
      way.everyStep = l < highest || readsEveryStep || fills;
      way.downstream = l > 0 ? below : inputDerivatives.at;
      way.downstreamSlab = l > 0 ? hiddenSlab : inputs.slab;
      way.adds = adds || d > 0;
      way.fromZero = !hasStates;
      memory.fill(sequence.dCells, 0, <usize>(cell.hiddenSize >> 3) * sequence.stride);
      if (inspects) aim(l, d);
      backwardCell(cell, sequence, way);
      if (way.dInitial) unpackGradients(l * directions + d);
    }
    if (l === 0) break;
    if (dropsOut) dropFrom(l - 1, below, below);
    if (residual && !adds) addSlabs(below, above, below, bytes);
    const swap = above;
    above = below;
    below = swap;
  }
}

/** Lets the probe record one cell. */
function aim(layer: i32, direction: i32): void {
  const numbers = <usize>probeNumbers(probe.steps, probe.units);
  placeProbe(probe, probes + <usize>(layer * directions + direction) * numbers * 4);
  sequence.probe = probe;
}

/** Gates and states of the probe's row, before the way back replaces the gates. */
function recordStates(): void {
  const stride = sequence.stride;
  for (let l = 0; l < numLayers; l++)
    for (let d = 0; d < directions; d++) {
      const cell = cellAt(l, d);
      aim(l, d);
      const step = <usize>probe.units * 4;
      recordRow(probe, cell.hidden, cell.hiddenSlab, stride, probe.hidden, step);
      recordRow(probe, cell.cells, cell.hiddenSlab, stride, probe.cells, step);
      const gateStride = <usize>(cell.hiddenSize >> 3) * stride;
      for (let gate = 0; gate < 4; gate++) {
        const from = cell.gates + <usize>gate * gateStride;
        const to = probe.gates + <usize>gate * step;
        recordRow(probe, from, cell.gateSlab, stride, to, 4 * step);
      }
      clearGates(probe, mask);
    }
  sequence.probe = null;
}
