/** The reference engine from inside, where all is float64: its backend hands out float32. */
import { differentiateNetwork, forwardNetwork, networkOn } from '#engine/reference/network.ts';
import { finalState, type LstmState } from '#math/lstm.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { directionsOf } from '#model/specification.ts';
import type { Mathematics } from './engine.ts';

const joined = (states: readonly LstmState[]) => ({
  h: states.flatMap(({ h }) => [...h]),
  c: states.flatMap(({ c }) => [...c]),
});

export const referenceMathematics: Mathematics = {
  async predict({ spec, parameters }, batch) {
    const { outputs, traces } = forwardNetwork(
      networkOn(spec, Float64Array.from(parameters)),
      batch,
    );
    return { outputs, finalState: joined(traces.map(finalState)) };
  },
  async differentiate({ spec, parameters, seed = 0 }, batch) {
    const { dropout: p = 0, numLayers, hiddenSize } = spec;
    const width = directionsOf(spec) * hiddenSize;
    const masks = Array.from({ length: p === 0 ? 0 : numLayers - 1 }, (_, below) =>
      dropoutMask(dropoutKey(seed, 0, below + 1), p, batch.sequenceLength, batch.batchSize, width),
    );
    const gradient = new Float64Array(parameters.length);
    const network = networkOn(spec, Float64Array.from(parameters));
    const found = differentiateNetwork(network, batch, networkOn(spec, gradient), masks);
    const { loss, inputs, initial } = found;
    return { loss, parameters: gradient, inputs, initialState: joined(initial) };
  },
};
