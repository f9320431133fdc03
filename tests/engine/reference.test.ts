import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { forwardNetwork, lossAndGradient, networkOn } from '#engine/reference/network.ts';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { meanSquaredError, softmaxCrossEntropy } from '#math/losses.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { TASKS } from '#tasks/registry.ts';

const base: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 3,
  numLayers: 1,
  outputSize: 3,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

function randomBatch(spec: ModelSpecification, sequenceLength = 5, batchSize = 4): Batch {
  const rng = createRng(51);
  const predictions = spec.head === 'every' ? sequenceLength * batchSize : batchSize;
  return {
    batchSize,
    sequenceLength,
    inputs: Float32Array.from({ length: sequenceLength * batchSize * spec.inputSize }, rng.normal),
    targets:
      spec.loss === 'softmax'
        ? Float32Array.from({ length: predictions }, () => rng.int(0, spec.outputSize - 1))
        : Float32Array.from({ length: predictions * spec.outputSize }, rng.normal),
  };
}

const train = (
  spec: ModelSpecification,
  optimizer: OptimizerOptions = DEFAULT_OPTIMIZER,
  seed = 1,
) =>
  createReferenceBackend().createTrainer({
    spec,
    parameters: initialParameters(spec, seed),
    optimizer,
  });

const configurations = [1, 2, 3].flatMap((numLayers) =>
  (['last', 'every'] as const).flatMap((head) =>
    (['mse', 'softmax'] as const).map((loss) => ({ ...base, numLayers, head, loss })),
  ),
);

describe('the whole model', () => {
  it.each(configurations)(
    'has the gradients of central differences: $numLayers layers, head $head, $loss',
    (spec) => {
      const batch = randomBatch(spec);
      const values = Float64Array.from(initialParameters(spec, 2));
      const network = networkOn(spec, values);
      const gradient = new Float64Array(values.length);
      const loss = lossAndGradient(network, batch, networkOn(spec, gradient));

      const { outputs } = forwardNetwork(network, batch);
      const lossOf = () => {
        const out = forwardNetwork(network, batch).outputs;
        return spec.loss === 'softmax'
          ? softmaxCrossEntropy(out, batch.targets, spec.outputSize).loss
          : meanSquaredError(out, batch.targets).loss;
      };
      expect(outputs).toHaveLength((spec.head === 'every' ? 5 : 1) * 4 * 3);
      expect(loss).toBe(lossOf());
      expect(largestRelativeError(gradient, numericalGradient(lossOf, values))).toBeLessThan(1e-6);
    },
  );

  it('reads the last step with head `last`, which is the last block of head `every`', () => {
    const values = Float64Array.from(initialParameters(base, 3));
    const batch = randomBatch(base);
    const last = forwardNetwork(networkOn(base, values), batch).outputs;
    const every = forwardNetwork(networkOn({ ...base, head: 'every' }, values), batch).outputs;
    expect([...every.slice(-12)]).toEqual([...last]);
  });

  it('refuses a vector of the wrong length', () => {
    expect(() => networkOn(base, new Float64Array(83))).toThrow(
      'parameters must hold 84 numbers, got 83',
    );
  });
});

