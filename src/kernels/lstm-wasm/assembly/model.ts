/**
 * The one model of this instance: sizes, and where everything lies in its memory.
 *
 *   layers · parameters · gradients · Adam's m · Adam's v │ staged batches · losses · slabs of a batch
 *
 * The left part is laid out once. The right part is laid out anew when batches change their shape; memory grows when
 * it has to and never otherwise.
 */
import { Head } from './head';
import { Layer, Sequence } from './layer';
import { Slabs } from './losses';

/** More than this is refused, in bytes. */
const LARGEST: u64 = 1 << 30;
const PAGE: u64 = 1 << 16;

let top: u64 = 0;
let arrays: u64 = 0;

/** Reserves room for numbers. Arrays begin at odd cache lines so that those of equal size do not collide. */
function take(numbers: u64): usize {
  const at = top + 64 * (arrays++ & 7);
  top = (at + 4 * numbers + 127) & ~127;
  return <usize>at;
}

@inline
function multipleOf8(n: i32): i32 {
  return (n + 7) & ~7;
}

export let inputSize: i32 = 0;
export let numLayers: i32 = 0;
export let outputSize: i32 = 0;
export let readsEveryStep: bool = false;
export let isSoftmax: bool = false;

export let parameters: usize = 0;
export let parameterBytes: usize = 0;
export let gradients: usize = 0;
export let m: usize = 0;
export let v: usize = 0;

/** `count` batches side by side: inputs [T, B, I] each, then targets; then their losses. */
export let stagedInputs: usize = 0;
export let stagedTargets: usize = 0;
export let losses: usize = 0;
/** Outputs of the head as flat numbers, for predictions. */
export let predictions: usize = 0;
/** Numbers of one staged batch. */
export let inputCount: i32 = 0;
export let targetCount: i32 = 0;

export let inputs: Slabs = changetype<Slabs>(0);
export let outputs: Slabs = changetype<Slabs>(0);
export let sequence: Sequence = changetype<Sequence>(0);
export let head: Head = changetype<Head>(0);

let layers: usize = 0;
let hiddenSize: i32 = 0;
let afterModel: u64 = 0;

/** Layer 0 is the lowest. */
export function layerAt(l: i32): Layer {
  return changetype<Layer>(layers + <usize>l * offsetof<Layer>());
}

/** Grows the memory to `top`, if that is allowed. @returns whether it is there. */
function provide(): bool {
  if (top > LARGEST) return false;
  const pages = (top + PAGE - 1) / PAGE;
  const have = <u64>memory.size();
  return pages <= have || memory.grow(<i32>(pages - have)) >= 0;
}

/** Lays out a model, with everything zero. @returns bytes needed; the memory is that large, or the model too big. */
export function layOutModel(
  features: i32,
  hidden: i32,
  depth: i32,
  results: i32,
  every: bool,
  softmax: bool,
): f64 {
  inputSize = features;
  hiddenSize = multipleOf8(hidden);
  numLayers = depth;
  outputSize = results;
  readsEveryStep = every;
  isSoftmax = softmax;

  top = <u64>__heap_base;
  layers = take((depth * offsetof<Layer>()) >> 2);
  inputs = changetype<Slabs>(take(offsetof<Slabs>() >> 2));
  outputs = changetype<Slabs>(take(offsetof<Slabs>() >> 2));
  sequence = changetype<Sequence>(take(offsetof<Sequence>() >> 2));
  head = changetype<Head>(take(offsetof<Head>() >> 2));
  const structures = top;

  const H = <u64>hiddenSize;
  const O = <u64>multipleOf8(results);
  const first = <u64>multipleOf8(features);
  const numbers = 4 * H * (first + H + 1) + <u64>(depth - 1) * 4 * H * (2 * H + 1) + (H + 1) * O;
  parameterBytes = <usize>numbers * 4;
  parameters = take(numbers);
  gradients = take(numbers);
  m = take(numbers);
  v = take(numbers);
  afterModel = top;
  if (!provide()) return <f64>top;
  memory.fill(__heap_base, 0, <usize>(top - <u64>__heap_base));

  let at = parameters;
  const toGradient = gradients - parameters;
  for (let l = 0; l < depth; l++) {
    const layer = layerAt(l);
    layer.inputSize = l === 0 ? <i32>first : hiddenSize;
    layer.hiddenSize = hiddenSize;
    layer.weights = at;
    layer.weightGradient = at + toGradient;
    at += <usize>(4 * hiddenSize * (layer.inputSize + hiddenSize)) * 4;
    layer.bias = at;
    layer.biasGradient = at + toGradient;
    at += <usize>(4 * hiddenSize) * 4;
  }
  head.inputSize = hiddenSize;
  head.outputSize = <i32>O;
  head.weights = at;
  head.weightGradient = at + toGradient;
  at += <usize>(H * O) * 4;
  head.bias = at;
  head.biasGradient = at + toGradient;
  return <f64>top;
}

