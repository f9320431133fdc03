/** What a trainer does besides learning: dropout by seed and update, states, groups, looks inside, optimizers. */
import { describe, expect, it } from 'vitest';
import type { TrainerOptions } from '#engine/backend.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { differentiateNetwork, networkOn } from '#engine/reference/network.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 3,
  vocabulary: 5,
  hiddenSize: 4,
  numLayers: 2,
  bidirectional: true,
  residual: true,
  dropout: 0.3,
  outputSize: 3,
  head: 'every',
  loss: 'softmax',
};
const [T, B] = [5, 3];

function batchOf(seed: number): Batch {
  const rng = createRng(seed);
  const wholes = (below: number) =>
    Float32Array.from({ length: T * B }, () => rng.int(0, below - 1));
  const normals = () => Float32Array.from({ length: 4 * B * 4 }, rng.normal);
  return {
    batchSize: B,
    sequenceLength: T,
    inputs: wholes(5),
    targets: wholes(3),
    lengths: Int32Array.of(5, 2, 4),
    initialState: { h: normals(), c: normals() },
  };
}
const batches = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => batchOf(from + n));

const backend = createReferenceBackend();
const optionsOf = (change: Partial<TrainerOptions> = {}): TrainerOptions => ({
  spec,
  parameters: initialParameters(spec, 1),
  optimizer: DEFAULT_OPTIMIZER,
  seed: 9,
  ...change,
});
const train = (change: Partial<TrainerOptions> = {}) => backend.createTrainer(optionsOf(change));
const sgd = { ...DEFAULT_OPTIMIZER, kind: 'sgd', learningRate: 0.5, clipNorm: Infinity } as const;
const keras = { ...DEFAULT_OPTIMIZER, epsilonPlacement: 'keras', epsilon: 1e-2 } as const;

describe('dropout', () => {
  it('has the masks of the seed and the update', async () => {
    const trainer = await train();
    await trainer.step(batches(1, 2));
    const { parameters } = await trainer.save();
    const mask = dropoutMask(dropoutKey(9, 2, 1), 0.3, T, B, 8);
    const gradient = new Float64Array(parameters.length);
    const network = networkOn(spec, Float64Array.from(parameters));
    const { loss } = differentiateNetwork(network, batchOf(3), networkOn(spec, gradient), [mask]);
    const found = await trainer.differentiate(batchOf(3));
    expect(found.loss).toBe(loss);
    expect(found.parameters).toEqual(Float32Array.from(gradient));
    expect(await trainer.step([batchOf(3)])).toEqual(Float32Array.of(loss));
  });

  it('depends on the seed, which is 0 when left out, and is not in predictions', async () => {
    const { parameters, optimizer } = optionsOf();
    const unseeded = { spec, parameters, optimizer };
    const loss = async (options: TrainerOptions) =>
      (await (await backend.createTrainer(options)).differentiate(batchOf(1))).loss;
    expect(await loss(optionsOf({ seed: 0 }))).toBe(await loss(unseeded));
    expect(await loss(optionsOf({ seed: 1 }))).not.toBe(await loss(optionsOf({ seed: 2 })));
    const plain = await train({ spec: { ...spec, dropout: 0 } });
    expect(await (await train()).predict(batchOf(1))).toEqual(await plain.predict(batchOf(1)));
  });

  it.each([-1, 0.5, 2 ** 32])('refuses seed %s', async (seed) => {
    await expect(train({ seed })).rejects.toThrow(
      new RangeError(`seed must be a whole number in 0…4294967295, got ${seed}`),
    );
  });
});

