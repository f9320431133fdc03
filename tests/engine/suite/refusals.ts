/** What every backend refuses, and in which words. */
import { describe, expect, it } from 'vitest';
import type { Backend, Trainer } from '#engine/backend.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';

const SPEC: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 3,
  numLayers: 1,
  outputSize: 3,
  head: 'last',
  loss: 'mse',
};
const BATCH = {
  batchSize: 4,
  sequenceLength: 5,
  inputs: new Float32Array(40),
  targets: new Float32Array(12),
};
const GOOD = { spec: SPEC, parameters: initialParameters(SPEC, 1), optimizer: DEFAULT_OPTIMIZER };

/** Everything is refused before anything is changed. */
export function describeRefusals(open: () => Backend): void {
  const withTrainer = async (work: (trainer: Trainer) => Promise<void>): Promise<void> => {
    const trainer = await open().createTrainer(GOOD);
    try {
      await work(trainer);
    } finally {
      trainer.dispose();
    }
  };

  describe('refuses', () => {
    it.each([
      ['a model', { spec: { ...SPEC, numLayers: 9 } }, 'numLayers must be 1…8, got 9'],
      // What PyTorch's layer can be told and these engines do not train.
      ['a projection', { spec: { ...SPEC, projSize: 2 as 0 } }, 'projSize must be 0, got 2'],
      [
        'a layer without biases',
        { spec: { ...SPEC, bias: false as unknown as true } },
        'bias must be true, got false',
      ],
      ['weights', { parameters: new Float32Array(3) }, 'parameters must hold 84 numbers, got 3'],
      [
        'an optimizer',
        { optimizer: { ...DEFAULT_OPTIMIZER, beta1: 1 } },
        'beta1 must be at least 0 and below 1, got 1',
      ],
    ])('%s that does not fit', async (_, change, message) => {
      const refused = open().createTrainer({ ...GOOD, ...change });
      await expect(refused).rejects.toThrow(new RangeError(message));
      const group = open().createGroup([GOOD, { ...GOOD, ...change }]);
      await expect(group).rejects.toThrow(RangeError);
    });

    it.each([
      ['inputs', { inputs: new Float32Array(1) }, 'inputs must hold 5·4·2 numbers, got 1'],
      ['targets', { targets: new Float32Array(1) }, 'targets must hold 4·3 numbers, got 1'],
      ['lengths', { lengths: Int32Array.of(1, 2, 3, 6) }, 'length must be 1…5, got 6'],
      [
        'states',
        { initialState: { h: new Float32Array(12), c: new Float32Array(11) } },
        'initialState.c must hold 1·4·3 numbers, got 11',
      ],
    ])('%s that do not fit, before any update', (_, change, message) =>
      withTrainer(async (trainer) => {
        const before = await trainer.save();
        const bad = { ...BATCH, ...change };
        const error = new RangeError(message);
        await expect(trainer.step([BATCH, bad])).rejects.toThrow(error);
        await expect(trainer.differentiate(bad)).rejects.toThrow(error);
        await expect(trainer.inspect(bad, 0)).rejects.toThrow(error);
        // Predicting asks for no targets.
        if (!('targets' in change)) await expect(trainer.predict(bad)).rejects.toThrow(error);
        expect(await trainer.save()).toEqual(before);
      }),
    );

    it('a sequence that is not in the batch', () =>
      withTrainer(async (trainer) => {
        for (const row of [4, -1, 0.5])
          await expect(trainer.inspect(BATCH, row)).rejects.toThrow(RangeError);
      }));

    it('a learning rate out of range, and a state of another model', () =>
      withTrainer(async (trainer) => {
        const before = await trainer.save();
        expect(() => trainer.configure({ learningRate: 11 })).toThrow(
          new RangeError('learningRate must be above 0 and at most 10, got 11'),
        );
        const short = { ...before, parameters: new Float32Array(3) };
        await expect(trainer.restore(short)).rejects.toThrow(
          new RangeError('parameters must hold 84 numbers, got 3'),
        );
        await expect(trainer.restore({ ...before, m: new Float32Array(3) })).rejects.toThrow(
          RangeError,
        );
        await expect(trainer.restore({ ...before, updates: -1 })).rejects.toThrow(RangeError);
        expect(await trainer.save()).toEqual(before);
      }));

    it('groups of nothing, of different models, and unequal batches', async () => {
      await expect(open().createGroup([])).rejects.toThrow(RangeError);
      const group = await open().createGroup([GOOD, GOOD]);
      await expect(group.step([[BATCH], []])).rejects.toThrow(RangeError);
      await expect(group.step([[BATCH]])).rejects.toThrow(RangeError);
      group.dispose();
    });

    it('to work after it was disposed of', async () => {
      const trainer = await open().createTrainer(GOOD);
      const state = await trainer.save();
      trainer.dispose();
      trainer.dispose(); // Twice does no harm.
      const asked = [
        () => trainer.step([BATCH]),
        () => trainer.predict(BATCH),
        () => trainer.differentiate(BATCH),
        () => trainer.inspect(BATCH, 0),
        () => trainer.parameters(),
        () => trainer.save(),
        () => trainer.restore(state),
      ];
      for (const ask of asked) await expect(ask()).rejects.toThrow('disposed');
    });
  });
}
