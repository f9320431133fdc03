/** The Jacobian of one step of a small random stack, taken apart: the numerical side of the block-triangular argument. */
import { eigenvalues, modulus, type Complex } from '#math/eigenvalues.ts';
import { forwardStack } from '#math/lstm-stack.ts';
import { finalState, zeroLstmWeights, type LstmWeights } from '#math/lstm.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import { blockOf, stepJacobian } from '#math/step-jacobian.ts';

/** Sizes of the example: two layers, inputs as wide as the layers; PyTorch's weights, forget bias 1. */
export const SPECTRUM_STACK = { hiddenSize: 16, warmUp: 30, forgetBias: 1 } as const;

export interface StepSpectrum {
  /** Largest absolute entries of the blocks off the diagonal: from layer 2 to layer 1, and from layer 1 to layer 2. */
  readonly down: number;
  readonly up: number;
  /** Spectral radius of each layer's own block, and of the whole matrix. */
  readonly radii: readonly [number, number];
  readonly radius: number;
  /** Largest distance of an eigenvalue of the whole from its partner among those of the blocks. */
  readonly distance: number;
}

function randomLayer(seed: number, layer: number): LstmWeights {
  const { hiddenSize: H, forgetBias } = SPECTRUM_STACK;
  const rng = createRng(streamSeed(seed, 'spectrum', layer));
  const weights = zeroLstmWeights(H, H);
  for (const block of [weights.kernel, weights.recurrent, weights.bias])
    block.forEach((_, k) => (block[k] = rng.uniform(-1, 1) / Math.sqrt(H)));
  weights.bias.fill(forgetBias, H, 2 * H);
  return weights;
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const radiusOf = (values: readonly Complex[]): number => Math.max(...values.map(modulus));

/** Pairs each value with the nearest that is left. @returns the largest distance within a pair. */
function farthestPartner(values: readonly Complex[], others: readonly Complex[]): number {
  const left = [...others];
  let farthest = 0;
  for (const [re, im] of values) {
    const distances = left.map(([x, y]) => Math.hypot(re - x, im - y));
    const nearest = Math.min(...distances);
    left.splice(distances.indexOf(nearest), 1);
    farthest = Math.max(farthest, nearest);
  }
  return farthest;
}

/** Runs the stack on random inputs and looks at its next step. The same numbers everywhere but for the last digits. */
export function stepSpectrum(seed = 1): StepSpectrum {
  const { hiddenSize: H, warmUp: T } = SPECTRUM_STACK;
  const cells = [randomLayer(seed, 1), randomLayer(seed, 2)];
  const rng = createRng(streamSeed(seed, 'spectrum', 'inputs'));
  const inputs = Float64Array.from({ length: T * H }, () => rng.normal());
  const states = forwardStack(cells, inputs, T, 1).cells.map(finalState);
  const next = Float64Array.from({ length: H }, () => rng.normal());
  const jacobian = stepJacobian(cells, next, states);
  const [first, second] = [[0, 2 * H] as const, [2 * H, 4 * H] as const];
  const own = [first, second].map((range) => eigenvalues(blockOf(jacobian, range, range)));
  const all = eigenvalues(jacobian);
  const [lower = [], upper = []] = own;
  return {
    down: largest(blockOf(jacobian, first, second)),
    up: largest(blockOf(jacobian, second, first)),
    radii: [radiusOf(lower), radiusOf(upper)],
    radius: radiusOf(all),
    distance: farthestPartner(all, [...lower, ...upper]),
  };
}
