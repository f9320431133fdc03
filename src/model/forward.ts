/**
 * A one-directional model read forwards in float64, for pages that show what a small model does with a short sequence.
 * Nothing here learns; engines do that, with gradients, on batches.
 */
import { forwardDense } from '#math/dense.ts';
import { lookUp } from '#math/embedding.ts';
import type { LstmTrace, LstmWeights } from '#math/lstm.ts';
import { forwardStack } from '#math/lstm-stack.ts';
import { parameterLayout } from './parameters.ts';
import { inputWidth, type ModelSpecification } from './specification.ts';

/** What a model did with a batch. */
export interface Reading {
  /** One for each layer, bottom first. */
  readonly layers: readonly LstmTrace[];
  /** Of the dense head at every step, [T, B, O]; logits for softmax. */
  readonly outputs: Float64Array;
}

/**
 * Runs all layers and, at every step, the head.
 * @param parameters in the order of `parameterLayout(spec)`.
 * @param inputs [T, B, inputSize], or with a vocabulary token numbers, [T, B].
 * @throws RangeError when the model reads in two directions, or an array's length does not fit.
 */
export function readForwards(
  spec: ModelSpecification,
  parameters: Float32Array | Float64Array,
  inputs: ArrayLike<number>,
  sequenceLength: number,
  batchSize: number,
): Reading {
  if (spec.bidirectional) throw new RangeError('bidirectional must be false, got true');
  const layout = parameterLayout(spec);
  const count = layout.reduce((sum, { size }) => sum + size, 0);
  if (parameters.length !== count)
    throw new RangeError(`parameters must hold ${count} numbers, got ${parameters.length}`);
  const blocks = new Map(
    layout.map(({ name, offset, size }) => [
      name,
      Float64Array.from(parameters.subarray(offset, offset + size)),
    ]),
  );
  const block = (name: string): Float64Array => blocks.get(name) ?? new Float64Array();
  const { hiddenSize, numLayers, outputSize } = spec;
  const cells = Array.from({ length: numLayers }, (_, index): LstmWeights => ({
    inputSize: inputWidth(spec, index + 1),
    hiddenSize,
    kernel: block(`layer${index + 1}.kernel`),
    recurrent: block(`layer${index + 1}.recurrent`),
    bias: block(`layer${index + 1}.bias`),
  }));
  const features =
    spec.vocabulary === undefined
      ? Float64Array.from(inputs)
      : lookUp(block('embedding'), inputs, spec.inputSize);
  const { cells: layers, outputs } = forwardStack(cells, features, sequenceLength, batchSize, {
    residual: spec.residual ?? false,
  });
  const head = {
    inputSize: hiddenSize,
    outputSize,
    kernel: block('head.kernel'),
    bias: block('head.bias'),
  };
  return { layers, outputs: forwardDense(head, outputs) };
}
