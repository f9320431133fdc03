/** Every number that PyTorch computed for a configuration, against an engine's. */
import { describe, expect, it } from 'vitest';
import type { Batch } from '#model/batch.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { batchOf, weightsOf, type Configuration } from '../../reference/configurations.ts';
import {
  readTensors,
  reduced,
  tensorSizes,
  type Fixtures,
  type Tensors,
} from '../../reference/fixtures.ts';
import { disagreements } from './agreement.ts';
import type { Mathematics } from './engine.ts';

/** Outputs with zeros where the batch is padding, as the fixtures have them. */
function withoutPadding(
  spec: ModelSpecification,
  { lengths, batchSize: B }: Batch,
  outputs: ArrayLike<number>,
): ArrayLike<number> {
  if (spec.head !== 'every' || lengths === undefined) return outputs;
  return Array.from(outputs, (output, k) => {
    const step = Math.floor(k / spec.outputSize);
    return Math.floor(step / B) < lengths[step % B]! ? output : 0;
  });
}

/** An engine's tensors by the names of the fixtures. */
async function tensorsOf(mathematics: Mathematics, configuration: Configuration): Promise<Tensors> {
  const { spec, seed } = configuration;
  const model = { spec, seed, parameters: weightsOf(configuration) };
  const batch = batchOf(configuration);
  const { outputs, finalState } = await mathematics.predict(model, batch);
  const gradients = await mathematics.differentiate(model, batch);
  const flat = Array.from(gradients.parameters);
  const tensors: Record<string, ArrayLike<number>> = {
    outputs: withoutPadding(spec, batch, outputs),
    h: finalState.h,
    c: finalState.c,
    loss: [gradients.loss],
    'd.inputs': gradients.inputs,
    'd.h': gradients.initialState.h,
    'd.c': gradients.initialState.c,
  };
  for (const { name, offset, size } of parameterLayout(spec))
    tensors[`d.${name}`] = flat.slice(offset, offset + size);
  return Object.fromEntries(
    Object.entries(tensors).map(([name, values]) => [name, reduced(values, seed)]),
  );
}

/** @param accepts leaves configurations out, of which the engine would take too long. */
export function describeFixtures(
  fixtures: Fixtures,
  open: () => Mathematics,
  tolerance: number,
  accepts: (configuration: Configuration) => boolean = () => true,
): void {
  describe(`computes what PyTorch and Keras compute, to ${tolerance}`, () => {
    it.each(fixtures.configurations.filter(accepts))('$name', async (configuration) => {
      const sizes = tensorSizes(configuration);
      const expected = readTensors(fixtures.numbers, configuration.offset, sizes).tensors;
      const found = await tensorsOf(open(), configuration);
      expect(disagreements(found, expected, tolerance)).toEqual({});
    });
  });
}
