/** From a look inside a model in training to a gradient map. */
import { log10Norm, slopeOf, type GradientMap } from '#model/gradient-map.ts';
import type { Inspection } from '#train/protocol.ts';

/** Lengths of the vectors of the last step, the one before, … [T, width], as log₁₀ minus `unit`. */
function lengths(vectors: Float32Array, width: number, unit: number): number[] {
  const steps = vectors.length / width;
  return Array.from({ length: steps }, (_, lag) => {
    const start = (steps - 1 - lag) * width;
    return log10Norm(Math.hypot(...vectors.subarray(start, start + width))) - unit;
  });
}

/**
 * The map of one sequence, relative to the gradient at the top layer's last hidden state.
 * @param hiddenSize H
 */
export function mapOfInspection({ layers }: Inspection, hiddenSize: number): GradientMap {
  const top = layers.at(-1)?.dH ?? new Float32Array(hiddenSize);
  const unit = log10Norm(Math.hypot(...top.subarray(top.length - hiddenSize)));
  const h = layers.map(({ dH }) => lengths(dH, hiddenSize, unit));
  return {
    input: [],
    h,
    c: layers.map(({ dC }) => lengths(dC, hiddenSize, unit)),
    weights: layers.map(({ gradientNorm }) => log10Norm(gradientNorm)),
    slopes: [slopeOf(h[0] ?? [])],
  };
}

/** Mean of a layer's forget gates over units and time; gates [T, 4H] in the order i, f, g, o. */
export function meanForgetGate(gates: Float32Array, hiddenSize: number): number {
  const steps = gates.length / (4 * hiddenSize);
  let sum = 0;
  for (let t = 0; t < steps; t++)
    for (let unit = 0; unit < hiddenSize; unit++)
      sum += gates[(4 * t + 1) * hiddenSize + unit] ?? NaN;
  return sum / (steps * hiddenSize);
}
