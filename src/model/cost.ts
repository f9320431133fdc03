/** What a model costs in arithmetic. Multiply-adds (MACs) only: a time step of a layer takes about one for each weight. */
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