describe('a saved state', () => {
  it.each([
    ['adam', DEFAULT_OPTIMIZER],
    ['adam as in Keras', keras],
    ['sgd', sgd],
  ])('resumes to the last bit: %s', async (_, optimizer) => {
    const whole = await train({ optimizer });
    const losses = await whole.step(batches(1, 12));
    const first = await train({ optimizer });
    await first.step(batches(1, 5));
    const state = await first.save();
    await first.step(batches(50, 1)); // must not reach the saved copy
    const second = await train({ optimizer, parameters: initialParameters(spec, 2) });
    await second.restore(state);
    expect(await second.save()).toEqual(state);
    expect(await second.step(batches(6, 7))).toEqual(losses.subarray(5));
    expect(await second.save()).toEqual(await whole.save());
    expect(state.updates).toBe(5);
    expect(state.parameters).toBeInstanceOf(Float64Array);
  });

  it('that does not fit is refused, and nothing changes', async () => {
    const trainer = await train();
    const state = await trainer.save();
    const short = new Float64Array(1);
    await expect(trainer.restore({ ...state, v: short })).rejects.toThrow(/^v must hold/);
    await expect(trainer.restore({ ...state, parameters: short })).rejects.toThrow(RangeError);
    await expect(trainer.restore({ ...state, updates: -1 })).rejects.toThrow('got -1');
    const plain = await train({ optimizer: sgd });
    await expect(plain.restore(state)).rejects.toThrow(/^m must hold 0 numbers/);
    expect(await trainer.save()).toEqual(state);
  });
});

describe('a group', () => {
  it('does what single trainers do', async () => {
    const options = [1, 2, 3].map((seed) =>
      optionsOf({ seed, parameters: initialParameters(spec, seed) }),
    );
    const group = await backend.createGroup(options);
    const losses = await group.step([batches(1, 4), batches(11, 4), batches(21, 4)]);
    for (const [k, each] of options.entries()) {
      const single = await backend.createTrainer(each);
      expect(losses[k]).toEqual(await single.step(batches(1 + 10 * k, 4)));
      expect(await group.members[k]!.save()).toEqual(await single.save());
    }
    group.dispose();
    await expect(group.members[0]!.save()).rejects.toThrow('disposed');
  });

  it('is refused when models differ in more than weights and seed', async () => {
    await expect(backend.createGroup([])).rejects.toThrow(RangeError);
    await expect(
      backend.createGroup([optionsOf(), optionsOf({ optimizer: keras })]),
    ).rejects.toThrow('must share specification and optimizer');
    const group = await backend.createGroup([optionsOf(), optionsOf({ seed: 1 })]);
    await expect(group.step([batches(1, 1)])).rejects.toThrow('for 2 models, got 1');
    await expect(group.step([batches(1, 1), []])).rejects.toThrow(RangeError);
  });
});

