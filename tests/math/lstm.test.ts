import { describe, expect, it } from 'vitest';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import {
  cellSequence,
  finalState,
  forwardLayer,
  hiddenSequence,
  zeroLstmWeights,
  type LstmWeights,
} from '#math/lstm.ts';
import { backwardLayer } from '#math/lstm-gradient.ts';
import { backwardStack, forwardStack } from '#math/lstm-stack.ts';
import { createRng } from '#math/rng.ts';
import golden from '../fixtures/lstm-golden.json' with { type: 'json' };

/** PyTorch's weights of one layer: transposed, the two biases summed, gates in the same order. */
function fromPyTorch(
  weightIh: number[][],
  weightHh: number[][],
  biasIh: number[],
  biasHh: number[],
) {
  const transpose = (rows: number[][]) =>
    Float64Array.from(rows[0]!.flatMap((_, column) => rows.map((row) => row[column]!)));
  return {
    inputSize: weightIh[0]!.length,
    hiddenSize: weightHh[0]!.length,
    kernel: transpose(weightIh),
    recurrent: transpose(weightHh),
    bias: Float64Array.from(biasIh, (value, k) => value + biasHh[k]!),
  };
}

/** The golden file is batch-first, [B, T, ·]; ours is time-major. */
const timeMajor = (batches: number[][][]) =>
  Float64Array.from(batches[0]!.flatMap((_, t) => batches.flatMap((sequence) => sequence[t]!)));

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k]!)));
};

describe('against PyTorch in float64', () => {
  const { sd, T, B } = golden;
  const layers = [
    fromPyTorch(sd.weight_ih_l0, sd.weight_hh_l0, sd.bias_ih_l0, sd.bias_hh_l0),
    fromPyTorch(sd.weight_ih_l1, sd.weight_hh_l1, sd.bias_ih_l1, sd.bias_hh_l1),
  ];
  const { cells: traces } = forwardStack(layers, timeMajor(golden.x), T, B);

  it('gives the same output sequence', () => {
    expect(largestDifference(hiddenSequence(traces[1]!), timeMajor(golden.y))).toBeLessThan(1e-12);
  });

  it.each([0, 1])('gives the same final h and c in layer %i', (layer) => {
    const { h, c } = finalState(traces[layer]!);
    expect(largestDifference(h, golden.hn[layer]!.flat())).toBeLessThan(1e-12);
    expect(largestDifference(c, golden.cn[layer]!.flat())).toBeLessThan(1e-12);
  });

  it('gives the same numbers when the sequence is cut in two and the states are handed over', () => {
    const x = timeMajor(golden.x);
    const cut = 2 * B * golden.I;
    const { cells: first } = forwardStack(layers, x.slice(0, cut), 2, B);
    const initial = first.map(finalState);
    const { cells: second } = forwardStack(layers, x.slice(cut), T - 2, B, { initial });
    const joined = [...hiddenSequence(first[1]!), ...hiddenSequence(second[1]!)];
    expect(joined).toEqual([...hiddenSequence(traces[1]!)]);
  });
});

const rng = createRng(21);
const random = (length: number) => Float64Array.from({ length }, () => rng.normal());
const randomWeights = (inputSize: number, hiddenSize: number): LstmWeights => ({
  inputSize,
  hiddenSize,
  kernel: random(inputSize * 4 * hiddenSize),
  recurrent: random(hiddenSize * 4 * hiddenSize),
  bias: random(4 * hiddenSize),
});
const dot = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0);

