/** The WebGPU engine on a software adapter against the float64 reference: all that a trainer can be asked. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { createWebgpuBackend } from '#engine/webgpu/backend.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import {
  everything,
  optionsOf,
  randomBatch,
  relativeError,
  small,
  type BatchOptions,
} from './webgpu-models.ts';

let backend: Backend;
let failure: string | undefined;

beforeAll(async () => {
  backend = createWebgpuBackend(await requestGpu(true));
  void backend.failed.then((reason) => (failure = reason));
});

afterEach(() => {
  expect(failure).toBeUndefined();
});

afterAll(() => {
  backend.dispose();
});

interface Case {
  readonly name: string;
  readonly spec: ModelSpecification;
  readonly batch?: BatchOptions;
  readonly optimizer?: Partial<OptimizerOptions>;
}

const CASES: Case[] = [
  { name: 'one layer', spec: small, optimizer: { clipNorm: 0.05, epsilon: 0.05 } },
  {
    name: 'two layers, softmax, Adam as in Keras',
    spec: { ...small, numLayers: 2, loss: 'softmax' },
    batch: { lengths: true },
    optimizer: { epsilonPlacement: 'keras', epsilon: 1e-3, clipNorm: Infinity },
  },
  {
    name: 'everything at once, on features',
    spec: {
      ...small,
      numLayers: 3,
      bidirectional: true,
      residual: true,
      dropout: 0.3,
      head: 'every',
    },
    batch: { lengths: true, state: true },
    optimizer: { clipNorm: 0.5 },
  },
  {
    name: 'everything at once, on tokens',
    spec: {
      ...small,
      vocabulary: 7,
      numLayers: 2,
      bidirectional: true,
      dropout: 0.5,
      outputSize: 70,
      loss: 'softmax',
    },
    batch: { lengths: true, state: true, sequenceLength: 9, batchSize: 5 },
    optimizer: { kind: 'sgd', learningRate: 0.5 },
  },
  {
    name: 'a residual path below a head on the last step',
    spec: { ...small, numLayers: 2, bidirectional: true, residual: true },
    batch: { lengths: true },
  },
  {
    name: 'width 1, one step, one sequence',
    spec: { ...small, hiddenSize: 1, inputSize: 1, outputSize: 1 },
    batch: { sequenceLength: 1, batchSize: 1 },
  },
  {
    name: 'width 33',
    spec: { ...small, hiddenSize: 33, inputSize: 9, head: 'every', loss: 'softmax', outputSize: 5 },
    batch: { sequenceLength: 20, batchSize: 33 },
  },
  {
    name: 'width 128',
    spec: { ...small, hiddenSize: 128 },
    batch: { sequenceLength: 7, batchSize: 3 },
  },
];

describe('equals the reference', () => {
  it.each(CASES)('$name', async ({ spec, batch, optimizer }) => {
    const options = optionsOf(spec, 3, optimizer);
    const batches = [1, 2, 3].map((seed) => randomBatch(spec, seed, batch));
    const row = Math.min(2, batches[0]!.batchSize - 1);
    const trainer = await backend.createTrainer(options);
    const reference = await createReferenceBackend().createTrainer(options);
    const actual = await everything(trainer, spec, batches, row);
    const expected = await everything(reference, spec, batches, row);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const [name, values] of Object.entries(expected))
      expect.soft(relativeError(actual[name]!, values), name).toBeLessThan(1e-4);
    trainer.dispose();
  });
});
