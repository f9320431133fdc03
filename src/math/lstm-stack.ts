/**
 * Stacked LSTM layers: layer l reads the whole hidden sequence of layer l − 1, and nothing else goes up.
 * Each layer keeps its own h and c; no signal goes down except gradients.
 */
import {
  backwardLayer,
  forwardLayer,
  hiddenSequence,
  type LstmState,
  type LstmTrace,
  type LstmWeights,
} from './lstm.ts';

/**
 * Runs the layers one after the other, bottom first.
 * @param inputs [T, B, I of the first layer]
 * @param initial one state for each layer; zeros when left out.
 * @returns one trace for each layer; `hiddenSequence` of the last is the stack's output, [T, B, H].
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function forwardStack(
  layers: readonly LstmWeights[],
  inputs: Float64Array,
  sequenceLength: number,
  batchSize: number,
  initial: readonly LstmState[] = [],
): LstmTrace[] {
  const traces: LstmTrace[] = [];
  let below = inputs;
  layers.forEach((weights, index) => {
    const trace = forwardLayer(weights, below, sequenceLength, batchSize, initial[index]);
    traces.push(trace);
    below = hiddenSequence(trace);
  });
  return traces;
}

/**
 * Backpropagation through time and depth, top layer first: the gradient with respect to a layer's inputs is the
 * gradient with respect to the outputs of the layer below.
 * @param dOutputs ∂L with respect to the top layer's hidden sequence, [T, B, H].
 * @param gradients one for each layer, bottom first; the weights' gradients are added to them.
 * @param dFinal ∂L with respect to each layer's final state; zeros when left out.
 * @returns ∂L/∂inputs [T, B, I] and ∂L with respect to each layer's initial state.
 * @throws RangeError when an array's length does not fit the sizes or a layer has no gradients to add to.
 */
export function backwardStack(
  layers: readonly LstmWeights[],
  traces: readonly LstmTrace[],
  dOutputs: Float64Array,
  gradients: readonly LstmWeights[],
  dFinal: readonly LstmState[] = [],
): { inputs: Float64Array; initial: LstmState[] } {
  const initial: LstmState[] = [];
  let dAbove = dOutputs;
  for (let index = layers.length - 1; index >= 0; index--) {
    const [weights, trace, gradient] = [layers[index], traces[index], gradients[index]];
    if (!weights || !trace || !gradient)
      throw new RangeError(`${layers.length} layers need as many traces and gradients`);
    const result = backwardLayer(weights, trace, dAbove, gradient, dFinal[index]);
    initial.unshift(result.initial);
    dAbove = result.inputs;
  }
  return { inputs: dAbove, initial };
}
