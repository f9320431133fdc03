/**
 * What a batch needs while it is computed: staged batches, their losses, slabs of all steps. It lies above the model and
 * is laid out anew when batches change their shape; memory grows when it has to and never otherwise.
 *
 * A layer's h of both directions share slabs, [2H/8][B][8], so that the layer above reads them as they are. Slab 0
 * holds the forward direction's state before the first step; slab T + 1, with two directions, the other's.
 */
import { giveBack, multipleOf4, multipleOf8, provide, take, taken } from './arena';
import { Sequence } from './cell';
import { WayBack } from './cell-gradient';
import { Mask } from './mask';
import {
  cellAt,
  directions,
  end,
  head,
  inputSize,
  isSoftmax,
  numLayers,
  outputSize,
  readsEveryStep,
  residual,
  units,
  vocabulary,
} from './model';
import { Probe, probeNumbers } from './probe';
import { Slabs } from './slabs';

/** What room is for: bits of `uses`. */
export const LENGTHS: i32 = 1;
export const STATES: i32 = 2;
export const TRAINING: i32 = 4;
/** Derivatives of inputs and initial states. */
export const REPORT: i32 = 8;
export const PROBES: i32 = 16;

/** `count` batches side by side: inputs [T, B, I] or tokens [T, B] each, then targets; then their losses. */
export let stagedInputs: usize = 0;
export let stagedTargets: usize = 0;
/** [count, B] whole numbers. */
export let stagedLengths: usize = 0;
/** [count, 2, L·directions, B, H]: h, then c. */
export let stagedStates: usize = 0;
export let losses: usize = 0;
/** Flat results: outputs of the head; final states; derivatives of inputs [T, B, I] and initial states. */
export let predictions: usize = 0;
export let finalStates: usize = 0;
export let inputGradients: usize = 0;
export let stateGradients: usize = 0;
export let probes: usize = 0;
/** Numbers of one staged batch. */
export let inputCount: i32 = 0;
export let targetCount: i32 = 0;
export let stateCount: i32 = 0;

export let hasLengths: bool = false;
export let hasStates: bool = false;
/** Whether layers above the first read copies from which numbers were dropped. */
export let dropsOut: bool = false;

export const sequence = changetype<Sequence>(memory.data(offsetof<Sequence>(), 16));
export const mask = changetype<Mask>(memory.data(offsetof<Mask>(), 16));
export const way = changetype<WayBack>(memory.data(offsetof<WayBack>(), 16));
export const probe = changetype<Probe>(memory.data(offsetof<Probe>(), 16));
export const inputs = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));
export const outputs = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));
/** All that one direction's part of a layer's output is but its address. */
export const part = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));

/** Slabs of a layer's output, of what the next layer reads, [layers]; bytes of a time. */
const layerOutputs = memory.data(8 * 4, 16);
const layerReads = memory.data(8 * 4, 16);
export let hiddenSlab: usize = 0;
/** ∂loss/∂(a layer's output), and where that of the layer below goes; one place where nothing is still needed. */
export let upstream: usize = 0;
export let downstream: usize = 0;
/** ∂loss/∂inputs; nowhere (at 0) when nobody wants them. */
export const inputDerivatives = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));

export function outputsOf(layer: i32): usize {
  return load<usize>(layerOutputs + <usize>layer * 4);
}
export function readsOf(layer: i32): usize {
  return load<usize>(layerReads + <usize>layer * 4);
}

/**
 * Lays out room for `count` staged batches of one shape.
 * @param drops whether dropout counts
 * @returns bytes needed; the memory is that large, or the batch too big
 */
