/** The dense head on the top layer's hidden state: y = h·W + b, of the last step or of every step. */
import { accumulateColumns, accumulateOuter, multiply, transposeRows } from './product';

@unmanaged
export class Head {
  /** Columns, multiples of 8. */
  inputSize: i32;
  outputSize: i32;
  weights: usize; // [O/8][H][8]
  bias: usize; // [O]
  weightGradient: usize;
  biasGradient: usize;
  /** How many steps it reads, 1 or all, and the first of their h. */
  steps: i32;
  batch: i32;
  stride: usize;
  hidden: usize;
  hiddenSlab: usize;
  /** y, on the way back ∂loss/∂y; a slab [O/8][B][8] a step. */
  outputs: usize;
  outputSlab: usize;
  /** ∂loss/∂h of the steps read. */
  upstream: usize;
  /** Room for transposed weights, [H/8][O][8]. */
  transposed: usize;
  /** Eight zeros. */
  zeros: usize;
}

export function forwardHead(head: Head): void {
  const stride = head.stride;
  const panels = head.inputSize >> 3;
  for (let t = 0; t < head.steps; t++) {
    const h = head.hidden + <usize>t * head.hiddenSlab;
    const y = head.outputs + <usize>t * head.outputSlab;
    for (let n = 0; n < head.outputSize >> 3; n++) {
      const w = head.weights + <usize>(n * head.inputSize) * 32;
      multiply(
        h,
        panels,
        0,
        0,
        stride,
        w,
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
  const panels = head.inputSize >> 3;
  const outputPanels = head.outputSize >> 3;
  const bytes = <usize>head.batch * 32;
  transposeRows(head.weights, head.inputSize, 0, head.inputSize, head.outputSize, head.transposed);
  for (let t = 0; t < head.steps; t++) {
    const dy = head.outputs + <usize>t * head.outputSlab;
    const dh = head.upstream + <usize>t * head.hiddenSlab;
    for (let j = 0; j < panels; j++) {
      const w = head.transposed + <usize>(j * head.outputSize) * 32;
      multiply(
        dy,
        outputPanels,
        0,
        0,
        stride,
        w,
        head.zeros,
        0,
        dh + <usize>j * stride,
        head.batch,
      );
    }
    for (let n = 0; n < outputPanels; n++) {
      accumulateColumns(dy + <usize>n * stride, bytes, head.biasGradient + <usize>n * 32);
    }
  }
  for (let n = 0; n < outputPanels; n++) {
    accumulateOuter(
      head.hidden,
      head.hiddenSlab,
      stride,
      panels,
      head.outputs + <usize>n * stride,
      head.outputSlab,
      head.steps,
      head.batch,
      head.weightGradient + <usize>(n * head.inputSize) * 32,
    );
  }
}
