/** Hands over a model of a training run, tried on a few sequences of its test set. Loaded when the reader asks for one. */
import { lstmNumbers, type HandedModel } from '#formats/model-files.ts';
import { testModel } from '#run/test-client.ts';
import type { TestOrder } from '#train/test-protocol.ts';

export function handTrained(
  {
    task,
    sequenceLength,
    batchSize,
    seed,
    spec,
    arm,
    parameters,
  }: Omit<TestOrder, 'parameters'> & {
    readonly arm: string;
    readonly parameters: ArrayLike<number>;
  },
  step: number,
  engine: string,
): HandedModel {
  const network = { kind: 'lstm', spec } as const;
  return {
    origin: { name: `${task}-${arm}-seed-${seed}`, task, arm, seed, network, engine },
    numbers: async () => {
      const order = { task, sequenceLength, batchSize, seed, spec };
      const weights = Float32Array.from(parameters);
      const test = await testModel({ ...order, parameters: weights });
      return lstmNumbers(spec, weights, step, test);
    },
  };
}
