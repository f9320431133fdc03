/**
 * One layer in one direction as an operation inside other networks. The instance holds nothing between calls: arrays
 * are written to where `layerArray` says, and results read from there.
 *
 *   layOutLayer(…) → forwardLayer() → outputs, h, c, reserve
 *   layOutLayer(…), reserve again → backwardLayer() → derivatives, in the places of what they belong to
 */
import { giveBack, multipleOf4, multipleOf8, provide, take, taken } from './arena';
import { Cell, forwardCell, Sequence } from './cell';
import { backwardCell, WayBack } from './cell-gradient';
import { clearHeld, Mask, maskNumbers } from './mask';
import { pack, packMatrix, Slabs, unpack, unpackMatrix } from './slabs';
import { IN, moveCell, OUT } from './weights';

/** The arrays of `layerArray`. Of the way back, INPUTS … CELL are results too and OUTPUTS … are its upstream. */
const INPUTS: i32 = 0; // [T, B, I]
const KERNEL: i32 = 1; // [I, 4H]
const RECURRENT: i32 = 2; // [H, 4H]
const BIAS: i32 = 3; // [4H]
const HIDDEN: i32 = 4; // h_0 [B, H]
const CELL: i32 = 5; // c_0 [B, H]
const MASK: i32 = 6; // [T, B]
const OUTPUTS: i32 = 7; // [T, B, H]
const LAST_HIDDEN: i32 = 8; // [B, H]
const LAST_CELL: i32 = 9; // [B, H]
const RESERVE: i32 = 10;
const ARRAYS: i32 = 11;

const addresses: usize = memory.data(ARRAYS * sizeof<usize>(), 16);
const cell = changetype<Cell>(memory.data(offsetof<Cell>(), 16));
const sequence = changetype<Sequence>(memory.data(offsetof<Sequence>(), 16));
const mask = changetype<Mask>(memory.data(offsetof<Mask>(), 16));
const way = changetype<WayBack>(memory.data(offsetof<WayBack>(), 16));
const inputs = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));
const outputs = changetype<Slabs>(memory.data(offsetof<Slabs>(), 16));
let masked: bool = false;
let units: i32 = 0;
let slab: usize = 0;
let reserveNumbers: i32 = 0;
let inputBytes: usize = 0;
let parameterBytes: usize = 0;

export function layerArray(n: i32): usize {
  return load<usize>(addresses + <usize>n * sizeof<usize>());
}

export function layerReserveLength(): i32 {
  return reserveNumbers;
}

function place(n: i32, numbers: u64): void {
  store<usize>(addresses + <usize>n * sizeof<usize>(), take(numbers));
}

/** @returns bytes needed; when the memory is smaller afterwards, it could not be had. */
export function layOutLayer(
  steps: i32,
  rows: i32,
  features: i32,
  hidden: i32,
  reverse: bool,
  hasMask: bool,
): f64 {
  giveBack(<u64>__heap_base);
  masked = hasMask;
  units = hidden;
  const T = <u64>steps;
  const B = <u64>rows;
  const I = <u64>features;
  const batch = <u64>multipleOf4(rows);
  const H = <u64>multipleOf8(hidden);
  const D = <u64>multipleOf8(features);
  const U = <u64>hidden;
  const stride = batch * 8 + 16; // in numbers; see model.ts
  const hiddenSlab = (H / 8) * stride;
  const inputSlab = (D / 8) * stride;

  place(INPUTS, T * B * I);
  place(KERNEL, I * 4 * U);
  place(RECURRENT, U * 4 * U);
  place(BIAS, 4 * U);
  place(HIDDEN, B * U);
  place(CELL, B * U);
  place(MASK, hasMask ? T * B : 0);
  place(OUTPUTS, T * B * U);
  place(LAST_HIDDEN, B * U);
  place(LAST_CELL, B * U);
  // One array: h, c, tanh(c), gates.
  const reserve = (2 * (T + 1) + 5 * T) * hiddenSlab;
  place(RESERVE, reserve);

  cell.inputSize = <i32>D;
  cell.hiddenSize = <i32>H;
  cell.reverse = reverse;
  cell.inputs = take(T * inputSlab);
  const parameters = 4 * H * (D + H + 1);
  cell.weights = take(parameters);
  cell.weightGradient = take(parameters);
  sequence.transposed = take(4 * H * (D + H));
  sequence.dHidden = take(hiddenSlab);
  sequence.dCells = take(hiddenSlab);
  sequence.held = take(stride);
  sequence.zeros = take(8);
  way.upstream = take(T * hiddenSlab);
  way.downstream = take(T * inputSlab);
  way.dInitial = take(hiddenSlab);
  mask.rows = take(T * batch);
  mask.holds = take(T);
  if (!provide()) return <f64>taken();

  reserveNumbers = <i32>reserve;
  inputBytes = <usize>(T * inputSlab) * 4;
  parameterBytes = <usize>parameters * 4;
  const toBias = <usize>(4 * H * (D + H)) * 4;
  cell.bias = cell.weights + toBias;
  cell.biasGradient = cell.weightGradient + toBias;
  slab = <usize>hiddenSlab * 4;
  const first = layerArray(RESERVE);
  const offset = reverse ? 0 : slab;
  cell.inputSlab = <usize>inputSlab * 4;
  cell.hiddenSlab = slab;
  cell.tanhSlab = slab;
  cell.gateSlab = 4 * slab;
  cell.hidden = first + offset;
  cell.cells = first + <usize>(T + 1) * slab + offset;
  cell.tanhCells = first + <usize>(2 * (T + 1)) * slab;
  cell.gates = first + <usize>(2 * (T + 1) + T) * slab;
  sequence.steps = steps;
  sequence.batch = <i32>batch;
  sequence.stride = <usize>stride * 4;
  sequence.mask = mask;
  sequence.probe = null;
  mask.step = <usize>batch * 4;
  way.upstreamSlab = slab;
  way.downstreamSlab = cell.inputSlab;
  way.adds = false;
  way.everyStep = true;
  way.fromZero = false;
  describe(inputs, cell.inputs, steps, rows, features, cell.inputSlab);
  describe(outputs, cell.hidden, steps, rows, hidden, slab);
  memory.fill(sequence.zeros, 0, 32);
  return <f64>taken();
}

