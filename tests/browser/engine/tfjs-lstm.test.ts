/**
 * The fused LSTM in models that TensorFlow.js trains, on this engine's kernels, and the gradients that its WebAssembly
 * backend lacks. TensorFlow.js' cpu backend with stock layers is the oracle.
 */
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { afterAll, describe, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import type { LayerInputs, LayerWeights } from '#engine/layer-kernel.ts';
import { referenceLayerKernel } from '#engine/reference/layer-kernel.ts';
import { createCpuBackend } from '#engine/tfjs/cpu.ts';
import { createWasmBackend } from '#engine/tfjs/wasm.ts';
import { installFusedLstm } from '#engine/tfjs-lstm/install.ts';
import { FusedLstm, fusedLstm } from '#engine/tfjs-lstm/layer.ts';
import { lstmSequence } from '#engine/tfjs-lstm/op.ts';

const BACKENDS: [name: 'cpu' | 'wasm', create: () => Promise<Backend>, tolerance: number][] = [
  ['cpu', createCpuBackend, 1e-5],
  ['wasm', createWasmBackend, 1e-5],
];

const started: Backend[] = [];
afterAll(() => {
  for (const backend of started) backend.dispose();
});

/** Random numbers as plain arrays, so that every backend gets the same. @param seed from 1: 0 is no seed to the library */
function normal(shape: number[], seed: number): tf.Tensor {
  const values = tf.randomNormal(shape, 0, 0.5, 'float32', seed);
  return tf.tensor(values.dataSync(), shape);
}

const read = async (tensors: readonly tf.Tensor[]): Promise<Float32Array[]> =>
  Promise.all(tensors.map(async (tensor) => new Float32Array(await tensor.data())));

/** Largest difference, relative to the largest expected number of each tensor. */
function worst(actual: readonly Float32Array[], expected: readonly Float32Array[]): number {
  expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  return Math.max(
    ...expected.map((values, k) => {
      const scale = Math.max(...values.map(Math.abs), 1e-6);
      return Math.max(...values.map((value, i) => Math.abs(actual[k]![i]! - value))) / scale;
    }),
  );
}

/** Runs on a backend of TensorFlow.js, and leaves no tensor behind. */
async function on<T>(name: 'cpu' | 'wasm', work: () => Promise<T>): Promise<T> {
  await tf.setBackend(name);
  const before = tf.memory().numTensors;
  tf.engine().startScope(name);
  try {
    return await work();
  } finally {
    tf.engine().endScope();
    expect(tf.memory().numTensors).toBe(before);
  }
}

/** Token, character CNN, LSTM, dense: outputs that fall silent if a gradient is missing. */
function characterModel(lstm: typeof layers.lstm | typeof fusedLstm) {
  const model = sequential();
  model.add(layers.embedding({ inputDim: 7, outputDim: 4, inputLength: 6 }));
  model.add(layers.conv1d({ filters: 5, kernelSize: 3, padding: 'same', activation: 'relu' }));
  model.add(
    lstm({ units: 6, recurrentActivation: 'sigmoid', recurrentInitializer: 'glorotUniform' }),
  );
  model.add(layers.dense({ units: 1 }));
  for (const [k, variable] of model.getWeights(true).entries())
    (variable as tf.Variable).assign(normal(variable.shape, 20 + k));
  return model;
}

/** Losses of some updates, and the weights after them. */
async function trainCharacters(lstm: typeof layers.lstm | typeof fusedLstm) {
  const model = characterModel(lstm);
  const variables = model.getWeights(true) as tf.Variable[];
  const tokens = tf.tensor2d(
    Array.from({ length: 24 }, (_, k) => (k * 5) % 7),
    [4, 6],
  );
  const targets = tf.tensor2d([[1], [-1], [0.5], [0]]);
  const optimizer = tf.train.sgd(0.2);
  const losses: tf.Scalar[] = [];
  let settled = 0;
  for (let step = 0; step < 6; step++) {
    const loss = optimizer.minimize(
      () => {
        const outputs = model.apply(tokens, { training: true }) as tf.Tensor;
        return tf.losses.meanSquaredError(targets, outputs);
      },
      true,
      variables,
    );
    losses.push(loss!);
    if (step === 1) settled = tf.memory().numTensors;
    if (step > 1) expect(tf.memory().numTensors).toBe(settled + step - 1); // the losses
  }
  const result = { losses: await read([tf.stack(losses)]), weights: await read(variables) };
  optimizer.dispose();
  tf.dispose(variables);
  return result;
}

type OperandName = 'inputs' | 'kernel' | 'recurrent' | 'bias' | 'h0' | 'c0';
const NAMES: readonly OperandName[] = ['inputs', 'kernel', 'recurrent', 'bias', 'h0', 'c0'];

type OpShape = [T: number, B: number, I: number, H: number, masked: boolean, reverse: boolean];

/** What the op is given, and weights for its outputs and its c in the loss. */
function operandsOf([T, B, I, H, masked]: OpShape) {
  const shapes = [[T, B, I], [I, 4 * H], [H, 4 * H], [4 * H], [B, H], [B, H]];
  const mask = tf.tensor2d(
    Array.from({ length: T * B }, (_, k) => Number(k % 3 !== 1)),
    [T, B],
  );
  return {
    tensors: shapes.map((shape, k) => normal(shape, k + 1)),
    mask: masked ? mask : undefined,
    outputWeights: normal([T, B, H], 10),
    cWeights: normal([B, H], 11),
  };
}

/** All results of the op and all gradients of Σ w·outputs² + Σ v·c. */
async function runOp(shape: OpShape) {
  const { tensors, mask, outputWeights, cWeights } = operandsOf(shape);
  const reverse = shape[5];
  const run = (...each: tf.Tensor[]) => {
    const operands = Object.fromEntries(NAMES.map((name, k) => [name, each[k]!]));
    return lstmSequence({ ...operands, mask, reverse } as never);
  };
  const { outputs, h, c } = run(...tensors);
  const { value, grads } = tf.valueAndGrads((...each: tf.Tensor[]) => {
    const results = run(...each);
    return tf.add(
      tf.sum(tf.mul(tf.square(results.outputs), outputWeights)),
      tf.sum(tf.mul(results.c, cWeights)),
    );
  })(tensors);
  value.dispose();
  return read([outputs, h, c, ...grads]);
}

/** The same in float64. */
async function runReference(shape: OpShape) {
  const { tensors, mask, outputWeights, cWeights } = operandsOf(shape);
  const [T, B, I, H, , reverse] = shape;
  const arrays = await read(tensors);
  const given = Object.fromEntries(
    NAMES.map((name, k) => [name, arrays[k]!]),
  ) as unknown as LayerInputs & LayerWeights;
  const inputs: LayerInputs = mask ? { ...given, mask: (await read([mask]))[0]! } : given;
  const [w, v] = await read([outputWeights, cWeights]);
  const sizes = { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H, reverse };
  const { outputs, h, c, reserve } = referenceLayerKernel.forward(sizes, given, inputs);
  const gradients = referenceLayerKernel.backward(sizes, given, inputs, reserve, {
    outputs: outputs.map((value, k) => 2 * value * w![k]!),
    h: new Float32Array(B * H),
    c: v!,
  });
  return [outputs, h, c, ...NAMES.map((name) => gradients[name])];
}

/** Patches of every kind: strides, padding, widths that do not divide. */
const CONVOLUTIONS: [
  shape: [number, number, number, number],
  filter: [number, number, number, number],
  strides: [number, number],
  pad: 'same' | 'valid' | number,
][] = [
  [[2, 5, 4, 3], [3, 3, 3, 2], [1, 1], 'same'],
  [[2, 6, 5, 1], [2, 3, 1, 4], [2, 1], 'valid'],
  [[1, 7, 7, 2], [4, 2, 2, 3], [2, 3], 'same'],
  [[3, 4, 4, 2], [3, 3, 2, 2], [1, 1], 2],
  [[2, 1, 9, 3], [1, 5, 3, 2], [1, 2], 'same'],
];

const stock = <T>(work: () => Promise<T>): Promise<T> => on('cpu', work);

describe.each(BACKENDS)('%s', (name, create, tolerance) => {
  it('starts with the kernels', async () => {
    await installFusedLstm(name);
    await installFusedLstm(name); // does nothing
    started.push(await create());
    await tf.setBackend(name);
    expect(
      fusedLstm({ units: 2, recurrentActivation: 'sigmoid' }).stepwiseReason(),
    ).toBeUndefined();
  });

  it.each([
    [4, 3, 2, 5, false, false],
    [5, 2, 3, 4, true, true],
    [1, 1, 1, 1, false, true],
    [6, 5, 9, 33, true, false],
  ])('runs the operation: T %i, B %i, I %i, H %i, masked %s, reverse %s', async (...shape) => {
    const actual = await on(name, () => runOp(shape));
    const expected = await stock(() => runReference(shape));
    expect(worst(actual, expected)).toBeLessThan(tolerance);
  });

  it('trains an embedding, a character CNN and a fused LSTM as the stock layers on cpu', async () => {
    const actual = await on(name, () => trainCharacters(fusedLstm));
    const expected = await stock(() => trainCharacters(layers.lstm));
    expect(worst(actual.losses, expected.losses)).toBeLessThan(tolerance);
    expect(worst(actual.weights, expected.weights)).toBeLessThan(10 * tolerance);
    const [losses] = actual.losses;
    expect(losses!.at(-1)).toBeLessThan(0.7 * losses![0]!);
  });

  it('trains in both directions', async () => {
    const run = async (lstm: typeof layers.lstm) => {
      const cell = lstm({ units: 3, returnSequences: true, recurrentActivation: 'sigmoid' });
      const both = layers.bidirectional({ layer: cell as never, mergeMode: 'concat' });
      const x = normal([2, 4, 3], 1);
      both.apply(x);
      const variables = both.getWeights(true) as tf.Variable[];
      for (const [k, variable] of variables.entries())
        variable.assign(normal(variable.shape, k + 2));
      const { value, grads } = tf.variableGrads(
        () => tf.sum(tf.square(both.apply(x) as tf.Tensor)),
        variables,
      );
      const result = await read([value, ...variables.map((each) => grads[each.name]!)]);
      tf.dispose(variables);
      return result;
    };
    const actual = await on(name, () => run(fusedLstm as typeof layers.lstm));
    const expected = await stock(() => run(layers.lstm));
    expect(worst(actual, expected)).toBeLessThan(tolerance);
    expect(FusedLstm.className).toBe('FusedLSTM');
  });

  it.each(CONVOLUTIONS)('differentiates a convolution %j by its filter %j', async (...shape) => {
    const run = async () => {
      const [size, filter, strides, pad] = shape;
      const [x, f] = [normal(size, 1) as tf.Tensor4D, normal(filter, 2) as tf.Tensor4D];
      const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
        tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, strides, pad))),
      )([x, f]);
      return read(gradients);
    };
    expect(worst(await on(name, run), await stock(run))).toBeLessThan(tolerance);
  });

  it.each([
    [[0, 2, 2, 4, 2], 0],
    [[3, 3], 1],
  ])('differentiates gathered rows %j along axis %i', async (indices, axis) => {
    const run = async () => {
      const x = normal([5, 4, 3], 1);
      const rows = tf.tensor1d(indices, 'int32');
      return read([
        tf.grad((a: tf.Tensor) => tf.sum(tf.square(tf.gather(a, rows, axis))))(x),
        tf.unsortedSegmentSum(normal([4, 2], 2), tf.tensor1d([1, 9, 0, 1], 'int32'), 3),
      ]);
    };
    expect(worst(await on(name, run), await stock(run))).toBeLessThan(tolerance);
  });
});
