/** The layer against TensorFlow.js' own, fused and step by step: outputs, states, masks, training, and no leak. */
import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model, sequential, type LayersModel } from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { fusedLstm, type LSTMLayerArgs } from '#engine/tfjs-lstm/layer.ts';
import { expectClose, normal, pairOf, runsFused, startCpu, type MakeLstm } from './setup.ts';

beforeAll(startCpu);

/** The default initializer needs what TensorFlow.js' package for Node does not have. */
const recurrentInitializer = 'glorotUniform';
const ONES = {
  kernelInitializer: 'ones',
  recurrentInitializer: 'ones',
  biasInitializer: 'ones',
} as const;

/** Sentences that end early, one that is empty, and one with a hole. */
const TOKENS = () =>
  tf.tensor2d([
    [0, 0, 0, 0],
    [1, 0, 0, 0],
    [1, 2, 0, 3],
    [1, 2, 3, 1],
  ]);
const TARGETS = () => tf.tensor2d([[1], [2], [3], [4]]);

function masked(args: Partial<LSTMLayerArgs>, lstm: MakeLstm): LayersModel {
  const tokens = input({ shape: [4] });
  const embedded = layers
    .embedding({ inputDim: 5, outputDim: 3, maskZero: true })
    .apply(tokens) as SymbolicTensor;
  const outputs = lstm({ units: 4, recurrentInitializer, ...args }).apply(embedded);
  return model({ inputs: tokens, outputs: outputs as SymbolicTensor });
}

