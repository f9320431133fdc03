/**
 * The whole model of a specification in float64, as windows on one flat vector: the embedding, the LSTM cells and the
 * dense head, forwards and backwards.
 */
import { backwardDense, forwardDense, type DenseWeights } from '#math/dense.ts';
import { lastOutputs, lengthMask, spreadLastOutputs } from '#math/directions.ts';
import { addLookUpGradient, lookUp } from '#math/embedding.ts';
import { meanSquaredError, softmaxCrossEntropy } from '#math/losses.ts';
import type { LstmState, LstmTrace, LstmWeights } from '#math/lstm.ts';
import { backwardStack, forwardStack, type StackTrace } from '#math/lstm-stack.ts';
import type { Batch, State } from '#model/batch.ts';
import { countParameters, parameterLayout } from '#model/parameters.ts';
import { directionsOf, inputWidth, type ModelSpecification } from '#model/specification.ts';

/** Weights, or gradients of the same shapes. */
export interface Network {
  readonly spec: ModelSpecification;
  /** [V, I]; empty without a vocabulary. */
  readonly embedding: Float64Array;
  /** Bottom first, forwards before backwards. */
  readonly cells: readonly LstmWeights[];
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
  const { hiddenSize, numLayers, outputSize } = spec;
  const directions = spec.bidirectional ? ['', '.backward'] : [''];
  const cells = Array.from({ length: numLayers }, (_, index) => index + 1).flatMap((layer) =>
    directions.map((direction) => ({
      inputSize: inputWidth(spec, layer),
      hiddenSize,
      kernel: window(`layer${layer}${direction}.kernel`),
      recurrent: window(`layer${layer}${direction}.recurrent`),
      bias: window(`layer${layer}${direction}.bias`),
    })),
  );
  const head = {
    inputSize: directions.length * hiddenSize,
    outputSize,
    kernel: window('head.kernel'),
    bias: window('head.bias'),
  };
  return { spec, embedding: window('embedding'), cells, head };
}

/** What a forward pass leaves behind. */
export interface ForwardPass {
  /** Head `last`: [B, O]; head `every`: [T, B, O]. Logits for softmax. */
  readonly outputs: Float64Array;
  readonly stack: StackTrace;
  /** One for each cell, bottom first and forwards before backwards. */
  readonly traces: readonly LstmTrace[];
  /** What the head read of the top layer, [B, D·H] or [T, B, D·H]. */
  readonly headInputs: Float64Array;
}

/** Where the outputs of the top layer lie, and which are real. */
const outputShape = (spec: ModelSpecification, batch: Batch) => ({
  sequenceLength: batch.sequenceLength,
  batchSize: batch.batchSize,
  hiddenSize: spec.hiddenSize,
  directions: directionsOf(spec),
  lengths: batch.lengths,
});

/** [L·D, B, H] as one state for each cell. */
function statesOfCells({ h, c }: State, cells: number): LstmState[] {
  const size = h.length / cells;
  const cut = (all: Float32Array, k: number) =>
    Float64Array.from(all.subarray(k * size, (k + 1) * size));
  return Array.from({ length: cells }, (_, k) => ({ h: cut(h, k), c: cut(c, k) }));
}

/**
 * Runs the batch through all layers and the head.
 * @param dropout factors for the outputs of all layers but the last, [T, B, D·H] each; none when left out.
 * @throws RangeError when the inputs do not fit the specification.
 */
export function forwardNetwork(
  network: Network,
  batch: Batch,
  dropout: readonly Float64Array[] = [],
): ForwardPass {
  const { spec, cells } = network;
  const { batchSize: B, sequenceLength: T, initialState, lengths } = batch;
  const inputs =
    spec.vocabulary === undefined
      ? Float64Array.from(batch.inputs)
      : lookUp(network.embedding, batch.inputs, spec.inputSize);
  const stack = forwardStack(cells, inputs, T, B, {
    directions: directionsOf(spec),
    residual: spec.residual ?? false,
    dropout,
    mask: lengths && lengthMask(lengths, T),
    ...(initialState && { initial: statesOfCells(initialState, cells.length) }),
  });
  const headInputs =
    spec.head === 'every' ? stack.outputs : lastOutputs(stack.outputs, outputShape(spec, batch));
  const outputs = forwardDense(network.head, headInputs);
  return { outputs, stack, traces: stack.cells, headInputs };
}

/** A batch's loss, what led to it, and its derivatives but for those of the parameters. */
export interface Differentiation {
  readonly loss: number;
  readonly pass: ForwardPass;
  /** ∂loss/∂x of layer 1, [T, B, I]. */
  readonly inputs: Float64Array;
  /** ∂loss with respect to each cell's initial state, [B, H]. */
  readonly initial: readonly LstmState[];
  /** The whole ∂loss/∂h_t and ∂loss/∂c_t of each cell, [T, B, H]. */
  readonly states: readonly LstmState[];
}

/**
 * The loss of a batch and its derivatives; those of the parameters are added to `gradients`.
 * @param gradients a network on a vector of its own, usually filled with zeros before.
 * @param dropout as in `forwardNetwork`.
 * @throws RangeError when the batch does not fit the specification.
 */
export function differentiateNetwork(
  network: Network,
  batch: Batch,
  gradients: Network,
  dropout: readonly Float64Array[] = [],
): Differentiation {
  const { spec } = network;
  const pass = forwardNetwork(network, batch, dropout);
  const mask = spec.head === 'every' ? pass.stack.options.mask : undefined;
  const { loss, gradient } =
    spec.loss === 'softmax'
      ? softmaxCrossEntropy(pass.outputs, batch.targets, spec.outputSize, mask)
      : meanSquaredError(pass.outputs, batch.targets, mask);
  const dHeadInputs = backwardDense(network.head, pass.headInputs, gradient, gradients.head);
  const dOutputs =
    spec.head === 'every' ? dHeadInputs : spreadLastOutputs(dHeadInputs, outputShape(spec, batch));
  const derivatives = backwardStack(network.cells, pass.stack, dOutputs, gradients.cells);
  if (spec.vocabulary !== undefined)
    addLookUpGradient(derivatives.inputs, batch.inputs, gradients.embedding, spec.inputSize);
  return { loss, pass, ...derivatives };
}

/** The loss alone; the gradient of the parameters is added to `gradients`. Otherwise as `differentiateNetwork`. */
export const lossAndGradient = (
  network: Network,
  batch: Batch,
  gradients: Network,
  dropout: readonly Float64Array[] = [],
): number => differentiateNetwork(network, batch, gradients, dropout).loss;