describe('backpropagation against central differences', () => {
  const [I, H, T, B] = [2, 3, 5, 2];
  it.each([1, 2, 3])('is right for everything that enters %i layers', (numLayers) => {
    const layers = Array.from({ length: numLayers }, (_, l) => randomWeights(l === 0 ? I : H, H));
    const inputs = random(T * B * I);
    const initial = layers.map(() => ({ h: random(B * H), c: random(B * H) }));
    // A loss that sees every output and every final state, each with a weight of its own.
    const onOutputs = random(T * B * H);
    const onFinal = layers.map(() => ({ h: random(B * H), c: random(B * H) }));
    const loss = () => {
      const { cells } = forwardStack(layers, inputs, T, B, { initial });
      return cells.reduce(
        (sum, trace, l) => {
          const { h, c } = finalState(trace);
          return sum + dot(h, onFinal[l]!.h) + dot(c, onFinal[l]!.c);
        },
        dot(hiddenSequence(cells[numLayers - 1]!), onOutputs),
      );
    };
    const gradients = layers.map(({ inputSize }) => zeroLstmWeights(inputSize, H));
    const trace = forwardStack(layers, inputs, T, B, { initial });
    const result = backwardStack(layers, trace, onOutputs, gradients, onFinal);

    const pairs: [string, Float64Array, Float64Array][] = [['inputs', inputs, result.inputs]];
    layers.forEach((layer, l) => {
      for (const name of ['kernel', 'recurrent', 'bias'] as const)
        pairs.push([`layer ${l} ${name}`, layer[name], gradients[l]![name]]);
      for (const name of ['h', 'c'] as const)
        pairs.push([`layer ${l} initial ${name}`, initial[l]![name], result.initial[l]![name]]);
    });
    for (const [name, point, gradient] of pairs)
      expect(largestRelativeError(gradient, numericalGradient(loss, point)), name).toBeLessThan(
        1e-6,
      );
  });

  it('adds to the gradients that are there', () => {
    const weights = randomWeights(I, H);
    const trace = forwardLayer(weights, random(T * B * I), T, B);
    const [once, twice] = [zeroLstmWeights(I, H), zeroLstmWeights(I, H)];
    const dOutputs = random(T * B * H);
    backwardLayer(weights, trace, dOutputs, once);
    for (let n = 0; n < 2; n++) backwardLayer(weights, trace, dOutputs, twice);
    const doubled = once.kernel.map((value) => 2 * value);
    expect(largestRelativeError(twice.kernel, doubled)).toBeLessThan(1e-12);
  });
});

describe('the cell', () => {
  it('carries its state unchanged when the forget gate is open and the input gate shut', () => {
    const weights = zeroLstmWeights(1, 1);
    weights.bias.set([-800, 800, 0, 800]);
    const initial = { h: Float64Array.of(0), c: Float64Array.of(0.7) };
    const { c, h } = finalState(forwardLayer(weights, new Float64Array(50), 50, 1, { initial }));
    expect(c[0]).toBe(0.7);
    expect(h[0]).toBe(Math.tanh(0.7));
  });

  it('refuses arrays that do not fit', () => {
    const weights = zeroLstmWeights(2, 3);
    expect(() => forwardLayer(weights, new Float64Array(7), 2, 2)).toThrow('2·2·2 numbers, got 7');
    const wrong = { h: new Float64Array(1), c: new Float64Array(6) };
    expect(() => forwardLayer(weights, new Float64Array(8), 2, 2, { initial: wrong })).toThrow(
      RangeError,
    );
    const trace = forwardLayer(weights, new Float64Array(8), 2, 2);
    expect(() => backwardLayer(weights, trace, new Float64Array(1), weights)).toThrow(RangeError);
    const stack = forwardStack([weights], new Float64Array(8), 2, 2);
    expect(() => backwardStack([weights], stack, new Float64Array(12), [])).toThrow(RangeError);
  });
});

