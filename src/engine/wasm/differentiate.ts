/** The derivatives of a batch's loss, and a look inside one of its sequences. */
import { PANELS, USES } from '#kernels/lstm-wasm/index.ts';
import type { Batch } from '#model/batch.ts';
import { countParameters } from '#model/parameters.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import type { Gradients, Inspection } from '../backend.ts';
import type { Arena } from './arena.ts';

/** @throws RangeError when there is not enough memory. */
export function differentiateBatch(
  spec: ModelSpecification,
  batch: Batch,
  arena: Arena,
): Gradients {
  const { batchSize: B, sequenceLength: T } = batch;
  const kernels = arena.stage([batch], USES.training + USES.report);
  const loss = kernels.differentiate();
  kernels.giveParameters(PANELS.gradients);
  const size = spec.numLayers * directionsOf(spec) * B * spec.hiddenSize;
  const states = kernels.stateGradients();
  return {
    loss,
    parameters: arena.view(kernels.flatParameters(), countParameters(spec).total).slice(),
    inputs: arena.view(kernels.inputGradients(), T * B * spec.inputSize).slice(),
    initialState: {
      h: arena.view(states, size).slice(),
      c: arena.view(states + 4 * size, size).slice(),
    },
  };
}

/** @throws RangeError when there is no such row, or not enough memory. */
export function inspectBatch(
  spec: ModelSpecification,
  batch: Batch,
  row: number,
  arena: Arena,
): Inspection {
  if (!(Number.isInteger(row) && row >= 0 && row < batch.batchSize))
    throw new RangeError(`row must be 0…${batch.batchSize - 1}, got ${row}`);
  const kernels = arena.stage([batch], USES.training + USES.probes);
  const loss = kernels.inspect(row);
  const size = batch.sequenceLength * spec.hiddenSize;
  let at = kernels.probes();
  const next = (length: number) => {
    const values = arena.view(at, length).slice();
    at += 4 * length;
    return values;
  };
  const layers = Array.from({ length: spec.numLayers * directionsOf(spec) }, (_, cell) => ({
    gates: next(4 * size),
    h: next(size),
    c: next(size),
    dH: next(size),
    dC: next(size),
    gradientNorm: kernels.gradientNorm(cell),
  }));
  return { loss, layers };
}
