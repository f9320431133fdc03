/**
 * The gradient map: how far the last output of a stack still feels what happened `lag` steps earlier in each layer.
 *
 * For random inputs x_1 … x_T and a random direction r of length 1, it is the length of the gradient of r · h_T (top
 * layer) with respect to x, h and c at time T − lag, for every layer. Sequences are joined by the root of the mean square,
 * seeds by the mean of logarithms (the geometric mean), since lengths span many powers of ten.
 */
import { fitSlope } from '#math/decay.ts';
import type { Initialisation, ModelSpecification } from './specification.ts';

/** The stack that is looked at. */
export interface GradientProbe {
  /** 1…8 */
  readonly numLayers: number;
  readonly initialisation: Initialisation;
  /** Initial bias of all forget gates, −10…10. */
  readonly forgetBias: number;
  readonly residual: boolean;
}

/** Sizes that all maps share: every layer reads 32 numbers, so that layers differ by their place alone. */
export const GRADIENT_PROBE = {
  hiddenSize: 32,
  inputSize: 32,
  sequenceLength: 100,
  /** Sequences of each seed. */
  sequences: 4,
  /** Lags 0 … 80; the first 19 steps fill the states. */
  lags: 81,
} as const;

/** Lags between which the slope is fitted, both included. */
export const FIT = [20, 80] as const;

/** The model of a probe; the head is one linear output of the top layer's last state. */
export const probeSpecification = (probe: GradientProbe): ModelSpecification => ({
  inputSize: GRADIENT_PROBE.inputSize,
  hiddenSize: GRADIENT_PROBE.hiddenSize,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  ...probe,
});

/** What one seed gives: lengths of gradients, by lag from 0. */
export interface GradientNorms {
  /** With respect to x. */
  readonly input: Float64Array;
  /** With respect to h and c of each layer, bottom first. */
  readonly h: readonly Float64Array[];
  readonly c: readonly Float64Array[];
  /** Of the gradient of the mean of r · h_T over the sequences with respect to each layer's weights, bottom first. */
  readonly weights: readonly number[];
}

/** log₁₀ of lengths, averaged over seeds; by lag from 0. */
export interface GradientMap {
  /** Empty where the input was not looked at. */
  readonly input: readonly number[];
  /** Bottom first. */
  readonly h: readonly (readonly number[])[];
  readonly c: readonly (readonly number[])[];
  readonly weights: readonly number[];
  /** Fitted slope per step of each seed: of the input, or without it of h of layer 1. */
  readonly slopes: readonly number[];
}

/** Stands for log₁₀ of what is too small for a 32-bit number. */
export const NOTHING = -60;

/** log₁₀ of a length, at least `NOTHING`. */
export const log10Norm = (norm: number): number =>
  norm > 0 ? Math.max(NOTHING, Math.log10(norm)) : NOTHING;

const logs = (norms: ArrayLike<number>): number[] => Array.from(norms, log10Norm);

/** Mean over seeds, entry by entry. */
const meanOf = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, k) => rows.reduce((sum, row) => sum + (row[k] ?? NaN), 0) / rows.length);

/** The fitted slope of a curve; NaN when it is shorter than the window. */
export function slopeOf(curve: readonly number[]): number {
  const to = Math.min(FIT[1], curve.length - 1);
  return to - FIT[0] >= 10 ? fitSlope(curve, FIT[0], to) : NaN;
}

/** The map of some seeds, one entry for each. */
export function averageNorms(seeds: readonly GradientNorms[]): GradientMap {
  const layers = seeds[0]?.h.map((_, layer) => layer) ?? [];
  const inputs = seeds.map(({ input }) => logs(input));
  return {
    input: meanOf(inputs),
    h: layers.map((layer) => meanOf(seeds.map(({ h }) => logs(h[layer] ?? [])))),
    c: layers.map((layer) => meanOf(seeds.map(({ c }) => logs(c[layer] ?? [])))),
    weights: meanOf(seeds.map(({ weights }) => logs(weights))),
    slopes: seeds.map(({ input, h }, seed) =>
      slopeOf(input.length > 0 ? (inputs[seed] ?? []) : logs(h[0] ?? [])),
    ),
  };
}