describe('reading', () => {
  const [I, H, T, B] = [2, 3, 5, 2];
  const weights = randomWeights(I, H);
  const inputs = random(T * B * I);
  const initial = { h: random(B * H), c: random(B * H) };
  const blocks = (all: Float64Array) =>
    Array.from({ length: T }, (_, t) =>
      all.slice((t * all.length) / T, ((t + 1) * all.length) / T),
    );

  it('in reverse is reading the reversed sequence', () => {
    const mirrored = Float64Array.from(
      blocks(inputs)
        .reverse()
        .flatMap((block) => [...block]),
    );
    const forwards = forwardLayer(weights, mirrored, T, B, { initial });
    const backwards = forwardLayer(weights, inputs, T, B, { initial, reverse: true });
    expect(blocks(hiddenSequence(backwards))).toEqual(blocks(hiddenSequence(forwards)).reverse());
    expect(blocks(cellSequence(backwards))).toEqual(blocks(cellSequence(forwards)).reverse());
    expect(finalState(backwards)).toEqual(finalState(forwards));
    expect(finalState(backwards).h).toEqual(blocks(hiddenSequence(backwards))[0]);
  });

  it.each([false, true])('past a masked step holds the state, reverse %s', (reverse) => {
    const mask = new Float64Array(T * B).fill(1);
    mask[2 * B] = 0; // the first sequence skips its third step
    const { h, c, gates } = forwardLayer(weights, inputs, T, B, { initial, reverse, mask });
    const state = (all: Float64Array, post: number, b: number) =>
      all.slice((post * B + b) * H, (post * B + b + 1) * H);
    for (const all of [h, c]) {
      expect(state(all, 2, 0)).toEqual(state(all, 3, 0));
      expect(state(all, 2, 1)).not.toEqual(state(all, 3, 1));
    }
    expect(gates.subarray(2 * B * 4 * H, (2 * B + 1) * 4 * H).every((gate) => gate === 0)).toBe(
      true,
    );
    expect(() => forwardLayer(weights, inputs, T, B, { mask: mask.slice(1) })).toThrow(
      'mask must hold 5·2 numbers, got 9',
    );
  });

  const projected: LstmWeights = {
    ...weights,
    recurrent: random(2 * 4 * H),
    projection: { size: 2, kernel: random(H * 2) },
  };

  it('shows what a projection makes of o ⊙ tanh(c), and keeps c as wide as it was', () => {
    const trace = forwardLayer(projected, inputs, T, B);
    expect([trace.h.length, trace.c.length]).toEqual([(T + 1) * B * 2, (T + 1) * B * H]);
    const { kernel } = projected.projection!;
    const o = trace.gates.subarray(3 * H, 4 * H); // of the first step of the first sequence
    for (const p of [0, 1]) {
      const sum = o.reduce((all, gate, n) => all + gate * trace.tanhC[n]! * kernel[n * 2 + p]!, 0);
      expect(hiddenSequence(trace)[p]).toBeCloseTo(sum, 12);
    }
  });

  it('has no way back through other nonlinearities', () => {
    const relu = (z: number) => Math.max(0, z);
    const trace = forwardLayer(weights, inputs, T, B, { activations: { gate: relu, state: relu } });
    const gradients = zeroLstmWeights(I, H);
    expect(() => backwardLayer(weights, trace, random(T * B * H), gradients)).toThrow(
      'activations must be sigmoid and tanh for a backward pass, got others',
    );
  });

  it.each([
    [false, 0],
    [true, 0],
    [false, 2],
    [true, 2],
  ])(
    'with gaps has the gradients of central differences, reverse %s, projected to %i',
    (reverse, projection) => {
      const layer = projection > 0 ? projected : weights;
      const R = projection || H;
      const before = { h: initial.h.slice(0, B * R), c: initial.c };
      const mask = Float64Array.of(1, 0, 0, 1, 1, 1, 1, 0, 0, 1);
      const onOutputs = random(T * B * R);
      const onFinal = { h: random(B * R), c: random(B * H) };
      const run = () => forwardLayer(layer, inputs, T, B, { initial: before, reverse, mask });
      const loss = () => {
        const trace = run();
        const { h, c } = finalState(trace);
        return dot(hiddenSequence(trace), onOutputs) + dot(h, onFinal.h) + dot(c, onFinal.c);
      };
      const gradients = zeroLstmWeights(I, H, projection);
      const result = backwardLayer(layer, run(), onOutputs, gradients, onFinal);
      const pairs: [Float64Array, Float64Array][] = [
        [inputs, result.inputs],
        [before.h, result.initial.h],
        [before.c, result.initial.c],
        [layer.kernel, gradients.kernel],
        [layer.recurrent, gradients.recurrent],
        [layer.bias, gradients.bias],
      ];
      if (layer.projection && gradients.projection)
        pairs.push([layer.projection.kernel, gradients.projection.kernel]);
      expect(pairs).toHaveLength(projection > 0 ? 7 : 6);
      for (const [point, gradient] of pairs)
        expect(largestRelativeError(gradient, numericalGradient(loss, point))).toBeLessThan(1e-6);
    },
  );
});
