/**
 * Least squares by the normal equations: centred features, Cholesky, and a stabiliser of 1e-10 times the mean
 * diagonal of the Gram matrix, which only matters where columns are almost copies of one another.
 */
import { addProduct, transposed, type Matrix } from './matrix.ts';

const STABILISER = 1e-10;

export interface LinearModel {
  readonly intercept: number;
  readonly weights: Float64Array; // [columns]
}

/**
 * Fits targets ≈ intercept + features · weights.
 * @param features [n, p] with contiguous rows. Rows may overlap: a series seen with a row stride of 1 is the matrix of
 *   its windows.
 * @param targets [n]
 * @throws RangeError when the lengths do not fit, there are fewer than two rows, a number is not finite, or no column varies.
 */
export function fitLinear(features: Matrix, targets: ArrayLike<number>): LinearModel {
  const { rows: n, columns: p, data, offset, rowStride } = features;
  if (n < 2 || targets.length !== n)
    throw new RangeError(`at least 2 rows and one target each, got ${n} and ${targets.length}`);

  const means = new Float64Array(p);
  const moments = new Float64Array(p); // Xᵀy, then its centred form
  let targetMean = 0;
  for (let row = 0; row < n; row++) {
    const y = targets[row]!;
    targetMean += y / n;
    for (let k = 0; k < p; k++) {
      const x = data[offset + row * rowStride + k]!;
      means[k]! += x / n;
      moments[k]! += x * y;
    }
  }
  const gram = new Float64Array(p * p);
  const window = { data: gram, offset: 0, rows: p, columns: p, rowStride: p, columnStride: 1 };
  addProduct(window, transposed(features), features);
  let trace = 0;
  for (let j = 0; j < p; j++) {
    moments[j]! -= n * means[j]! * targetMean;
    for (let k = 0; k < p; k++) gram[j * p + k]! -= n * means[j]! * means[k]!;
    trace += gram[j * p + j]!;
  }
  for (let j = 0; j < p; j++) gram[j * p + j]! += (STABILISER * trace) / p;

  const weights = solvePositiveDefinite(gram, moments);
  let intercept = targetMean;
  for (let k = 0; k < p; k++) intercept -= weights[k]! * means[k]!;
  return { intercept, weights };
}

/** intercept + features · weights, for the p numbers that start at `offset`. */
export function predictLinear(model: LinearModel, features: ArrayLike<number>, offset = 0): number {
  let sum = model.intercept;
  for (let k = 0; k < model.weights.length; k++) sum += model.weights[k]! * features[offset + k]!;
  return sum;
}

/**
 * Solves A x = y by Cholesky, A = L Lᵀ.
 * @param a symmetric and positive definite, [p, p] row-major; its lower triangle is overwritten by L.
 * @param y [p]
 * @throws RangeError when A is not positive definite in float64.
 */
export function solvePositiveDefinite(a: Float64Array, y: ArrayLike<number>): Float64Array {
  const p = y.length;
  for (let row = 0; row < p; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row * p + column]!;
      for (let k = 0; k < column; k++) sum -= a[row * p + k]! * a[column * p + k]!;
      if (row !== column) a[row * p + column] = sum / a[column * p + column]!;
      else if (sum > 0) a[row * p + row] = Math.sqrt(sum);
      else throw new RangeError(`matrix must be positive definite, pivot ${row} is ${sum}`);
    }
  }
  const x = Float64Array.from(y);
  for (let row = 0; row < p; row++) {
    for (let k = 0; k < row; k++) x[row]! -= a[row * p + k]! * x[k]!;
    x[row]! /= a[row * p + row]!;
  }
  for (let row = p - 1; row >= 0; row--) {
    for (let k = row + 1; k < p; k++) x[row]! -= a[k * p + row]! * x[k]!;
    x[row]! /= a[row * p + row]!;
  }
  return x;
}
