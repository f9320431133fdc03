/** The operation and its gradient on TensorFlow.js' cpu backend, against stock operations. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceLayerKernel } from '#engine/reference/layer-kernel.ts';
import { lstmSequence, type LstmOperands, type LstmResults } from '#engine/tfjs-lstm/op.ts';
import { registerForCpu } from '#engine/tfjs-lstm/register.ts';

beforeAll(async () => {
  tf.enableProdMode();
  registerForCpu(referenceLayerKernel);
  registerForCpu(referenceLayerKernel); // does nothing
  await tf.setBackend('cpu');
});

/** The definition, one time step after the other. */
function stepByStep(operands: LstmOperands): LstmResults {
  const { inputs, kernel, recurrent, bias, mask, reverse } = operands;
  const T = inputs.shape[0];
  let [h, c]: tf.Tensor[] = [operands.h0, operands.c0];
  const outputs: tf.Tensor[] = [];
  for (let step = 0; step < T; step++) {
    const t = reverse ? T - 1 - step : step;
    const x = tf.gather(inputs, t);
    const z = tf.add(tf.add(tf.matMul(x, kernel), tf.matMul(h as tf.Tensor2D, recurrent)), bias);
    const [i, f, g, o] = tf.split(z, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const cell = tf.add(tf.mul(tf.sigmoid(f), c!), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    const out = tf.mul(tf.sigmoid(o), tf.tanh(cell));
    const real = mask ? tf.expandDims(tf.gather(mask, t), 1) : tf.scalar(1);
    const hold = tf.sub(1, real);
    h = tf.add(tf.mul(real, out), tf.mul(hold, h!));
    c = tf.add(tf.mul(real, cell), tf.mul(hold, c!));
    outputs[t] = h;
  }
  return { outputs: tf.stack(outputs) as tf.Tensor3D, h: h as tf.Tensor2D, c: c as tf.Tensor2D };
}

const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 0.5, 'float32', seed);

function operandsOf(T: number, B: number, I: number, H: number, masked: boolean, reverse: boolean) {
  return {
    inputs: normal([T, B, I], 1),
    kernel: normal([I, 4 * H], 2),
    recurrent: normal([H, 4 * H], 3),
    bias: normal([4 * H], 4),
    h0: normal([B, H], 5),
    c0: normal([B, H], 6),
    mask: masked ? tf.cast(tf.greater(normal([T, B], 7), -0.3), 'float32') : undefined,
    reverse,
  } as LstmOperands;
}

const NAMES = ['inputs', 'kernel', 'recurrent', 'bias', 'h0', 'c0'] as const;

/** A loss that reads only some of the results, and every number of these differently. */
function gradients(
  run: (operands: LstmOperands) => LstmResults,
  operands: LstmOperands,
  reads: readonly (keyof LstmResults)[],
) {
  return tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const changed = Object.fromEntries(NAMES.map((name, k) => [name, tensors[k]]));
    const results = run({ ...operands, ...changed });
    const parts = reads.map((name, k) =>
      tf.sum(tf.mul(tf.square(results[name]), normal(results[name].shape, 10 + k))),
    );
    return parts.reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
  })(NAMES.map((name) => operands[name]));
}

function expectClose(actual: tf.Tensor, expected: tf.Tensor, name: string): void {
  expect(actual.shape).toEqual(expected.shape);
  const [a, b] = [actual.dataSync(), expected.dataSync()];
  const scale = Math.max(...b.map(Math.abs), 1e-3);
  const worst = Math.max(...a.map((value, k) => Math.abs(value - b[k]!))) / scale;
  expect(worst, name).toBeLessThan(1e-5);
}

const READS: (keyof LstmResults)[][] = [['outputs'], ['h'], ['c'], ['outputs', 'h', 'c']];

describe.each([
  [4, 3, 2, 5, false, false],
  [4, 3, 2, 5, true, false],
  [1, 1, 1, 1, false, true],
  [5, 2, 3, 4, true, true],
])('T %i, B %i, I %i, H %i, masked %s, reverse %s', (...shape) => {
  it('equals the definition', () => {
    tf.tidy(() => {
      const operands = operandsOf(...shape);
      const [actual, expected] = [lstmSequence(operands), stepByStep(operands)];
      for (const name of ['outputs', 'h', 'c'] as const)
        expectClose(actual[name], expected[name], name);
    });
  });

  it.each(READS)('has the gradients of the definition where %s … are read', (...reads) => {
    tf.tidy(() => {
      const operands = operandsOf(...shape);
      const actual = gradients(lstmSequence, operands, reads);
      const expected = gradients(stepByStep, operands, reads);
      expectClose(actual.value, expected.value, 'loss');
      for (const [k, name] of NAMES.entries())
        expectClose(actual.grads[k]!, expected.grads[k]!, name);
    });
  });
});

it('differentiates by one operand alone, and through two layers', () => {
  tf.tidy(() => {
    const operands = operandsOf(3, 2, 4, 4, true, false);
    const twice = (run: typeof lstmSequence) =>
      tf.grad((bias: tf.Tensor) => {
        const first = run({ ...operands, bias: bias as tf.Tensor1D });
        const second = run({ ...operands, inputs: first.outputs, h0: first.h, c0: first.c });
        return tf.sum(tf.square(second.outputs));
      })(operands.bias);
    expectClose(twice(lstmSequence), twice(stepByStep), 'bias');
  });
});

it('leaves no tensor behind', () => {
  const operands = operandsOf(3, 2, 4, 4, true, false);
  const before = tf.memory().numTensors;
  tf.dispose({ ...lstmSequence(operands) });
  const { value, grads } = gradients(lstmSequence, operands, ['outputs', 'c']);
  tf.dispose([value, ...grads]);
  expect(tf.memory().numTensors).toBe(before);
});

it('refuses operands that do not fit', () => {
  const operands = operandsOf(3, 2, 4, 5, true, false);
  for (const [name, shape, range] of [
    ['kernel', [3, 20], '[4, 20]'],
    ['bias', [5], '[20]'],
    ['c0', [2, 4], '[2, 5]'],
    ['mask', [2, 3], '[3, 2]'],
  ] as const)
    expect(() => lstmSequence({ ...operands, [name]: tf.zeros([...shape]) })).toThrow(
      `${name} must be ${range}, got [${shape.join(', ')}]`,
    );
});
