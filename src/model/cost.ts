/** What a model costs in arithmetic. Multiply-adds (MACs) only: a time step of a layer takes about one for each weight. */
import type { StackShape } from './framework-weights.ts';
import { directionsOf, inputWidth, type ModelSpecification } from './specification.ts';

/**
 * Multiply-adds of one sequence's forward pass through one time step of all layers: the matrix products,
 * 4H(I + H) a layer and direction, and 3H elementwise ones (f ⊙ c, i ⊙ g, o ⊙ tanh c). The head is left out, and an
 * embedding is looked up, not multiplied.
 */
export function multiplyAddsPerTimeStep(spec: ModelSpecification): number {
  const { hiddenSize: H, numLayers } = spec;
  let sum = 0;
  for (let layer = 1; layer <= numLayers; layer++)
    sum += directionsOf(spec) * (4 * H * (inputWidth(spec, layer) + H) + 3 * H);
  return sum;
}

/**
 * Multiply-adds of one training step, head included: three times the forward pass, because the backward pass takes one
 * product of the same size for the gradient of the weights and one for that of the inputs. An estimate: elementwise
 * work of the backward pass and the optimizer are counted as in the forward pass.
 */
export function multiplyAddsPerTrainingStep(
  spec: ModelSpecification,
  sequenceLength: number,
  batchSize: number,
): number {
  const headReads = spec.head === 'every' ? sequenceLength : 1;
  const head = headReads * directionsOf(spec) * spec.hiddenSize * spec.outputSize;
  return 3 * batchSize * (sequenceLength * multiplyAddsPerTimeStep(spec) + head);
}

/** A stack of any size and the sequences it is trained on. */
export interface TrainingShape extends StackShape {
  /** T, at least 1. */
  readonly sequenceLength: number;
  /** B, at least 1. */
  readonly batchSize: number;
  /** Does the head answer after every step, or after the last only? */
  readonly everyStep: boolean;
}

/** What one training step of a stack takes. Numbers above 2⁵³ are rounded. */
export interface TrainingCost {
  /** Multiply-adds of one sequence's forward pass through one time step of all layers. */
  readonly perTimeStep: number;
  /** Of a batch's forward pass, head included. */
  readonly forward: number;
  /** Of forward and backward pass: three times the forward pass. */
  readonly training: number;
  /**
   * Numbers kept from the forward pass for backpropagation through time: i, f, g, o, c, tanh c and o ⊙ tanh c of H
   * each, and the projection, of every layer, direction, step and sequence. What an engine recomputes it need not keep.
   */
  readonly activations: number;
  /** Cell steps that must wait for one another when everything is computed in turn. */
  readonly chain: number;
  /** The same when layers overlap in time, and both directions run side by side, as far as they can. */
  readonly shortestChain: number;
}

/**
 * Counts of one training step: D·[4H(in + R) + PH + 3H] multiply-adds a layer and time step, where in is I for layer 1
 * and DR above, R is P or H. With two directions a layer waits for the end of the one below, so layers cannot overlap.
 */
export function trainingCost(shape: TrainingShape): TrainingCost {
  const { inputSize: I, hiddenSize: H, numLayers: L, projection: P, outputSize: O } = shape;
  const { sequenceLength: T, batchSize: B } = shape;
  const D = shape.bidirectional ? 2 : 1;
  const R = P || H;
  const layer = (reads: number): number => D * (4 * H * (reads + R) + P * H + 3 * H);
  const perTimeStep = layer(I) + (L - 1) * layer(D * R);
  const forward = B * (T * perTimeStep + (shape.everyStep ? T : 1) * D * R * O);
  return {
    perTimeStep,
    forward,
    training: 3 * forward,
    activations: D * (7 * H + P) * L * T * B,
    chain: D * L * T,
    shortestChain: shape.bidirectional ? L * T : T + L - 1,
  };
}
