/** The whole model of a specification in float64, as windows on one flat vector: LSTM layers, then the dense head. */
import { backwardDense, forwardDense, type DenseWeights } from '#math/dense.ts';
import { meanSquaredError, softmaxCrossEntropy } from '#math/losses.ts';
import { hiddenSequence, type LstmTrace, type LstmWeights } from '#math/lstm.ts';
import { backwardStack, forwardStack } from '#math/lstm-stack.ts';
import type { Batch } from '#model/batch.ts';
import { countParameters, parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** Weights, or gradients of the same shapes. */
export interface Network {
  readonly spec: ModelSpecification;
  readonly layers: readonly LstmWeights[];
  readonly head: DenseWeights;
}

/**
 * A network whose arrays are windows on `flat`, in the order of `parameterLayout(spec)`: changing one changes both.
 * @throws RangeError when the vector's length is not the model's number of parameters.
 */
export function networkOn(spec: ModelSpecification, flat: Float64Array): Network {
  const { total } = countParameters(spec);
  if (flat.length !== total)
    throw new RangeError(`parameters must hold ${total} numbers, got ${flat.length}`);
  const blocks = new Map(
    parameterLayout(spec).map(({ name, offset, size }) => [
      name,
      flat.subarray(offset, offset + size),
    ]),
  );
  const window = (name: string) => blocks.get(name) ?? new Float64Array();
  const { inputSize, hiddenSize, numLayers, outputSize } = spec;
  const layers = Array.from({ length: numLayers }, (_, index) => ({
    inputSize: index === 0 ? inputSize : hiddenSize,
    hiddenSize,
    kernel: window(`layer${index + 1}.kernel`),
    recurrent: window(`layer${index + 1}.recurrent`),
    bias: window(`layer${index + 1}.bias`),
  }));
  const head = {
    inputSize: hiddenSize,
    outputSize,
    kernel: window('head.kernel'),
    bias: window('head.bias'),
  };
  return { spec, layers, head };
}

/** What a forward pass leaves behind. */
export interface ForwardPass {
  /** Head `last`: [B, O]; head `every`: [T, B, O]. Logits for softmax. */
  readonly outputs: Float64Array;
  /** One for each layer, bottom first. */
  readonly traces: readonly LstmTrace[];
  /** What the head read of the top layer, [B, H] or [T, B, H]. */
  readonly headInputs: Float64Array;
}

/**
 * Runs the batch through all layers, from states of zero, and through the head.
 * @throws RangeError when the inputs do not fit the specification.
 */
export function forwardNetwork(network: Network, batch: Batch): ForwardPass {
  const { batchSize, sequenceLength } = batch;
  const inputs = Float64Array.from(batch.inputs);
  const traces = forwardStack(network.layers, inputs, sequenceLength, batchSize);
  const top = traces[traces.length - 1];
  const sequence = top ? hiddenSequence(top) : inputs;
  const headInputs =
    network.spec.head === 'every'
      ? sequence
      : sequence.subarray(sequence.length - batchSize * network.spec.hiddenSize);
  return { outputs: forwardDense(network.head, headInputs), traces, headInputs };
}

/**
 * The loss of a batch; its gradient is added to `gradients`.
 * @param gradients a network on a vector of its own, usually filled with zeros before.
 * @throws RangeError when the batch does not fit the specification.
 */
export function lossAndGradient(network: Network, batch: Batch, gradients: Network): number {
  const { spec } = network;
  const { outputs, traces, headInputs } = forwardNetwork(network, batch);
  const { loss, gradient } =
    spec.loss === 'softmax'
      ? softmaxCrossEntropy(outputs, batch.targets, spec.outputSize)
      : meanSquaredError(outputs, batch.targets);
  const dHeadInputs = backwardDense(network.head, headInputs, gradient, gradients.head);
  // Steps that the head did not read have no gradient from above.
  const dSequence = new Float64Array(batch.sequenceLength * batch.batchSize * spec.hiddenSize);
  dSequence.set(dHeadInputs, dSequence.length - dHeadInputs.length);
  backwardStack(network.layers, traces, dSequence, gradients.layers);
  return loss;
}