describe.each(['sigmoid', 'hardSigmoid'] as const)('%s', (recurrentActivation) => {
  const common = { units: 4, recurrentActivation, recurrentInitializer };

  it.each([
    [{}],
    [{ returnSequences: true }],
    [{ returnState: true }],
    [{ returnSequences: true, returnState: true }],
    [{ goBackwards: true }],
    [{ goBackwards: true, returnSequences: true, returnState: true }],
    [{ useBias: false, units: 1 }],
    [{ implementation: 2 }],
  ])('equals the stock layer, with a mask and without: %j', (args) => {
    tf.tidy(() => {
      const plain = pairOf((lstm) => {
        const x = input({ shape: [3, 2] });
        return model({
          inputs: x,
          outputs: lstm({ ...common, ...args }).apply(x) as SymbolicTensor,
        });
      });
      expect(runsFused(plain[1])).toBe(recurrentActivation === 'sigmoid');
      const x = normal([5, 3, 2], 1);
      expectClose(plain[1].predict(x), plain[0].predict(x) as tf.Tensor);
      const [stock, fused] = pairOf((lstm) => masked({ ...common, ...args }, lstm));
      expectClose(fused.predict(TOKENS()), stock.predict(TOKENS()) as tf.Tensor);
    });
  });

  it('takes concrete initial states', () => {
    tf.tidy(() => {
      const x = normal([5, 3, 2], 1);
      const initialState = [normal([5, 4], 2), normal([5, 4], 3)];
      const [stock, fused] = [layers.lstm(common), fusedLstm(common)];
      stock.apply(x);
      fused.apply(x);
      fused.setWeights(stock.getWeights());
      const expected = stock.apply(x, { initialState }) as tf.Tensor;
      expectClose(fused.apply(x, { initialState }), expected);
      expect(() => fused.apply(x, { initialState: initialState.slice(1) })).toThrow(/state/i);
    });
  });

  it('carries its state from batch to batch', () => {
    const build = (lstm: MakeLstm) => {
      const whole = sequential();
      whole.add(lstm({ ...common, stateful: true, batchInputShape: [5, 3, 2] }));
      return whole;
    };
    const [stock, fused] = pairOf(build) as [
      ReturnType<typeof sequential>,
      ReturnType<typeof sequential>,
    ];
    const x = normal([5, 3, 2], 1);
    const first = fused.predict(x) as tf.Tensor;
    expectClose(first, stock.predict(x) as tf.Tensor);
    const second = fused.predict(x) as tf.Tensor;
    expectClose(second, stock.predict(x) as tf.Tensor);
    // Later calls leave earlier outputs alone.
    expect([first.kept, first.isDisposed]).toEqual([false, false]);
    expect(second.dataSync()).not.toEqual(first.dataSync());
    fused.resetStates();
    const settled = tf.memory().numTensors;
    const again = fused.predict(x) as tf.Tensor;
    expect(again.dataSync()).toEqual(first.dataSync());
    tf.dispose([again, fused.predict(x) as tf.Tensor]);
    expect(tf.memory().numTensors).toBe(settled);
  });

  it('learns as the stock layer does, state by state', async () => {
    const histories = [];
    for (const each of pairOf((lstm) => {
      const whole = sequential();
      whole.add(lstm({ ...common, stateful: true, batchInputShape: [4, 3, 2] }));
      whole.add(layers.dense({ units: 1 }));
      return whole;
    })) {
      each.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.1) });
      const y = tf.reshape(tf.range(0, 8), [8, 1]);
      const { history } = await each.fit(normal([8, 3, 2], 1), y, {
        batchSize: 4,
        epochs: 2,
        shuffle: false,
      });
      histories.push({ losses: history['loss'] as number[], weights: each.getWeights() });
    }
    const [stock, fused] = histories;
    expectClose(tf.tensor1d(fused!.losses), tf.tensor1d(stock!.losses), 1e-4);
    expectClose(fused!.weights, stock!.weights, 1e-4);
  });

  it.each([
    [{}],
    [{ goBackwards: true }],
    [
      {
        kernelRegularizer: 'l1l2',
        recurrentRegularizer: 'l1l2',
        biasRegularizer: 'l1l2',
        kernelConstraint: 'unitNorm',
        biasConstraint: 'nonNeg',
      } as const,
    ],
  ])('learns as the stock layer does, with masks and without a leak: %j', async (args) => {
    const results = [];
    for (const each of pairOf((lstm) => {
      const inside = sequential();
      // A model in a model must hand the mask on.
      inside.add(layers.reshape({ targetShape: [4], inputShape: [4] }));
      inside.add(masked({ ...common, ...args }, lstm));
      inside.add(layers.dense({ units: 1 }));
      return inside;
    })) {
      each.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.1) });
      const [x, y] = [TOKENS(), TARGETS()];
      await each.fit(x, y, { epochs: 1, batchSize: 4, shuffle: false });
      const settled = tf.memory().numTensors;
      const { history } = await each.fit(x, y, { epochs: 2, batchSize: 4, shuffle: false });
      expect(tf.memory().numTensors).toBe(settled);
      results.push({ losses: history['loss'] as number[], weights: each.getWeights() });
    }
    const [stock, fused] = results;
    expect(fused!.losses[1]).toBeLessThan(fused!.losses[0]!);
    expectClose(tf.tensor1d(fused!.losses), tf.tensor1d(stock!.losses), 1e-4);
    expectClose(fused!.weights, stock!.weights, 1e-4);
  });

  it('reads what other recurrent layers made of masked sentences', () => {
    tf.tidy(() => {
      const [stock, fused] = pairOf((lstm) => {
        const stack = sequential();
        stack.add(layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true, inputLength: 4 }));
        stack.add(layers.simpleRNN({ units: 3, returnSequences: true, recurrentInitializer }));
        stack.add(lstm(common));
        return stack;
      });
      tf.dispose(fused.predict(TOKENS()));
      const before = tf.memory().numTensors;
      const output = fused.predict(TOKENS()) as tf.Tensor;
      expect(tf.memory().numTensors).toBe(before + 2); // the tokens and the output
      expectClose(output, stock.predict(TOKENS()) as tf.Tensor);
    });
  });

  it.each(['concat', 'sum'] as const)('works in both directions, %s', (mergeMode) => {
    tf.tidy(() => {
      const [stock, fused] = pairOf((lstm) => {
        const both = sequential();
        both.add(layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true, inputLength: 4 }));
        const layer = lstm({ ...common, returnSequences: true }) as never;
        both.add(layers.bidirectional({ layer, mergeMode }));
        return both;
      });
      expectClose(fused.predict(TOKENS()), stock.predict(TOKENS()) as tf.Tensor);
    });
  });

  it('works on every time step of a longer sequence', () => {
    tf.tidy(() => {
      const [stock, fused] = pairOf((lstm) => {
        const nested = sequential();
        nested.add(layers.timeDistributed({ layer: lstm(common), inputShape: [2, 3, 2] }));
        return nested;
      });
      const x = normal([5, 2, 3, 2], 1);
      expectClose(fused.predict(x), stock.predict(x) as tf.Tensor);
    });
  });

  it.each([{ dropout: 0.5 }, { recurrentDropout: 0.5 }])('drops in training only: %j', (args) => {
    const layer = fusedLstm({ ...common, ...args });
    const x = tf.ones([64, 3, 8]);
    const kwargs = { training: true };
    tf.dispose(layer.apply(x, kwargs) as tf.Tensor);
    const counts = [0, 1].map(() => {
      tf.dispose(layer.apply(x, kwargs) as tf.Tensor);
      return tf.memory().numTensors;
    });
    expect(counts[1]).toBe(counts[0]);
    // All rows of x are equal: dropping alone makes outputs differ.
    const spread = (output: unknown) =>
      tf.tidy(() => tf.moments(output as tf.Tensor, 0).variance.dataSync()[0]!);
    expect(spread(layer.apply(x, kwargs))).toBeGreaterThan(1e-8);
    expect(spread(layer.apply(x))).toBeLessThan(1e-12);
  });
});

