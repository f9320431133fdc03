/** What every backend does alike whatever it computes with: repeat itself, resume, take part in groups, agree on a task. */
import { describe, expect, it } from 'vitest';
import type { Backend, LayerInspection, Trainer, TrainerOptions } from '#engine/backend.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { TASKS } from '#tasks/registry.ts';
import { batchOf, weightsOf, type Configuration } from '../../reference/configurations.ts';
import type { Tensors } from '../../reference/fixtures.ts';
import { disagreements, relativeError } from './agreement.ts';

const ADDING: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 8,
  numLayers: 2,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
};
/** As much of a model as fits into a small one. */
const EVERYTHING: Configuration = {
  name: 'everything',
  seed: 71,
  sequenceLength: 6,
  batchSize: 3,
  lengths: true,
  initialState: true,
  spec: {
    inputSize: 3,
    vocabulary: 9,
    hiddenSize: 5,
    numLayers: 3,
    bidirectional: true,
    residual: true,
    dropout: 0.3,
    outputSize: 9,
    head: 'every',
    loss: 'softmax',
    initialisation: 'pytorch',
  },
};

const adding = (sequenceLength: number, batchSize: number) =>
  TASKS.adding.createStream({ seed: 5, sequenceLength, batchSize });
const first = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => batchOf(EVERYTHING, from + n));

const options = (change: Partial<TrainerOptions['optimizer']> = {}): TrainerOptions => ({
  spec: EVERYTHING.spec,
  parameters: weightsOf(EVERYTHING),
  optimizer: { ...DEFAULT_OPTIMIZER, ...change },
  seed: EVERYTHING.seed,
});

const tensorsOfInspection = (layers: readonly LayerInspection[]): Tensors =>
  Object.fromEntries(
    layers.flatMap((layer, n) =>
      Object.entries(layer).map(([name, value]) => [
        `${n} ${name}`,
        typeof value === 'number' ? [value] : (value as Float32Array),
      ]),
    ),
  );

