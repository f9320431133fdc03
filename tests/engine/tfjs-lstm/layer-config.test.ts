/** The layer's shapes, weights, configuration and files: what surrounds its arithmetic. */
import * as tf from '@tensorflow/tfjs-core';
import { input, layers, loadLayersModel, model, models, sequential } from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { FusedLstm, fusedLstm } from '#engine/tfjs-lstm/layer.ts';
import { expectClose, normal, startCpu } from './setup.ts';

beforeAll(startCpu);

/** The default recurrent initializer needs what TensorFlow.js' package for Node does not have. */
const recurrentInitializer = 'glorotUniform';
const FUSED = { recurrentActivation: 'sigmoid', recurrentInitializer } as const;

describe.each([
  [false, false],
  [false, true],
  [true, false],
  [true, true],
])('returnSequences %s, returnState %s', (returnSequences, returnState) => {
  it('has the stock layer’s symbolic shapes', () => {
    const symbol = input({ batchShape: [9, 10, 8] });
    const [stock, fused] = [layers.lstm, fusedLstm].map((make) =>
      [
        make({ units: 5, returnSequences, returnState, recurrentInitializer }).apply(symbol) as
          SymbolicTensor | SymbolicTensor[],
      ]
        .flat()
        .map(({ shape }) => shape),
    );
    expect(fused).toEqual(stock);
    expect(fused).toHaveLength(returnState ? 3 : 1);
  });
});

it.each([true, false])('has the stock layer’s weights, useBias %s', (useBias) => {
  const [stock, fused] = [layers.lstm, fusedLstm].map((make) => {
    const layer = make({ units: 5, useBias, recurrentInitializer });
    layer.build([2, 3, 4]);
    layer.built = true;
    return layer;
  }) as [FusedLstm, FusedLstm];
  const short = ({ originalName, shape }: (typeof stock.weights)[0]) => [
    originalName.split('/').at(-1),
    shape,
  ];
  expect(fused.weights.map(short)).toEqual(stock.weights.map(short));
  expect(fused.trainableWeights).toHaveLength(useBias ? 3 : 2);
  expect(fused.nonTrainableWeights).toHaveLength(0);
  stock.setWeights(fused.getWeights());
  fused.setWeights(stock.getWeights());
  fused.trainable = false;
  expect(fused.trainableWeights).toHaveLength(0);
});

it('starts with the stock layer’s forget bias', () => {
  const layer = fusedLstm({ units: 2, unitForgetBias: true, recurrentInitializer });
  layer.build([1, 1, 1]);
  layer.built = true;
  expect([...layer.getWeights()[2]!.dataSync()]).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
});

it('has the stock layer’s configuration but for the name', () => {
  const config = {
    units: 8,
    name: 'layer_1',
    activation: 'tanh',
    recurrentActivation: 'tanh',
    useBias: true,
    kernelInitializer: 'glorotUniform',
    recurrentInitializer: 'heUniform',
    biasInitializer: 'ones',
    kernelRegularizer: 'l1l2',
    recurrentRegularizer: 'l1l2',
    biasRegularizer: 'l1l2',
    kernelConstraint: 'unitNorm',
    recurrentConstraint: 'unitNorm',
    biasConstraint: 'nonNeg',
    dropout: 0.1,
    recurrentDropout: 0.2,
    batchInputShape: [12, 8, 8],
    returnSequences: true,
    returnState: true,
    stateful: true,
    unroll: true,
    goBackwards: true,
    implementation: 1,
  } as const;
  const args = () => ({ ...config, batchInputShape: [...config.batchInputShape] });
  expect(fusedLstm(args()).getConfig()).toEqual(layers.lstm(args()).getConfig());
  expect(fusedLstm({ units: 4 }).getConfig()).toMatchObject({
    activation: 'tanh',
    recurrentActivation: 'hardSigmoid',
    unitForgetBias: layers.lstm({ units: 4 }).getConfig()['unitForgetBias'],
  });
});

it.each([
  [1, 'sigmoid'],
  [2, 'tanh'],
  [2, undefined],
] as const)('goes through a file, implementation %i, %s', async (implementation, activation) => {
  const original = sequential();
  original.add(
    fusedLstm({
      units: 4,
      implementation,
      ...(activation && { recurrentActivation: activation }),
      recurrentInitializer,
      unitForgetBias: true,
      inputShape: [2, 3],
    }),
  );
  const x = normal([5, 2, 3], 1);
  let artifacts: tf.io.ModelArtifacts = {};
  await original.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const loaded = await loadLayersModel(tf.io.fromMemory(artifacts));
  expect(loaded.layers[0]).toBeInstanceOf(FusedLstm);
  expect(loaded.layers[0]!.getConfig()).toEqual(original.layers[0]!.getConfig());
  expectClose(loaded.predict(x), original.predict(x) as tf.Tensor, 1e-7);
});

it('is built from a Keras configuration', async () => {
  const keras = {
    class_name: 'Sequential',
    config: [
      {
        class_name: 'FusedLSTM',
        config: {
          name: 'lstm_1',
          units: 3,
          recurrent_activation: 'sigmoid',
          return_sequences: true,
          go_backwards: true,
          unit_forget_bias: true,
          recurrent_initializer: { class_name: 'Ones', config: {} },
          batch_input_shape: [null, 2, 4],
        },
      },
    ],
  };
  const built = await models.modelFromJSON({ modelTopology: keras } as never);
  const layer = built.layers[0] as FusedLstm;
  expect(layer.goBackwards && layer.returnSequences).toBe(true);
  expect(layer.stepwiseReason()).toBeUndefined();
  expect((built.predict(tf.zeros([1, 2, 4])) as tf.Tensor).shape).toEqual([1, 2, 3]);
});

it('takes symbolic initial states, also after loading', async () => {
  const [first, second] = [input({ shape: [5] }), input({ shape: [3, 4] })];
  const dense = layers.dense({ units: 2, kernelInitializer: 'ones' }).apply(first);
  const state = [dense, dense] as SymbolicTensor[];
  const [stock, fused] = [layers.lstm, fusedLstm].map((make) => {
    const lstm = make({
      units: 2,
      kernelInitializer: 'ones',
      ...FUSED,
      recurrentInitializer: 'ones',
    });
    const output = lstm.apply(second, { initialState: state }) as SymbolicTensor;
    return model({ inputs: [first, second], outputs: output });
  });
  const xs = [normal([1, 5], 1), normal([1, 3, 4], 2)];
  const expected = stock!.predict(xs) as tf.Tensor;
  expectClose(fused!.predict(xs), expected);
  const topology = fused!.toJSON(null, false) as never;
  const loaded = await models.modelFromJSON({ modelTopology: topology });
  expectClose(loaded.predict(xs), expected);
});

it.each([12.5, 0, -25])('refuses %d units', (units) => {
  expect(() => fusedLstm({ units })).toThrow(/units.*positive integer/);
});

it('says why it runs step by step', () => {
  expect(fusedLstm({ units: 2 }).stepwiseReason()).toBe(
    'recurrentActivation must be sigmoid, got hardSigmoid',
  );
  expect(fusedLstm({ units: 2, ...FUSED, activation: 'relu' }).stepwiseReason()).toBe(
    'activation must be tanh, got relu',
  );
  expect(fusedLstm({ units: 257, ...FUSED }).stepwiseReason()).toBe('units must be 1…256, got 257');
  const layer = fusedLstm({ units: 2, ...FUSED, recurrentDropout: 0.5 });
  expect(layer.stepwiseReason()).toBeUndefined();
  expect(layer.stepwiseReason(true)).toBe('recurrentDropout must be 0 in training, got 0.5');
});
