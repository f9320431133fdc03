/** From what a model tells to forecasts of y: all steps at once, or one step that becomes part of the next window. */
import type { Batch } from '#model/batch.ts';
import { toValue, type Problem } from './problem.ts';

/** `count` of some items, evenly spread, or all where there are no more. */
export const evenly = <Item>(items: readonly Item[], count: number): Item[] => {
  const kept = Math.min(count, items.length);
  return Array.from({ length: kept }, (_, k) => items[Math.floor((k * items.length) / kept)]!);
};

/** Mean squared difference. @param targets as long as `outputs`. */
export function meanSquare(outputs: Float32Array, targets: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < outputs.length; k++) sum += (outputs[k]! - targets[k]!) ** 2;
  return sum / outputs.length;
}

/** Changes that were told, [origins, H], as values of y. */
export function valuesOfChanges(
  problem: Problem,
  origins: readonly number[],
  changes: Float32Array,
): Float64Array {
  const { scaled, horizon } = problem;
  return Float64Array.from(changes, (change, k) =>
    toValue(problem, scaled[origins[Math.floor(k / horizon)]!]! + change),
  );
}

/** Windows that move into the future: what is known, then what was told. */
export class Path {
  readonly #problem: Problem;
  readonly #origins: readonly number[];
  /** z, [W + H, B]. */
  readonly #values: Float32Array;
  #told = 0;
  /** Forecasts of y, [B, H]; filled step by step. */
  readonly forecasts: Float64Array;

  constructor(problem: Problem, origins: readonly number[]) {
    const { window, horizon, scaled } = problem;
    const B = origins.length;
    this.#problem = problem;
    this.#origins = origins;
    this.#values = new Float32Array((window + horizon) * B);
    this.forecasts = new Float64Array(B * horizon);
    origins.forEach((origin, row) => {
      for (let t = 0; t < window; t++) this.#values[t * B + row] = scaled[origin - window + 1 + t]!;
    });
  }

  /** The window of every origin that ends with what was told last. */
  batch(): Batch {
    const { window, horizon, trend } = this.#problem;
    const B = this.#origins.length;
    const inputs = this.#values.slice(this.#told * B, (this.#told + window) * B);
    const last = inputs.slice(-B);
    if (trend) for (let k = 0; k < inputs.length; k++) inputs[k]! -= last[k % B]!;
    return {
      batchSize: B,
      sequenceLength: window,
      inputs,
      targets: new Float32Array(B * horizon),
    };
  }

  /** Takes the first of the H changes that were told for `batch()`, [B, H], as the next value. */
  extend(changes: Float32Array): void {
    const { window, horizon } = this.#problem;
    const B = this.#origins.length;
    const at = (window + this.#told) * B;
    for (let row = 0; row < B; row++) {
      const next = this.#values[at - B + row]! + changes[row * horizon]!;
      this.#values[at + row] = next;
      this.forecasts[row * horizon + this.#told] = toValue(this.#problem, next);
    }
    this.#told++;
  }
}
