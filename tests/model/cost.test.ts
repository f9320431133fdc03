import { describe, expect, it } from 'vitest';
import {
  multiplyAddsPerTimeStep,
  multiplyAddsPerTrainingStep,
  trainingCost,
  type TrainingShape,
} from '#model/cost.ts';
import { countWeights } from '#model/framework-weights.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 32,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

describe('multiply-adds', () => {
  it('of one step are 4H(I + H) + 3H a layer', () => {
    expect(multiplyAddsPerTimeStep(spec)).toBe(4 * 32 * 34 + 96);
    expect(multiplyAddsPerTimeStep({ ...spec, numLayers: 3 })).toBe(
      4 * 32 * (34 + 2 * 64) + 3 * 96,
    );
  });

  it('are about as many as weights, at any depth', () => {
    for (let numLayers = 1; numLayers <= 8; numLayers++) {
      const deep = { ...spec, numLayers };
      expect(multiplyAddsPerTimeStep(deep) / countParameters(deep).total).toBeCloseTo(1, 1);
    }
  });

  it('of a training step are three forward passes, with the head where it is read', () => {
    const forward = 50 * multiplyAddsPerTimeStep(spec);
    expect(multiplyAddsPerTrainingStep(spec, 50, 64)).toBe(3 * 64 * (forward + 32));
    expect(multiplyAddsPerTrainingStep({ ...spec, head: 'every' }, 50, 64)).toBe(
      3 * 64 * (forward + 50 * 32),
    );
  });

  it('of two directions are those of two cells a layer, the upper ones on twice the width', () => {
    const both = { ...spec, bidirectional: true, numLayers: 2 };
    const forward = 2 * (4 * 32 * 34 + 96) + 2 * (4 * 32 * 96 + 96);
    expect(multiplyAddsPerTimeStep(both)).toBe(forward);
    expect(multiplyAddsPerTrainingStep(both, 50, 64)).toBe(3 * 64 * (50 * forward + 64));
  });

  it('do not grow with a vocabulary, which is looked up', () => {
    const tokens = { ...spec, vocabulary: 1000 };
    expect(multiplyAddsPerTimeStep(tokens)).toBe(multiplyAddsPerTimeStep(spec));
  });
});

describe('what a training step takes', () => {
  const shape = (change: Partial<TrainingShape>): TrainingShape => ({
    inputSize: 10,
    hiddenSize: 20,
    numLayers: 2,
    bidirectional: false,
    bias: true,
    projection: 0,
    vocabulary: 0,
    outputSize: 0,
    sequenceLength: 50,
    batchSize: 32,
    everyStep: true,
    ...change,
  });

  it('agrees with the counts of our own models', () => {
    for (const bidirectional of [false, true])
      for (const everyStep of [false, true]) {
        const own: ModelSpecification = {
          ...spec,
          numLayers: 3,
          bidirectional,
          outputSize: 5,
          head: everyStep ? 'every' : 'last',
        };
        const cost = trainingCost(
          shape({
            inputSize: 2,
            hiddenSize: 32,
            numLayers: 3,
            bidirectional,
            outputSize: 5,
            everyStep,
          }),
        );
        expect(cost.perTimeStep).toBe(multiplyAddsPerTimeStep(own));
        expect(cost.training).toBe(multiplyAddsPerTrainingStep(own, 50, 32));
      }
  });

  it('takes one multiply-add a matrix weight and three a unit in a time step', () => {
    for (const extras of [{}, { bidirectional: true }, { projection: 5 }]) {
      const model = shape({ ...extras, bias: false });
      const directions = model.bidirectional ? 2 : 1;
      expect(trainingCost(model).perTimeStep).toBe(
        countWeights(model, 'pytorch').total + directions * 2 * 3 * 20,
      );
    }
  });

  it('keeps seven vectors a layer, direction, step and sequence, and the projection', () => {
    expect(trainingCost(shape({})).activations).toBe(7 * 20 * 2 * 50 * 32);
    expect(trainingCost(shape({ bidirectional: true })).activations).toBe(2 * 7 * 20 * 2 * 50 * 32);
    expect(trainingCost(shape({ projection: 5 })).activations).toBe((7 * 20 + 5) * 2 * 50 * 32);
  });

  it('has the chain L·T in turn and T + L − 1 overlapped, as counted cell by cell', () => {
    for (const [L, T] of [
      [1, 7],
      [2, 50],
      [4, 3],
    ] as const) {
      const { chain, shortestChain } = trainingCost(shape({ numLayers: L, sequenceLength: T }));
      expect(chain).toBe(L * T);
      // Cell (l, t) waits for (l − 1, t) and (l, t − 1).
      const ready = Array.from({ length: L }, () => new Array<number>(T).fill(0));
      for (let l = 0; l < L; l++)
        for (let t = 0; t < T; t++)
          ready[l]![t] = 1 + Math.max(l > 0 ? ready[l - 1]![t]! : 0, t > 0 ? ready[l]![t - 1]! : 0);
      expect(shortestChain).toBe(ready[L - 1]![T - 1]);
    }
  });

  it('cannot overlap the layers of a bidirectional stack', () => {
    const { chain, shortestChain } = trainingCost(shape({ bidirectional: true }));
    expect([chain, shortestChain]).toEqual([200, 100]);
  });
});