describe('a look inside', () => {
  it('tells of one sequence what the whole batch did', async () => {
    const trainer = await train();
    await trainer.step(batches(1, 3));
    const before = await trainer.save();
    const batch = batchOf(7);
    const row = 1;
    const { loss, layers } = await trainer.inspect(batch, row);
    const gradients = await trainer.differentiate(batch);
    expect(loss).toBe(gradients.loss);
    expect(layers).toHaveLength(4);
    expect(await trainer.save()).toEqual(before);

    const network = networkOn(spec, Float64Array.from(before.parameters));
    const result = differentiateNetwork(
      network,
      batch,
      networkOn(spec, new Float64Array(before.parameters.length)),
      [dropoutMask(dropoutKey(9, 3, 1), 0.3, T, B, 8)],
    );
    for (const [k, layer] of layers.entries()) {
      const { gates, reverse, h } = result.pass.traces[k]!;
      const at = (t: number) => (t * B + row) * 4;
      for (let t = 0; t < T; t++) {
        const four = (all: Float64Array, start: number) =>
          Float32Array.from(all.subarray(start, start + 4));
        expect(layer.h.slice(4 * t, 4 * t + 4)).toEqual(four(h, at(reverse ? t : t + 1)));
        expect(layer.dH.slice(4 * t, 4 * t + 4)).toEqual(four(result.states[k]!.h, at(t)));
        expect(layer.dC.slice(4 * t, 4 * t + 4)).toEqual(four(result.states[k]!.c, at(t)));
        const all = Float32Array.from(gates.subarray(4 * at(t), 4 * at(t) + 16));
        expect(layer.gates.slice(16 * t, 16 * t + 16)).toEqual(all);
        // h = o ⊙ tanh(c) wherever there is a step.
        if (t < batch.lengths![row]!)
          for (let n = 0; n < 4; n++)
            expect(layer.h[4 * t + n]).toBeCloseTo(
              layer.gates[16 * t + 12 + n]! * Math.tanh(layer.c[4 * t + n]!),
              6,
            );
      }
    }
  });

  it('has the norm of each cell’s gradient', async () => {
    const trainer = await train();
    const { layers } = await trainer.inspect(batchOf(1), 0);
    const { parameters } = await trainer.differentiate(batchOf(1));
    for (const [k, prefix] of ['layer1.', 'layer1.b', 'layer2.', 'layer2.b'].entries()) {
      const backward = k % 2 === 1;
      const squares = parameterLayout(spec)
        .filter(({ name }) => name.startsWith(prefix.slice(0, 7)))
        .filter(({ name }) => name.includes('.backward.') === backward)
        .flatMap(({ offset, size }) => [...parameters.subarray(offset, offset + size)]);
      expect(layers[k]!.gradientNorm).toBeCloseTo(Math.hypot(...squares), 6);
    }
  });

  it.each([-1, 3, 0.5])('refuses row %s of three', async (row) => {
    await expect((await train()).inspect(batchOf(1), row)).rejects.toThrow(
      new RangeError(`row must be 0…2, got ${row}`),
    );
  });
});

describe('gradients', () => {
  it('come in the shapes of what they belong to, and change nothing', async () => {
    const trainer = await train();
    const before = await trainer.save();
    const { inputs, initialState, parameters } = await trainer.differentiate(batchOf(1));
    expect(inputs).toHaveLength(T * B * 3);
    expect([initialState.h.length, initialState.c.length]).toEqual([4 * B * 4, 4 * B * 4]);
    expect(parameters).toHaveLength(before.parameters.length);
    expect(await trainer.save()).toEqual(before);
  });

  it('are what SGD takes a step along, after clipping', async () => {
    for (const clipNorm of [Infinity, 0.01]) {
      const trainer = await train({ optimizer: { ...sgd, clipNorm } });
      const { parameters: gradient } = await trainer.differentiate(batchOf(1));
      const before = await trainer.save();
      await trainer.step([batchOf(1)]);
      const after = await trainer.save();
      const factor = Math.min(1, clipNorm / Math.hypot(...gradient));
      after.parameters.forEach((value, k) =>
        expect(value - before.parameters[k]!).toBeCloseTo(-0.5 * factor * gradient[k]!, 7),
      );
      expect(after.m).toHaveLength(0);
      expect(after.updates).toBe(1);
    }
  });
});

it('the final state goes on where the sequence was cut', async () => {
  const one: ModelSpecification = { ...spec, bidirectional: false };
  const trainer = await train({ spec: one, parameters: initialParameters(one, 1) });
  const { inputs, targets } = batchOf(4);
  const whole = { batchSize: B, sequenceLength: T, inputs, targets };
  const cut = 2 * B;
  const part = (from: number, to: number, sequenceLength: number) => ({
    ...whole,
    sequenceLength,
    inputs: inputs.slice(from, to),
  });
  const first = await trainer.predict(part(0, cut, 2));
  const second = await trainer.predict({
    ...part(cut, T * B, T - 2),
    initialState: first.finalState,
  });
  const all = await trainer.predict(whole);
  const joined = [...first.outputs, ...second.outputs];
  joined.forEach((value, k) => expect(value).toBeCloseTo(all.outputs[k]!, 6));
  second.finalState.c.forEach((value, k) => expect(value).toBeCloseTo(all.finalState.c[k]!, 6));
});