/** @param tolerance between the backend and the float64 reference. */
export function describeBehaviour(open: () => Backend, tolerance: number): void {
  const withTrainer = async <T>(
    given: TrainerOptions,
    work: (trainer: Trainer) => Promise<T>,
    backend = open(),
  ): Promise<T> => {
    const trainer = await backend.createTrainer(given);
    try {
      return await work(trainer);
    } finally {
      trainer.dispose();
    }
  };

  describe('repeats itself', () => {
    it('to the last bit in 20 of 20 runs', async () => {
      const run = () =>
        withTrainer(options(), async (trainer) => ({
          losses: await trainer.step(first(30)),
          state: await trainer.save(),
        }));
      const once = await run();
      expect(once.losses.every(Number.isFinite)).toBe(true);
      for (let again = 1; again < 20; again++) expect(await run()).toEqual(once);
    });

    it('however its steps are grouped, and whatever is asked in between', async () => {
      const whole = await withTrainer(options(), (trainer) => trainer.step(first(12)));
      const parts = await withTrainer(options(), async (trainer) => {
        const losses = [...(await trainer.step(first(5)))];
        await trainer.predict(batchOf(EVERYTHING, 3));
        await trainer.inspect(batchOf(EVERYTHING, 4), 1);
        const { loss } = await trainer.differentiate(batchOf(EVERYTHING, 5));
        losses.push(...(await trainer.step(first(7, 5))));
        expect(relativeError([loss], [losses[5]!])).toBeLessThan(1e-6);
        return losses;
      });
      expect(parts).toEqual([...whole]);
    });

    it('but not with another seed for dropout', async () => {
      const run = (seed: number) =>
        withTrainer({ ...options(), seed }, (trainer) => trainer.step(first(3)));
      expect(await run(2)).not.toEqual(await run(1));
    });
  });

  describe('resumes', () => {
    it.each([
      ['Adam as PyTorch has it', {}],
      ['Adam as Keras has it', { epsilon: 1e-7, epsilonPlacement: 'keras' }],
      ['SGD', { kind: 'sgd' }],
    ] as const)('to the last bit: %s', async (_, change) => {
      const before = await withTrainer(options(change), async (trainer) => {
        await trainer.step(first(10));
        const saved = await trainer.save();
        return { saved, losses: await trainer.step(first(10, 10)), end: await trainer.save() };
      });
      expect(before.saved.updates).toBe(10);
      const other = {
        ...options(change),
        parameters: new Float32Array(weightsOf(EVERYTHING).length),
      };
      const after = await withTrainer(other, async (trainer) => {
        await trainer.step(first(2));
        await trainer.restore(before.saved);
        return { losses: await trainer.step(first(10, 10)), end: await trainer.save() };
      });
      expect(after.losses).toEqual(before.losses);
      expect(after.end).toEqual(before.end);
    });
  });

  describe('agrees with the float64 reference', () => {
    it('on what happens inside, after some updates', async () => {
      const look = (trainer: Trainer) => trainer.inspect(batchOf(EVERYTHING, 4), 2);
      const saved = await withTrainer(
        options(),
        async (trainer) => {
          await trainer.step(first(3));
          const { parameters, m, v, updates } = await trainer.save();
          // What every engine can hold.
          const rounded = [parameters, m, v].map((numbers) => Float32Array.from(numbers));
          return { parameters: rounded[0]!, m: rounded[1]!, v: rounded[2]!, updates };
        },
        createReferenceBackend(),
      );
      const inspect = (backend: Backend) =>
        withTrainer(
          options(),
          async (trainer) => {
            await trainer.restore(saved);
            return look(trainer);
          },
          backend,
        );
      const [found, expected] = [await inspect(open()), await inspect(createReferenceBackend())];
      expect(relativeError([found.loss], [expected.loss])).toBeLessThanOrEqual(tolerance);
      const tensors = tensorsOfInspection(expected.layers);
      expect(disagreements(tensorsOfInspection(found.layers), tensors, tolerance)).toEqual({});
    });

    it('within 1 % on the loss of step 100 of the adding task', async () => {
      const stream = adding(20, 32);
      const given = {
        spec: ADDING,
        parameters: initialParameters(ADDING, 1),
        optimizer: DEFAULT_OPTIMIZER,
      };
      const run = (trainer: Trainer) =>
        trainer.step(Array.from({ length: 101 }, (_, step) => stream.batch(step)));
      const found = await withTrainer(given, run);
      const expected = await withTrainer(given, run, createReferenceBackend());
      expect(relativeError([found[100]!], [expected[100]!])).toBeLessThanOrEqual(0.01);
      expect(found[100]!).toBeLessThan(found[0]! / 2);
    });
  });

  describe('trains groups', () => {
    it('whose members learn as they do alone', async () => {
      const seeds = [1, 2, 3];
      const members = seeds.map((seed) => ({
        ...options(),
        seed,
        parameters: initialParameters(EVERYTHING.spec, seed),
      }));
      const batches = seeds.map((_, n) => first(6, 2 * n));
      const group = await open().createGroup(members);
      const together = await group.step(batches);
      const outputs = await group.members[1]!.predict(batchOf(EVERYTHING));
      group.dispose();
      for (const [n, given] of members.entries()) {
        const alone = await withTrainer(given, (trainer) => trainer.step(batches[n]!));
        expect(relativeError(together[n]!, alone)).toBeLessThanOrEqual(Math.max(tolerance, 1e-7));
      }
      const alone = await withTrainer(members[1]!, async (trainer) => {
        await trainer.step(batches[1]!);
        return trainer.predict(batchOf(EVERYTHING));
      });
      expect(relativeError(outputs.outputs, alone.outputs)).toBeLessThanOrEqual(1e-4);
    });
  });
}
