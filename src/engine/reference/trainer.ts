/** A model and its optimizer in float64. */
import { clipByGlobalNorm, updateAdam, type AdamState } from '#math/adam.ts';
import { finalState, type LstmState } from '#math/lstm.ts';
import { updateSgd } from '#math/sgd.ts';
import type { Batch, State } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { checkOptimizer } from '#model/optimizer.ts';
import { checkSpecification } from '#model/check-specification.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import type { Trainer, TrainerOptions } from '../backend.ts';
import { checkState } from '../check-state.ts';
import { inspectCells } from './inspect.ts';
import { differentiateNetwork, forwardNetwork, networkOn } from './network.ts';

/** Dropout's factors for the outputs of layers 1 … L − 1 at the update after `updates`; none without dropout. */
function dropoutFactors(
  spec: ModelSpecification,
  seed: number,
  updates: number,
  { sequenceLength, batchSize }: Batch,
): Float64Array[] {
  const { dropout: p = 0, numLayers, hiddenSize } = spec;
  if (p === 0) return [];
  const width = directionsOf(spec) * hiddenSize;
  return Array.from({ length: numLayers - 1 }, (_, below) =>
    dropoutMask(dropoutKey(seed, updates, below + 1), p, sequenceLength, batchSize, width),
  );
}

/** States of the cells as [L·D, B, H]. */
const joined = (states: readonly LstmState[]): State => ({
  h: Float32Array.from(states.flatMap(({ h }) => [...h])),
  c: Float32Array.from(states.flatMap(({ c }) => [...c])),
});

/**
 * @param breathe awaited before every update.
 * @throws RangeError when the specification, the optimizer, the seed or the number of parameters is out of range.
 */
export function createReferenceTrainer(
  options: TrainerOptions,
  breathe: () => Promise<void>,
): Trainer {
  const { spec, seed = 0 } = options;
  checkSpecification(spec);
  checkOptimizer(options.optimizer);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new RangeError(`seed must be a whole number in 0…${2 ** 32 - 1}, got ${seed}`);
  let optimizer = options.optimizer;
  let disposed = false;

  const values = Float64Array.from(options.parameters);
  const network = networkOn(spec, values);
  const gradient = new Float64Array(values.length);
  const gradients = networkOn(spec, gradient);
  // Adam's memory; SGD has none, but counts its updates.
  const moments = optimizer.kind === 'sgd' ? 0 : values.length;
  const memory: AdamState = {
    m: new Float64Array(moments),
    v: new Float64Array(moments),
    updates: 0,
  };

  /** As the next update would; leaves the parameters' gradient in `gradient`. */
  const differentiate = (batch: Batch) => {
    gradient.fill(0);
    const factors = dropoutFactors(spec, seed, memory.updates, batch);
    return differentiateNetwork(network, batch, gradients, factors);
  };
  const update = (batch: Batch): number => {
    const { loss } = differentiate(batch);
    clipByGlobalNorm(gradient, optimizer.clipNorm);
    if (optimizer.kind === 'sgd') {
      updateSgd(values, gradient, optimizer.learningRate);
      memory.updates += 1;
    } else updateAdam(values, gradient, memory, optimizer);
    return loss;
  };
  const checkAlive = () => {
    if (disposed) throw new Error('the trainer has been disposed of');
  };

  return {
    async step(batches) {
      checkAlive();
      for (const batch of batches) checkBatch(spec, batch);
      const losses = new Float32Array(batches.length);
      for (const [index, batch] of batches.entries()) {
        await breathe();
        losses[index] = update(batch);
      }
      return losses;
    },
    async predict(batch) {
      checkAlive();
      checkBatch(spec, batch, 'inputs');
      const { outputs, traces } = forwardNetwork(network, batch);
      return {
        outputs: Float32Array.from(outputs),
        finalState: joined(traces.map(finalState)),
      };
    },
    async differentiate(batch) {
      checkAlive();
      checkBatch(spec, batch);
      const { loss, inputs, initial } = differentiate(batch);
      return {
        loss,
        parameters: Float32Array.from(gradient),
        inputs: Float32Array.from(inputs),
        initialState: joined(initial),
      };
    },
    async inspect(batch, row) {
      checkAlive();
      checkBatch(spec, batch);
      if (!(Number.isInteger(row) && row >= 0 && row < batch.batchSize))
        throw new RangeError(`row must be 0…${batch.batchSize - 1}, got ${row}`);
      const result = differentiate(batch);
      return { loss: result.loss, layers: inspectCells(result, gradients, batch, row) };
    },
    configure({ learningRate }) {
      const changed = { ...optimizer, learningRate };
      checkOptimizer(changed);
      optimizer = changed;
    },
    async parameters() {
      checkAlive();
      return Float32Array.from(values);
    },
    async save() {
      checkAlive();
      const { m, v, updates } = memory;
      return { parameters: values.slice(), m: m.slice(), v: v.slice(), updates };
    },
    async restore(state) {
      checkAlive();
      checkState(spec, optimizer, state);
      values.set(state.parameters);
      memory.m.set(state.m);
      memory.v.set(state.v);
      memory.updates = state.updates;
    },
    dispose() {
      disposed = true;
    },
  };
}
