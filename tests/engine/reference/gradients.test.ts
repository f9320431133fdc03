/** The whole reference against an independent, naive forward pass and its central differences. */
import { describe, expect, it } from 'vitest';
import { differentiateNetwork, forwardNetwork, networkOn } from '#engine/reference/network.ts';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { finalState } from '#math/lstm.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { pairwiseCover } from '../../kernels/pairwise.ts';
import { runNaively, type NaiveModel, type Nudge } from './naive-model.ts';

const [T, B, H, I, O, VOCABULARY] = [4, 3, 2, 3, 3, 4];

const CONFIGURATIONS = pairwiseCover(
  {
    numLayers: [1, 2, 3],
    direction: ['one', 'both'],
    lengths: ['all', 'some'],
    residual: ['no', 'yes'],
    dropout: [0, 0.4],
    inputs: ['features', 'tokens'],
    head: ['last', 'every'],
    loss: ['mse', 'softmax'],
    initial: ['zeros', 'given'],
  },
  11,
);

interface Case {
  readonly spec: ModelSpecification;
  readonly batch: Batch;
  readonly model: NaiveModel;
  readonly factors: readonly Float64Array[];
}

function makeCase(configuration: (typeof CONFIGURATIONS)[number], seed: number): Case {
  const { numLayers, head, loss, dropout } = configuration;
  const rng = createRng(seed);
  const D = configuration.direction === 'both' ? 2 : 1;
  const tokens = configuration.inputs === 'tokens';
  const spec: ModelSpecification = {
    inputSize: I,
    ...(tokens && { vocabulary: VOCABULARY }),
    hiddenSize: H,
    numLayers,
    bidirectional: D === 2,
    residual: configuration.residual === 'yes',
    dropout,
    outputSize: O,
    head,
    loss,
  };
  const normals = (length: number) => Float32Array.from({ length }, rng.normal);
  const wholes = (length: number, below: number) =>
    Float32Array.from({ length }, () => rng.int(0, below - 1));
  const predictions = head === 'every' ? T * B : B;
  const state = { h: normals(numLayers * D * B * H), c: normals(numLayers * D * B * H) };
  const given = configuration.initial === 'given';
  const batch: Batch = {
    batchSize: B,
    sequenceLength: T,
    inputs: tokens ? wholes(T * B, VOCABULARY) : normals(T * B * I),
    targets: loss === 'softmax' ? wholes(predictions, O) : normals(predictions * O),
    ...(configuration.lengths === 'some' && { lengths: Int32Array.of(2, T, 1) }),
    ...(given && { initialState: state }),
  };
  const zero = new Float64Array(state.h.length);
  const factors =
    dropout === 0
      ? []
      : Array.from({ length: numLayers - 1 }, (_, n) =>
          dropoutMask(dropoutKey(5, 0, n + 1), dropout, T, B, D * H),
        );
  const model: NaiveModel = {
    spec,
    parameters: Float64Array.from({ length: countParameters(spec).total }, () =>
      rng.uniform(-1, 1),
    ),
    batch,
    h0: given ? Float64Array.from(state.h) : zero,
    c0: given ? Float64Array.from(state.c) : zero.slice(),
    factor: (layer, t, b, unit) => factors[layer - 1]?.[(t * B + b) * D * H + unit] ?? 1,
  };
  return { spec, batch, model, factors };
}

const CASES = CONFIGURATIONS.map((configuration, n) => ({
  name: Object.values(configuration).join(' '),
  ...makeCase(configuration, 100 + n),
}));

const close = (a: ArrayLike<number>, b: ArrayLike<number>, what: string, tolerance = 1e-6) =>
  expect(largestRelativeError(a, b), what).toBeLessThan(tolerance);

/** As numbers of all cells, [L·D · B · H]. */
const flat = (states: readonly { h: Float64Array; c: Float64Array }[], which: 'h' | 'c') =>
  states.flatMap((state) => [...state[which]]);

const realSteps = (batch: Batch) =>
  Array.from({ length: T * B }, (_, k) => ({ t: Math.floor(k / B), b: k % B })).filter(
    ({ t, b }) => t < (batch.lengths?.[b] ?? T),
  );

it('the cases are a cover of some size', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(8);
});

describe.each(CASES)('$name', ({ spec, batch, model, factors }) => {
  const network = networkOn(spec, model.parameters);
  const gradient = new Float64Array(model.parameters.length);
  const result = differentiateNetwork(network, batch, networkOn(spec, gradient), factors);
  const naive = runNaively(model);
  const loss = (change: Partial<NaiveModel> = {}) => runNaively({ ...model, ...change }).loss;

  it('has the outputs, final states and loss of the naive forward pass', () => {
    close([result.loss], [naive.loss], 'loss', 1e-12);
    naive.outputs.forEach((rows, b) =>
      rows.forEach((row, t) => {
        const start = (t * B + b) * O;
        close(result.pass.outputs.subarray(start, start + O), row, `output ${t} ${b}`, 1e-12);
      }),
    );
    const finals = result.pass.traces.map(finalState);
    for (const which of ['h', 'c'] as const)
      close(flat(finals, which), naive[which].flat(2), `final ${which}`, 1e-12);
  });

  it('has the gradient of every parameter', () => {
    const numerical = numericalGradient(() => loss(), model.parameters);
    close(gradient, numerical, 'parameters');
  });

  it('has the gradients of the inputs and of the initial state', () => {
    const inputs = result.pass.traces[0]!.inputs.slice();
    const numerical = numericalGradient(() => loss({ inputs }), inputs);
    close(result.inputs, numerical, 'inputs');
    for (const { t, b } of Array.from({ length: T * B }, (_, k) => ({
      t: Math.floor(k / B),
      b: k % B,
    })).filter(({ t, b }) => t >= (batch.lengths?.[b] ?? T)))
      expect([...result.inputs.subarray((t * B + b) * I, (t * B + b + 1) * I)]).toEqual([0, 0, 0]);
    for (const [which, point] of [
      ['h', model.h0],
      ['c', model.c0],
    ] as const)
      close(
        flat(result.initial, which),
        numericalGradient(() => loss(), point),
        `initial ${which}`,
      );
  });

  it('has the derivative of every state at every real step', () => {
    const size = 1e-5;
    result.states.forEach((states, cell) => {
      for (const state of ['h', 'c'] as const)
        for (const { t, b } of realSteps(batch))
          for (let unit = 0; unit < H; unit++) {
            const nudge: Nudge = { state, cell, t, b, unit, size };
            const difference = loss({ nudge }) - loss({ nudge: { ...nudge, size: -size } });
            const found = states[state][(t * B + b) * H + unit]!;
            close([found], [difference / (2 * size)], `${state} of ${cell} at ${t}, ${b}, ${unit}`);
          }
    });
  });

  it('is not changed by what padding holds', () => {
    if (!batch.lengths) return expect(realSteps(batch)).toHaveLength(T * B);
    const width = spec.vocabulary === undefined ? I : 1;
    const inputs = batch.inputs.map((value, k) => {
      const [t, b] = [Math.floor(k / (B * width)), Math.floor(k / width) % B];
      return t < batch.lengths![b]! ? value : 1 - Math.min(value, 1);
    });
    const other = new Float64Array(gradient.length);
    const changed = { ...batch, inputs };
    const again = differentiateNetwork(network, changed, networkOn(spec, other), factors);
    expect(inputs).not.toEqual(batch.inputs);
    expect(again.loss).toBe(result.loss);
    expect(other).toEqual(gradient);
    expect(forwardNetwork(network, changed, factors).outputs).toEqual(result.pass.outputs);
  });
});
