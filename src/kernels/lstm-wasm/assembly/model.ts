/**
 * The one model of this instance: its sizes, and where its weights lie.
 *
 *   parameters · gradients · Adam's m · Adam's v · flat copy │ what batch.ts lays out
 *
 * Weights, gradients and moments have one form, in panels:
 *
 *   embedding [I/8][V][8] · cell: weights [4H/8][D + H][8], bias [4H] · … · head: [O/8][D][8], bias [O]
 *
 * for every layer and direction, bottom first and forwards before backwards. D is what is read: the inputs, or as many
 * parts of H as there are directions. All sizes are padded with zeros to multiples of 8.
 */
import { giveBack, multipleOf8, provide, take, taken } from './arena';
import { Cell } from './cell';
import { Head } from './head';
import { moveCell, moveDense, moveMatrix } from './weights';

export let inputSize: i32 = 0;
/** 0 where inputs are features. */
export let vocabulary: i32 = 0;
export let units: i32 = 0;
export let numLayers: i32 = 0;
export let directions: i32 = 1;
export let outputSize: i32 = 0;
export let readsEveryStep: bool = false;
export let isSoftmax: bool = false;
export let residual: bool = false;
export let usesAdam: bool = true;

export let parameters: usize = 0;
export let parameterBytes: usize = 0;
export let gradients: usize = 0;
export let m: usize = 0;
export let v: usize = 0;
/** Room for all parameters in the order of src/model/parameters.ts. */
export let flat: usize = 0;
/** Bytes below what belongs to batches. */
export let end: u64 = 0;

export const head = changetype<Head>(memory.data(offsetof<Head>(), 16));
const cells: usize = memory.data(16 * 256, 16); // 8 layers of 2 directions
let embeddingBytes: usize = 0;

/** Of layer 0…L − 1, the lowest first. */
export function cellAt(layer: i32, direction: i32): Cell {
  return changetype<Cell>(cells + <usize>(layer * directions + direction) * 256);
}

/** Bytes of a cell's weights and bias, which are neighbours. */
export function cellBytes(cell: Cell): usize {
  return <usize>(4 * cell.hiddenSize * (cell.inputSize + cell.hiddenSize + 1)) * 4;
}

/** The embedding's table and, in the same place, its gradient. */
export function embedding(): usize {
  return parameters;
}
export function embeddingGradient(): usize {
  return gradients;
}

/** Lays out a model, with everything zero. @returns bytes needed; the memory is that large, or the model too big. */
export function createModel(
  features: i32,
  tokens: i32,
  hidden: i32,
  depth: i32,
  ways: i32,
  results: i32,
  every: bool,
  softmax: bool,
  addsInput: bool,
  adam: bool,
): f64 {
  inputSize = features;
  vocabulary = tokens;
  units = hidden;
  numLayers = depth;
  directions = ways;
  outputSize = results;
  readsEveryStep = every;
  isSoftmax = softmax;
  residual = addsInput;
  usesAdam = adam;

  const I = multipleOf8(features);
  const H = multipleOf8(hidden);
  const O = multipleOf8(results);
  let numbers = <u64>tokens * <u64>I;
  for (let l = 0; l < depth; l++)
    numbers += <u64>ways * 4 * <u64>H * <u64>((l === 0 ? I : ways * H) + H + 1);
  numbers += <u64>(ways * H + 1) * <u64>O;
  giveBack(<u64>__heap_base);
  parameters = take(numbers);
  gradients = take(numbers);
  m = adam ? take(numbers) : 0;
  v = adam ? take(numbers) : 0;
  flat = take(numbers);
  end = taken();
  parameterBytes = <usize>numbers * 4;
  if (!provide()) return <f64>end;
  memory.fill(__heap_base, 0, <usize>(end - <u64>__heap_base));

  embeddingBytes = <usize>tokens * <usize>I * 4;
  const toGradient = gradients - parameters;
  let at = parameters + embeddingBytes;
  for (let l = 0; l < depth; l++)
    for (let d = 0; d < ways; d++) {
      const cell = cellAt(l, d);
      cell.inputSize = l === 0 ? I : ways * H;
      cell.hiddenSize = H;
      cell.reverse = d === 1;
      cell.weights = at;
      cell.bias = at + cellBytes(cell) - <usize>H * 16;
      cell.weightGradient = cell.weights + toGradient;
      cell.biasGradient = cell.bias + toGradient;
      at += cellBytes(cell);
    }
  head.partSize = H;
  head.parts = ways;
  head.outputSize = O;
  head.weights = at;
  head.bias = at + <usize>(ways * H) * <usize>O * 4;
  head.weightGradient = head.weights + toGradient;
  head.biasGradient = head.bias + toGradient;
  return <f64>end;
}

/**
 * Between `flat` and an array in panels: `parameters`, `gradients`, `m` or `v`.
 * @param into panels, or out of them
 */
export function moveParameters(into: bool, panels: usize): void {
  const offset = panels - parameters;
  let from = flat;
  if (vocabulary) {
    moveMatrix(into, from, vocabulary, inputSize, panels);
    from += <usize>vocabulary * <usize>inputSize * 4;
  }
  const columns = <usize>units * 16; // bytes of 4H numbers
  for (let l = 0; l < numLayers; l++)
    for (let d = 0; d < directions; d++) {
      const cell = cellAt(l, d);
      const width = l === 0 ? inputSize : units;
      const parts = l === 0 ? 1 : directions;
      const recurrent = from + <usize>(parts * width) * columns;
      const bias = recurrent + <usize>units * columns;
      const weights = cell.weights + offset;
      moveCell(into, from, recurrent, bias, width, parts, units, weights, cell.bias + offset);
      from = bias + columns;
    }
  const bias = from + <usize>(directions * units) * <usize>outputSize * 4;
  moveDense(
    into,
    from,
    bias,
    units,
    directions,
    outputSize,
    head.weights + offset,
    head.bias + offset,
  );
}