describe('training', () => {
  const { adding } = TASKS;
  const spec: ModelSpecification = { ...base, outputSize: 1, hiddenSize: 8 };
  const stream = adding.createStream({ seed: 1, sequenceLength: 10, batchSize: 32 });
  const batches = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => stream.batch(from + n));

  it('learns to add: below half of the baseline, on data it has not seen', async () => {
    const trainer = await train(spec, { ...DEFAULT_OPTIMIZER, learningRate: 0.02 });
    const before = stream.score((await trainer.predict(stream.test)).outputs);
    await trainer.step(batches(0, 200));
    const after = stream.score((await trainer.predict(stream.test)).outputs);
    const baseline = stream.baselines[0]!.score;
    expect(before).toBeGreaterThan(baseline);
    expect(after).toBeLessThan(baseline / 2);
  });

  it('is the same to the last bit when it is run again, however the steps are grouped', async () => {
    const [a, b, other] = [await train(spec), await train(spec), await train(spec, undefined, 2)];
    const first = await a.step(batches(0, 12));
    const second = [...(await b.step(batches(0, 5))), ...(await b.step(batches(5, 7)))];
    expect(second).toEqual([...first]);
    expect(await b.parameters()).toEqual(await a.parameters());
    expect(await other.step(batches(0, 12))).not.toEqual(first);
  });

  it('gives the loss before the update, and leaves the given weights and batches alone', async () => {
    const parameters = initialParameters(spec, 1);
    const batch = stream.batch(0);
    const trainer = await train(spec);
    const { loss } = meanSquaredError((await trainer.predict(batch)).outputs, batch.targets);
    const [reported] = await trainer.step([batch]);
    expect(reported).toBeCloseTo(loss, 6);
    expect(parameters).toEqual(initialParameters(spec, 1));
    expect(batch).toEqual(stream.batch(0));
    expect(await trainer.parameters()).not.toEqual(parameters);
  });

  it('moves each weight by the learning rate in the first update, as Adam does', async () => {
    const trainer = await train(spec, { ...DEFAULT_OPTIMIZER, clipNorm: Infinity });
    const before = await trainer.parameters();
    trainer.configure({ learningRate: 0.25 });
    await trainer.step([stream.batch(0)]);
    const moves = (await trainer.parameters()).map((value, k) => Math.abs(value - before[k]!));
    for (const move of moves) expect(move).toBeCloseTo(0.25, 3);
  });

  it('clips the gradient: with a large epsilon the update shrinks with the norm', async () => {
    const distance = async (clipNorm: number) => {
      const trainer = await train(spec, { ...DEFAULT_OPTIMIZER, epsilon: 1e3, clipNorm });
      const before = await trainer.parameters();
      await trainer.step([stream.batch(0)]);
      const after = await trainer.parameters();
      return Math.hypot(...after.map((value, k) => value - before[k]!));
    };
    // lr · g / (|g| + ε) ≈ lr · g / ε, so the update's length is lr · clipNorm / ε; float32 weights limit the digits.
    const ratio = (await distance(0.5)) / (await distance(0.25));
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.5);
  });

  it('lets timers and messages through while it works', async () => {
    const wide = { ...spec, hiddenSize: 64 };
    const trainer = await train(wide);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    // Some 2 · 10⁹ multiply-adds, far more than a turn's 30 ms on any machine.
    await trainer.step(batches(0, 100));
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(1);
  });
});

describe('what it refuses', () => {
  it.each([
    [{ learningRate: 0 }, 'learningRate must be above 0 and at most 10, got 0'],
    [{ learningRate: NaN }, 'learningRate must be above 0 and at most 10, got NaN'],
    [{ clipNorm: -1 }, 'clipNorm must be above 0, got -1'],
    [{ beta1: 1 }, 'beta1 must be at least 0 and below 1, got 1'],
    [{ beta2: -0.1 }, 'beta2 must be at least 0 and below 1, got -0.1'],
    [{ epsilon: 0 }, 'epsilon must be at least 1e-37, got 0'],
  ])('the optimizer %o', async (change, message) => {
    await expect(train(base, { ...DEFAULT_OPTIMIZER, ...change })).rejects.toThrow(
      new RangeError(message),
    );
  });

  it('models and weights that do not fit', async () => {
    const backend = createReferenceBackend();
    const optimizer = DEFAULT_OPTIMIZER;
    const parameters = new Float32Array(3);
    await expect(backend.createTrainer({ spec: base, parameters, optimizer })).rejects.toThrow(
      'parameters must hold 84 numbers, got 3',
    );
    const spec = { ...base, numLayers: 9 };
    await expect(backend.createTrainer({ spec, parameters, optimizer })).rejects.toThrow(
      'numLayers must be 1…8, got 9',
    );
  });

  it('batches that do not fit, before any update, and a bad new learning rate', async () => {
    const trainer = await train(base);
    const before = await trainer.parameters();
    const good = randomBatch(base);
    const bad = { ...good, inputs: new Float32Array(1) };
    await expect(trainer.step([good, bad])).rejects.toThrow(
      'inputs must hold 5·4·2 numbers, got 1',
    );
    await expect(trainer.predict(bad)).rejects.toThrow(RangeError);
    expect(() => trainer.configure({ learningRate: 11 })).toThrow('got 11');
    expect(await trainer.parameters()).toEqual(before);
  });

  it('work after it was disposed of', async () => {
    const trainer = await train(base);
    trainer.dispose();
    await expect(trainer.step([randomBatch(base)])).rejects.toThrow('disposed');
    await expect(trainer.predict(randomBatch(base))).rejects.toThrow('disposed');
    await expect(trainer.parameters()).rejects.toThrow('disposed');
  });
});