export function layOutBatches(steps: i32, rows: i32, count: i32, uses: i32, drops: bool): f64 {
  const T = <u64>steps;
  const B = <u64>rows;
  const batch = <u64>multipleOf4(rows);
  const H = <u64>multipleOf8(units);
  const I = <u64>multipleOf8(inputSize);
  const O = <u64>multipleOf8(outputSize);
  const D = <u64>directions;
  const L = <u64>numLayers;
  const readSteps = readsEveryStep ? T : 1;
  const training = (uses & TRAINING) !== 0;
  // One more cache line a panel, or panels of 2ⁿ rows would all fall on the same lines.
  const stride = batch * 8 + 16; // in numbers
  const unitSlab = (H / 8) * stride;
  const slab = D * unitSlab;
  const inputSlab = (I / 8) * stride;
  const outputSlab = (O / 8) * stride;
  const inputNumbers = T * B * (vocabulary ? 1 : <u64>inputSize);
  const outputNumbers = readSteps * B * <u64>outputSize;
  const targetNumbers = isSoftmax ? readSteps * B : outputNumbers;
  const stateNumbers = 2 * L * D * B * <u64>units;
  const wantsInputs = training && (vocabulary !== 0 || (uses & REPORT) !== 0);
  // Without the way back, gates and tanh(c) are of no use after their step.
  const keptSteps = training ? T : 1;
  hasLengths = (uses & LENGTHS) !== 0;
  hasStates = (uses & STATES) !== 0;
  dropsOut = drops && training;

  giveBack(end);
  stagedInputs = take(<u64>count * inputNumbers);
  stagedTargets = take(training ? <u64>count * targetNumbers : 0);
  stagedLengths = take(hasLengths ? <u64>count * B : 0);
  stagedStates = take(hasStates ? <u64>count * stateNumbers : 0);
  losses = take(<u64>count);
  predictions = take(training ? 0 : outputNumbers);
  finalStates = take(training ? 0 : stateNumbers);
  inputGradients = take(uses & REPORT ? T * B * <u64>inputSize : 0);
  stateGradients = take(uses & REPORT ? stateNumbers : 0);
  probes = take(uses & PROBES ? L * D * probeNumbers(T, <u64>units) : 0);
  inputs.at = take(T * inputSlab);
  for (let l = 0; l < numLayers; l++) {
    const first = cellAt(l, 0);
    first.hidden = take((T + D) * slab);
    first.cells = take((T + D) * slab);
    for (let d = 0; d < directions; d++) {
      const cell = cellAt(l, d);
      cell.tanhCells = take(keptSteps * unitSlab);
      cell.gates = take(keptSteps * 4 * unitSlab);
    }
    const sums = l > 0 && residual ? take(T * slab) : 0;
    store<usize>(layerOutputs + <usize>l * 4, sums);
    store<usize>(layerReads + <usize>l * 4, dropsOut && l < numLayers - 1 ? take(T * slab) : 0);
  }
  outputs.at = take(readSteps * outputSlab);
  const inPlace = D === 1 && !(residual && dropsOut);
  upstream = take(training ? T * slab : 0);
  downstream = inPlace || !training ? upstream : take(T * slab);
  inputDerivatives.at = wantsInputs ? take(T * inputSlab) : 0;
  sequence.dHidden = take(unitSlab);
  sequence.dCells = take(unitSlab);
  sequence.held = take(stride);
  way.dInitial = take(uses & REPORT ? unitSlab : 0);
  sequence.zeros = take(8);
  mask.rows = take(hasLengths ? T * batch : 0);
  mask.holds = take(hasLengths ? T : 0);
  // A cell's two factors; the head's one takes no more at the same time.
  sequence.transposed = take(training ? max(4 * H * (H + max(I, D * H)), D * H * O) : 0);
  if (!provide()) return <f64>taken();

  inputCount = <i32>inputNumbers;
  targetCount = <i32>targetNumbers;
  stateCount = <i32>stateNumbers;
  hiddenSlab = <usize>slab * 4;
  describe(inputs, inputs.at, steps, rows, inputSize, <i32>batch, <usize>inputSlab * 4);
  describe(
    inputDerivatives,
    inputDerivatives.at,
    steps,
    rows,
    inputSize,
    <i32>batch,
    inputs.slab,
  );
  describe(outputs, outputs.at, <i32>readSteps, rows, outputSize, <i32>batch, <usize>outputSlab * 4);
  describe(part, 0, steps, rows, units, <i32>batch, hiddenSlab);
  sequence.steps = steps;
  sequence.batch = <i32>batch;
  sequence.stride = <usize>stride * 4;
  sequence.mask = mask;
  sequence.probe = null;
  mask.any = false;
  mask.step = <usize>batch * 4;
  if (!(uses & REPORT)) way.dInitial = 0;
  connect(<usize>unitSlab * 4, training);
  // Padding of the inputs counts as features and rows of zeros.
  memory.fill(inputs.at, 0, <usize>(T * inputSlab) * 4);
  memory.fill(sequence.zeros, 0, 32);
  return <f64>taken();
}

function describe(
  s: Slabs,
  at: usize,
  steps: i32,
  rows: i32,
  columns: i32,
  batch: i32,
  slab: usize,
): void {
  s.at = at;
  s.steps = steps;
  s.rows = rows;
  s.columns = columns;
  s.batch = batch;
  s.stride = sequenceStride(batch);
  s.slab = slab;
}

@inline
function sequenceStride(batch: i32): usize {
  return <usize>(batch * 8 + 16) * 4;
}

/** Every cell to what it reads, and the head to the top layer. */
function connect(unitSlab: usize, training: bool): void {
  let source = inputs.at;
  let sourceSlab = inputs.slab;
  for (let l = 0; l < numLayers; l++) {
    const first = cellAt(l, 0);
    const hidden = first.hidden + hiddenSlab; // after the state before the sequence
    const cells = first.cells + hiddenSlab;
    memory.fill(first.hidden, 0, hiddenSlab);
    memory.fill(first.cells, 0, hiddenSlab);
    for (let d = 0; d < directions; d++) {
      const cell = cellAt(l, d);
      cell.inputs = source;
      cell.inputSlab = sourceSlab;
      cell.hidden = hidden + <usize>d * unitSlab;
      cell.cells = cells + <usize>d * unitSlab;
      cell.hiddenSlab = hiddenSlab;
      cell.tanhSlab = training ? unitSlab : 0;
      cell.gateSlab = training ? 4 * unitSlab : 0;
    }
    if (directions === 2) {
      memory.fill(hidden + <usize>sequence.steps * hiddenSlab, 0, hiddenSlab);
      memory.fill(cells + <usize>sequence.steps * hiddenSlab, 0, hiddenSlab);
    }
    if (!outputsOf(l)) store<usize>(layerOutputs + <usize>l * 4, hidden);
    if (!readsOf(l)) store<usize>(layerReads + <usize>l * 4, outputsOf(l));
    source = readsOf(l);
    sourceSlab = hiddenSlab;
  }
  const top = outputsOf(numLayers - 1);
  const toLast = readsEveryStep ? 0 : <usize>(sequence.steps - 1) * hiddenSlab;
  head.steps = outputs.steps;
  head.batch = sequence.batch;
  head.stride = sequence.stride;
  head.hidden = top + toLast;
  head.hidden2 = top + unitSlab;
  head.hiddenSlab = hiddenSlab;
  head.outputs = outputs.at;
  head.outputSlab = outputs.slab;
  head.upstream = upstream + toLast;
  head.upstream2 = upstream + unitSlab;
  head.transposed = sequence.transposed;
  head.zeros = sequence.zeros;
}