function describe(s: Slabs, at: usize, steps: i32, rows: i32, columns: i32, step: usize): void {
  s.at = at;
  s.steps = steps;
  s.rows = rows;
  s.columns = columns;
  s.batch = sequence.batch;
  s.stride = sequence.stride;
  s.slab = step;
}

function moveState(into: bool, n: i32, at: usize): void {
  const step = <usize>units * 4;
  if (into) {
    memory.fill(at, 0, slab);
    packMatrix(layerArray(n), step, inputs.rows, units, at, sequence.stride);
  } else unpackMatrix(at, sequence.stride, inputs.rows, units, layerArray(n), step);
}

function moveWeights(into: bool, weights: usize, bias: usize): void {
  moveCell(
    into,
    layerArray(KERNEL),
    layerArray(RECURRENT),
    layerArray(BIAS),
    inputs.columns,
    1,
    units,
    weights,
    bias,
  );
}

function packAll(): void {
  memory.fill(cell.weights, 0, parameterBytes);
  memory.fill(cell.inputs, 0, inputBytes);
  moveWeights(IN, cell.weights, cell.bias);
  pack(layerArray(INPUTS), inputs);
  mask.any = false;
  if (!masked) return;
  maskNumbers(mask, layerArray(MASK), inputs.steps, inputs.rows);
  clearHeld(mask, cell.inputs, inputs.steps, cell.inputSlab, cell.inputSize >> 3, sequence.stride);
}

export function forwardLayer(): void {
  const before = cell.reverse ? <usize>inputs.steps * slab : 0 - slab;
  const last = cell.reverse ? 0 : <usize>(inputs.steps - 1) * slab;
  packAll();
  moveState(IN, HIDDEN, cell.hidden + before);
  moveState(IN, CELL, cell.cells + before);
  forwardCell(cell, sequence);
  unpack(outputs, layerArray(OUTPUTS));
  moveState(OUT, LAST_HIDDEN, cell.hidden + last);
  moveState(OUT, LAST_CELL, cell.cells + last);
}

/** What came back as reserve is used up. */
export function backwardLayer(): void {
  const last = cell.reverse ? 0 : <usize>(inputs.steps - 1) * slab;
  packAll();
  memory.fill(way.upstream, 0, <usize>inputs.steps * slab);
  outputs.at = way.upstream;
  pack(layerArray(OUTPUTS), outputs);
  outputs.at = cell.hidden;
  moveState(IN, LAST_HIDDEN, sequence.dHidden);
  for (let at: usize = 0; at < slab; at += 16) {
    const to = way.upstream + last + at;
    v128.store(to, f32x4.add(v128.load(to), v128.load(sequence.dHidden + at)));
  }
  moveState(IN, LAST_CELL, sequence.dCells);
  memory.fill(cell.weightGradient, 0, parameterBytes);
  backwardCell(cell, sequence, way);
  moveWeights(OUT, cell.weightGradient, cell.biasGradient);
  inputs.at = way.downstream;
  unpack(inputs, layerArray(INPUTS));
  moveState(OUT, HIDDEN, way.dInitial);
  moveState(OUT, CELL, sequence.dCells);
}