/**
 * Lays out room for `count` staged batches of one shape and for what computing one of them leaves behind.
 * @returns bytes needed; the memory is that large, or the batch too big.
 */
export function layOutBatches(steps: i32, rows: i32, count: i32): f64 {
  const T = <u64>steps;
  const batch = <u64>((rows + 3) & ~3);
  const H = <u64>hiddenSize;
  const I = <u64>multipleOf8(inputSize);
  const O = <u64>multipleOf8(outputSize);
  const readSteps = readsEveryStep ? T : 1;
  // One more cache line a panel, or panels of 2ⁿ rows would all fall on the same lines.
  const stride = batch * 8 + 16; // in numbers
  const hiddenSlab = (H / 8) * stride;
  const gateSlab = 4 * hiddenSlab;
  const inputSlab = (I / 8) * stride;
  const outputSlab = (O / 8) * stride;
  const inputNumbers = T * <u64>rows * <u64>inputSize;
  const outputNumbers = readSteps * <u64>rows * <u64>outputSize;
  const targetNumbers = isSoftmax ? readSteps * <u64>rows : outputNumbers;

  top = afterModel;
  stagedInputs = take(<u64>count * inputNumbers);
  stagedTargets = take(<u64>count * targetNumbers);
  losses = take(<u64>count);
  predictions = take(outputNumbers);
  inputs.at = take(T * inputSlab);
  for (let l = 0; l < numLayers; l++) {
    const layer = layerAt(l);
    layer.hidden = take((T + 1) * hiddenSlab);
    layer.cells = take((T + 1) * hiddenSlab);
    layer.tanhCells = take(T * hiddenSlab);
    layer.gates = take(T * gateSlab);
  }
  outputs.at = take(readSteps * outputSlab);
  sequence.upstream = take(T * hiddenSlab);
  sequence.dHidden = take(hiddenSlab);
  sequence.dCells = take(hiddenSlab);
  sequence.zeros = take(8);
  // A layer's two factors; the head's one takes no more at the same time.
  sequence.transposed = take(max(4 * H * 2 * H, H * O));
  if (!provide()) return <f64>top;

  inputCount = <i32>inputNumbers;
  targetCount = <i32>targetNumbers;
  describe(inputs, steps, rows, inputSize, batch, stride, inputSlab);
  describe(outputs, <i32>readSteps, rows, outputSize, batch, stride, outputSlab);
  sequence.steps = steps;
  sequence.batch = <i32>batch;
  sequence.stride = <usize>stride * 4;
  const slabBytes = <usize>hiddenSlab * 4;
  let source = inputs.at;
  let sourceSlab = inputs.slab;
  for (let l = 0; l < numLayers; l++) {
    const layer = layerAt(l);
    layer.hiddenSlab = slabBytes;
    layer.gateSlab = <usize>gateSlab * 4;
    layer.inputs = source;
    layer.inputSlab = sourceSlab;
    memory.fill(layer.hidden, 0, slabBytes);
    memory.fill(layer.cells, 0, slabBytes);
    source = layer.hidden + slabBytes;
    sourceSlab = slabBytes;
  }
  const firstRead = <usize>(steps - <i32>readSteps) * slabBytes;
  head.steps = <i32>readSteps;
  head.batch = <i32>batch;
  head.stride = sequence.stride;
  head.hidden = source + firstRead;
  head.hiddenSlab = slabBytes;
  head.outputs = outputs.at;
  head.outputSlab = outputs.slab;
  head.upstream = sequence.upstream + firstRead;
  head.transposed = sequence.transposed;
  head.zeros = sequence.zeros;
  // Padding of the inputs counts as features and rows of zeros.
  memory.fill(inputs.at, 0, <usize>(T * inputSlab) * 4);
  memory.fill(sequence.zeros, 0, 32);
  return <f64>top;
}

function describe(
  s: Slabs,
  steps: i32,
  rows: i32,
  columns: i32,
  batch: u64,
  stride: u64,
  slab: u64,
): void {
  s.steps = steps;
  s.rows = rows;
  s.columns = columns;
  s.batch = <i32>batch;
  s.stride = <usize>stride * 4;
  s.slab = <usize>slab * 4;
}