it('drops what the layer’s own function says, the same at all steps, and scales the rest', () => {
  tf.tidy(() => {
    const dropoutFunc = (ones: tf.Tensor) => tf.mul(ones, tf.tensor1d([0, 2])); // drops the first feature
    const args = { units: 4, recurrentInitializer, recurrentActivation: 'sigmoid' } as const;
    const [stock, fused] = [layers.lstm, fusedLstm].map((make) =>
      make({ ...args, dropout: 0.5, dropoutFunc }),
    ) as [ReturnType<typeof fusedLstm>, ReturnType<typeof fusedLstm>];
    const x = normal([5, 3, 2], 1);
    stock.apply(x);
    fused.apply(x);
    fused.setWeights(stock.getWeights());
    const kwargs = { training: true };
    expectClose(fused.apply(x, kwargs), stock.apply(x, kwargs) as tf.Tensor);
  });
});

describe('numbers from Keras, hard sigmoid', () => {
  it.each([
    [false, 1],
    [true, 2],
  ])('all weights 1: returnSequences %s, implementation %i', (returnSequences, implementation) => {
    const layer = fusedLstm({
      units: 5,
      ...ONES,
      returnSequences,
      returnState: true,
      implementation,
    });
    const [output, h, c] = layer.apply(tf.ones([4, 2, 2])) as tf.Tensor[];
    const filled = (value: number) => tf.fill([4, 5], value);
    const last = filled(0.96367633);
    expectClose(output, returnSequences ? tf.stack([filled(0.7595095), last], 1) : last);
    expectClose([h, c], [last, filled(1.99505234)]);
  });

  it('backpropagation through time', async () => {
    const whole = sequential();
    whole.add(
      fusedLstm({
        units: 1,
        kernelInitializer: 'zeros',
        recurrentInitializer: 'zeros',
        useBias: false,
        inputShape: [3, 4],
      }),
    );
    whole.add(layers.dense({ units: 1, kernelInitializer: 'ones', useBias: false }));
    whole.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(1) });
    await whole.fit(tf.ones([5, 3, 4]), tf.ones([5, 1]), { epochs: 2 });
    const column = tf.tensor2d([[0.11455188, 0.06545822, 0.8760446, 0.18237013]]);
    expectClose(whole.getWeights(), [
      tf.tile(column, [4, 1]),
      tf.tensor2d([[0.02831176, 0.01934617, 0.00025817, 0.05784169]]),
      tf.tensor2d([[1.4559253]]),
    ]);
  });

  it('masks, read backwards', () => {
    const whole = sequential();
    whole.add(layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 3, maskZero: true }));
    whole.add(fusedLstm({ units: 2, goBackwards: true, recurrentInitializer }));
    whole.add(layers.dense({ units: 1, kernelInitializer: 'ones' }));
    const rising = tf.tensor2d([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [-1, -2, -3, -4, -5, -6, -7, -8],
    ]);
    const embedding = [0.1, 0.2, 0.3, 0.4, -0.1, -0.2, -0.3, -0.4];
    whole.layers[0]!.setWeights([tf.tensor2d(embedding, [4, 2])]);
    whole.layers[1]!.setWeights([rising, rising, tf.range(1, 9)]);
    const tokens = tf.tensor2d([0, 0, 0, 1, 0, 0, 1, 2, 0, 1, 2, 3], [4, 3]);
    expectClose(whole.predict(tokens), tf.tensor2d([[0], [1.2876499], [1.8165315], [1.9599037]]));
  });
});
