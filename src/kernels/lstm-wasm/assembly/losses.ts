/** Losses, which replace the head's outputs by ∂loss/∂outputs, and the ways between flat numbers and slabs. */
import { expOfNegative4 } from './activations';
import { largestOf, sumOf } from './arithmetic';

/** Slabs of one step each, of which `rows` rows and `columns` columns count and the rest is padding. */
@unmanaged
export class Slabs {
  at: usize;
  steps: i32;
  rows: i32;
  columns: i32;
  /** Bytes from panel to panel and from step to step. */
  stride: usize;
  slab: usize;
  /** Rows with padding. */
  batch: i32;
}

/** Where a number of one row lies, from the row's first. */
@inline
function column(n: i32, stride: usize): usize {
  return <usize>(n >> 3) * stride + <usize>(n & 7) * 4;
}

/** Flat numbers [steps, rows, columns] into slabs; padding stays as it is. */
export function pack(flat: usize, slabs: Slabs): void {
  const stride = slabs.stride;
  const columns = slabs.columns;
  for (let t = 0; t < slabs.steps; t++) {
    let row = slabs.at + <usize>t * slabs.slab;
    for (let b = 0; b < slabs.rows; b++, row += 32) {
      let n = 0;
      for (; n + 8 <= columns; n += 8, flat += 32) {
        const panel = row + column(n, stride);
        v128.store(panel, v128.load(flat));
        v128.store(panel, v128.load(flat, 16), 16);
      }
      for (; n < columns; n++, flat += 4) store<f32>(row + column(n, stride), load<f32>(flat));
    }
  }
}

/** Slabs into flat numbers [steps, rows, columns]. */
export function unpack(slabs: Slabs, flat: usize): void {
  const stride = slabs.stride;
  const columns = slabs.columns;
  for (let t = 0; t < slabs.steps; t++) {
    let row = slabs.at + <usize>t * slabs.slab;
    for (let b = 0; b < slabs.rows; b++, row += 32) {
      for (let n = 0; n < columns; n++, flat += 4)
        store<f32>(flat, load<f32>(row + column(n, stride)));
    }
  }
}

/** Rows of padding have no loss: their gradient is zero. */
function clearPadding(slab: usize, slabs: Slabs): void {
  const unused = <usize>(slabs.batch - slabs.rows) * 32;
  if (unused === 0) return;
  for (let n = 0; n < slabs.columns; n += 8) {
    memory.fill(slab + <usize>(n >> 3) * slabs.stride + <usize>slabs.rows * 32, 0, unused);
  }
}

/** Mean squared error over all outputs; targets [steps, rows, columns]. Padding columns are zero as outputs already. */
export function squaredError(outputs: Slabs, targets: usize): f64 {
  const count = <f64>outputs.steps * <f64>outputs.rows * <f64>outputs.columns;
  const scale = <f32>(2 / count);
  let sum: f64 = 0;
  for (let t = 0; t < outputs.steps; t++) {
    const slab = outputs.at + <usize>t * outputs.slab;
    let row = slab;
    for (let b = 0; b < outputs.rows; b++, row += 32) {
      for (let n = 0; n < outputs.columns; n++, targets += 4) {
        const at = row + column(n, outputs.stride);
        const error = load<f32>(at) - load<f32>(targets);
        sum += <f64>error * <f64>error;
        store<f32>(at, error * scale);
      }
    }
    clearPadding(slab, outputs);
  }
  return sum / count;
}

/**
 * Mean over all predictions of −ln softmax(logits)[class], in nats; targets are class numbers [steps, rows].
 * The largest logit is subtracted first, so that no exponential overflows.
 */
export function softmaxCrossEntropy(logits: Slabs, targets: usize): f64 {
  const count = <f64>logits.steps * <f64>logits.rows;
  let sum: f64 = 0;
  for (let t = 0; t < logits.steps; t++) {
    const slab = logits.at + <usize>t * logits.slab;
    let row = slab;
    for (let b = 0; b < logits.rows; b++, row += 32, targets += 4) {
      sum += softmaxRow(row, logits, <i32>load<f32>(targets), <f32>(1 / count));
    }
    clearPadding(slab, logits);
  }
  return sum / count;
}

/** One prediction: its loss; the logits become (softmax − one-hot)·scale. */
function softmaxRow(row: usize, logits: Slabs, target: i32, scale: f32): f64 {
  const stride = logits.stride;
  const columns = logits.columns;
  const panels = (columns + 7) >> 3;
  // Padding must not win and must weigh nothing.
  for (let n = columns; n < panels << 3; n++) store<f32>(row + column(n, stride), -Infinity);

  let largest4 = v128.load(row);
  for (let n = 0; n < panels; n++) {
    const at = row + <usize>n * stride;
    largest4 = f32x4.max(largest4, f32x4.max(v128.load(at), v128.load(at, 16)));
  }
  const largest = largestOf(largest4);
  const largestSplat = f32x4.splat(largest);
  const targetAt = row + column(target, stride);
  const targetLogit = <f64>load<f32>(targetAt) - <f64>largest;

  let total4 = f32x4.splat(0);
  for (let n = 0; n < panels; n++) {
    const at = row + <usize>n * stride;
    const a = expOfNegative4(f32x4.sub(v128.load(at), largestSplat));
    const b = expOfNegative4(f32x4.sub(v128.load(at, 16), largestSplat));
    v128.store(at, a);
    v128.store(at, b, 16);
    total4 = f32x4.add(total4, f32x4.add(a, b));
  }
  const total = sumOf(total4);
  const factor = f32x4.splat(scale / total);
  for (let n = 0; n < panels; n++) {
    const at = row + <usize>n * stride;
    v128.store(at, f32x4.mul(v128.load(at), factor));
    v128.store(at, f32x4.mul(v128.load(at, 16), factor), 16);
  }
  store<f32>(targetAt, load<f32>(targetAt) - scale);
  return Math.log(<f64>total) - targetLogit;
}
