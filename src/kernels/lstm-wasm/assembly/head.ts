/**
 * The dense head on the top layer's output: y = h·W + b. It reads every step, or the last step of the forward
 * direction and the first of the backward one, where each has read everything.
 */
import { accumulateColumns, accumulateOuter, multiply, transposeRows } from './product';

@unmanaged
export class Head {
  /** Columns of one direction's part, and of the result; multiples of 8. */
  partSize: i32;
  parts: i32;
  outputSize: i32;
  weights: usize; // [O/8][parts·H][8]
  bias: usize; // [O]
  weightGradient: usize;
  biasGradient: usize;
  /** How many steps it reads, 1 or all. */
  steps: i32;
  batch: i32;
  stride: usize;
  /** The first step's h of each part; the two are neighbours where every step is read. */
  hidden: usize;
  hidden2: usize;
  hiddenSlab: usize;
  /** y, on the way back ∂loss/∂y; a slab [O/8][B][8] a step. */
  outputs: usize;
  outputSlab: usize;
  /** ∂loss/∂h of the steps read, in the same two places. */
  upstream: usize;
  upstream2: usize;
  /** Room for transposed weights, [parts·H/8][O][8]. */
  transposed: usize;
  /** Eight zeros. */
  zeros: usize;
}

export function forwardHead(head: Head): void {
  const stride = head.stride;
  const panels = head.partSize >> 3;
  const panelWeights = <usize>(head.parts * head.partSize) * 32;
  for (let t = 0; t < head.steps; t++) {
    const h = head.hidden + <usize>t * head.hiddenSlab;
    const h2 = head.hidden2 + <usize>t * head.hiddenSlab;
    const y = head.outputs + <usize>t * head.outputSlab;
    for (let n = 0; n < head.outputSize >> 3; n++) {
      multiply(
        h,
        panels,
        h2,
        head.parts === 2 ? panels : 0,
        stride,
        head.weights + <usize>n * panelWeights,
        head.bias + <usize>n * 32,
        0,
        y + <usize>n * stride,
        head.batch,
      );
    }
  }
}

/** Writes `upstream`; adds to the gradients. */
export function backwardHead(head: Head): void {
  const stride = head.stride;
  const rows = head.parts * head.partSize;
  const outputPanels = head.outputSize >> 3;
  const bytes = <usize>head.batch * 32;
  transposeRows(head.weights, rows, 0, rows, head.outputSize, head.transposed);
  for (let t = 0; t < head.steps; t++) {
    const dy = head.outputs + <usize>t * head.outputSlab;
    for (let part = 0; part < head.parts; part++) {
      const dh = (part ? head.upstream2 : head.upstream) + <usize>t * head.hiddenSlab;
      backwardPart(head, dy, part, dh);
    }
    for (let n = 0; n < outputPanels; n++) {
      accumulateColumns(dy + <usize>n * stride, bytes, head.biasGradient + <usize>n * 32);
    }
  }
  const panels = head.partSize >> 3;
  for (let n = 0; n < outputPanels; n++) {
    for (let part = 0; part < head.parts; part++) {
      accumulateOuter(
        part ? head.hidden2 : head.hidden,
        head.hiddenSlab,
        stride,
        panels,
        head.outputs + <usize>n * stride,
        head.outputSlab,
        head.steps,
        head.batch,
        head.weightGradient + <usize>(n * rows + part * head.partSize) * 32,
      );
    }
  }
}

/** ∂loss/∂h of one step and direction. */
function backwardPart(head: Head, dy: usize, part: i32, dh: usize): void {
  const panels = head.partSize >> 3;
  for (let j = 0; j < panels; j++) {
    multiply(
      dy,
      head.outputSize >> 3,
      0,
      0,
      head.stride,
      head.transposed + <usize>((part * panels + j) * head.outputSize) * 32,
      head.zeros,
      0,
      dh + <usize>j * head.stride,
      head.batch,
    );
  }
}
