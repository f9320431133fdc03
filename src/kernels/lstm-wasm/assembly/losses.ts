/** Losses, which replace the head's outputs by ∂loss/∂outputs. Padded steps count neither as losses nor as steps. */
import { expOfNegative4 } from './activations';
import { largestOf, sumOf } from './arithmetic';
import { holdsAt, Mask, rowsAt } from './mask';
import { column, Slabs } from './slabs';

/** Whether a prediction is of a real step. `mask` is null where all are. */
@inline
function isReal(mask: Mask | null, t: i32, row: i32): bool {
  if (mask === null) return true;
  return !holdsAt(mask, t) || load<i32>(rowsAt(mask, t) + <usize>row * 4) !== 0;
}

/** ∂loss/∂outputs of a row that does not count. */
function clearRow(row: usize, slabs: Slabs): void {
  for (let n = 0; n < slabs.columns; n += 8) {
    memory.fill(row + <usize>(n >> 3) * slabs.stride, 0, 32);
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

/**
 * Mean squared error over the outputs of `predictions` rows that are real; targets [steps, rows, columns]. Padding
 * columns are zero as outputs already.
 */
export function squaredError(
  outputs: Slabs,
  targets: usize,
  mask: Mask | null,
  predictions: f64,
): f64 {
  const count = predictions * <f64>outputs.columns;
  const scale = <f32>(2 / count);
  let sum: f64 = 0;
  for (let t = 0; t < outputs.steps; t++) {
    const slab = outputs.at + <usize>t * outputs.slab;
    let row = slab;
    for (let b = 0; b < outputs.rows; b++, row += 32) {
      if (!isReal(mask, t, b)) {
        clearRow(row, outputs);
        targets += <usize>outputs.columns * 4;
        continue;
      }
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
 * Mean over the `count` predictions that are real of −ln softmax(logits)[class], in nats; targets are class numbers
 * [steps, rows]. The largest logit is subtracted first, so that no exponential overflows.
 */
export function softmaxCrossEntropy(
  logits: Slabs,
  targets: usize,
  mask: Mask | null,
  count: f64,
): f64 {
  let sum: f64 = 0;
  for (let t = 0; t < logits.steps; t++) {
    const slab = logits.at + <usize>t * logits.slab;
    let row = slab;
    for (let b = 0; b < logits.rows; b++, row += 32, targets += 4) {
      if (isReal(mask, t, b))
        sum += softmaxRow(row, logits, <i32>load<f32>(targets), <f32>(1 / count));
      else clearRow(row, logits);
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
