import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '#engine/reference.ts';
import type { Backend, Trainer } from '#engine/backend.ts';
import type { Batch } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { predictAll, splitBatch } from '#train/evaluate.ts';

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
      return { outputs: Float32Array.from([...inputs].flatMap((x) => [x, -x])) };
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

describe('pieces of a batch', () => {
  const numbered = (length: number) => Float32Array.from({ length }, (_, place) => place);

  it('carry the lengths and the initial states of their sequences', () => {
    const batch: Batch = {
      batchSize: 3,
      sequenceLength: 2,
      inputs: numbered(6),
      targets: new Float32Array(0),
      lengths: Int32Array.of(2, 1, 2),
      // Two layers of two directions, [4, 3, 2].
      initialState: { h: numbered(24), c: numbered(24).map((x) => -x) },
    };
    const stack = { ...spec, numLayers: 2, hiddenSize: 2, bidirectional: true };
    const [first, second] = splitBatch(batch, stack, 2);
    expect([...(first?.lengths ?? [])]).toEqual([2, 1]);
    expect([...(second?.lengths ?? [])]).toEqual([2]);
    const h = [4, 5, 10, 11, 16, 17, 22, 23];
    expect([...(second?.initialState?.h ?? [])]).toEqual(h);
    expect([...(second?.initialState?.c ?? [])]).toEqual(h.map((x) => -x));
    expect([...(first?.initialState?.h ?? [])].slice(0, 8)).toEqual([0, 1, 2, 3, 6, 7, 8, 9]);
  });

  it('hold one token number a step, however wide the embedding is', () => {
    const tokens: Batch = { ...test, batchSize: 3, sequenceLength: 2, inputs: numbered(6) };
    const pieces = splitBatch(tokens, { ...spec, vocabulary: 9, inputSize: 5 }, 2);
    expect(pieces.map(({ inputs }) => [...inputs])).toEqual([
      [0, 1, 3, 4],
      [2, 5],
    ]);
  });

  it('predict what the whole batch predicts', async () => {
    const stack: ModelSpecification = { ...spec, numLayers: 2, hiddenSize: 3, bidirectional: true };
    const trainer = await createReferenceBackend().createTrainer({
      spec: stack,
      parameters: initialParameters(stack, 4),
      optimizer: DEFAULT_OPTIMIZER,
    });
    const state = () => numbered(4 * SEQUENCES * 3).map((x) => Math.sin(x));
    const whole: Batch = {
      ...test,
      inputs: test.inputs.map((x) => Math.cos(x)),
      lengths: Int32Array.from({ length: SEQUENCES }, (_, row) => 1 + (row % STEPS)),
      initialState: { h: state(), c: state() },
    };
    const together = (await trainer.predict(whole)).outputs;
    const pieces = await predictAll({ blocking: true } as Backend, trainer, stack, whole, () =>
      Promise.resolve(),
    );
    expect(pieces).toEqual(together);
  });
});
