import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '#engine/reference.ts';
import type { Backend, Trainer } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { predictAll } from '#train/evaluate.ts';

const STEPS = 3;
const SEQUENCES = 150;

const spec: ModelSpecification = {
  inputSize: 1,
  hiddenSize: 1,
  numLayers: 1,
  outputSize: 2,
  head: 'every',
  loss: 'mse',
  forgetBias: 1,
};
/** Every input says where it stands. */
const test: Batch = {
  batchSize: SEQUENCES,
  sequenceLength: STEPS,
  inputs: Float32Array.from({ length: STEPS * SEQUENCES }, (_, place) => place),
  targets: new Float32Array(0),
};

/** Predicts x and −x, and notes how many sequences it was asked for. */
async function predictWith(blocking: boolean) {
  const asked: number[] = [];
  let pauses = 0;
  const trainer = {
    predict: async ({ batchSize, inputs }: Batch) => {
      asked.push(batchSize);
      return Float32Array.from([...inputs].flatMap((x) => [x, -x]));
    },
  } as unknown as Trainer;
  const outputs = await predictAll(
    { blocking } as Backend,
    trainer,
    spec,
    { ...test },
    async () => {
      pauses++;
    },
  );
  return { asked, outputs, pauses };
}

describe('predicting a whole test set', () => {
  it('goes in pieces, with pauses, where it holds up the thread', async () => {
    const { asked, pauses } = await predictWith(true);
    expect(asked).toEqual([64, 64, 22]);
    expect(pauses).toBe(3);
  });

  it('counts the reference engine among those', () => {
    expect(createReferenceBackend().blocking).toBe(true);
  });

  it('asks a GPU once', async () => {
    expect((await predictWith(false)).asked).toEqual([SEQUENCES]);
  });

  it('gives the same outputs in the same places either way', async () => {
    const expected = [...test.inputs].flatMap((x) => [x, -x]);
    for (const blocking of [true, false])
      expect([...(await predictWith(blocking)).outputs]).toEqual(expected);
  });
});
