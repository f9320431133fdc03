/** Checkpoints resume bit by bit, and refuse whatever does not fit. */
import { describe, expect, it } from 'vitest';
import type { Backend, Trainer, TrainerOptions } from '#engine/backend.ts';
import { ENGINE_VERSION, readCheckpoint, writeCheckpoint } from '#engine/checkpoint.ts';
import type { Checkpoint } from '#engine/checkpoint.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import type { Tensor } from '#formats/safetensors.ts';
import { createRng } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER, type OptimizerOptions } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { readKernels } from '../kernels/setup.ts';

const spec: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 3,
  numLayers: 2,
  bidirectional: true,
  dropout: 0.25,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  initialisation: 'pytorch',
  forgetBias: 0.5,
};
const SEED = 7;
const optimizers: [string, OptimizerOptions][] = [
  ['adam', { ...DEFAULT_OPTIMIZER, clipNorm: Infinity, epsilonPlacement: 'keras' }],
  ['sgd', { ...DEFAULT_OPTIMIZER, kind: 'sgd' }],
];
const optionsWith = (optimizer: OptimizerOptions): TrainerOptions => ({
  spec,
  optimizer,
  seed: SEED,
  parameters: initialParameters(spec, SEED),
});
/** Batch `step` of a stream that is a function of seed and step, as all are. */
function batchAt(step: number): Batch {
  const random = createRng(1000 * SEED + step);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  return { batchSize: 4, sequenceLength: 6, inputs: draw(48), targets: draw(4) };
}
async function trainFrom(trainer: Trainer, from: number, to: number): Promise<Float32Array> {
  return trainer.step(Array.from({ length: to - from }, (_, index) => batchAt(from + index)));
}
async function checkpointAt(
  step: number,
  optimizer: OptimizerOptions,
  backend = createReferenceBackend(),
): Promise<Checkpoint> {
  const trainer = await backend.createTrainer(optionsWith(optimizer));
  await trainFrom(trainer, 0, step);
  return {
    spec,
    optimizer,
    seed: SEED,
    task: 'adding',
    step,
    state: await trainer.save(),
    backend: backend.id,
    engineVersion: ENGINE_VERSION,
  };
}

const backends: [string, () => Promise<Backend>][] = [
  ['reference', async () => createReferenceBackend()],
  ['wasm', () => createWasmBackend({ relaxed: false, source: readKernels })],
];

describe.each(
  backends.flatMap(([id, load]) => optimizers.map((each) => [id, ...each, load] as const)),
)('a checkpoint on %s with %s', (id, _, optimizer, load) => {
  it('says the same when it is read as when it was written', async () => {
    const checkpoint = await checkpointAt(5, optimizer, await load());
    expect(readCheckpoint(writeCheckpoint(checkpoint))).toEqual(checkpoint);
    const narrow = {
      ...checkpoint,
      state: {
        parameters: Float32Array.from(checkpoint.state.parameters),
        m: Float32Array.from(checkpoint.state.m),
        v: Float32Array.from(checkpoint.state.v),
        updates: 5,
      },
    };
    const read = readCheckpoint(writeCheckpoint(narrow)).state;
    expect(read.parameters).toEqual(narrow.state.parameters);
    expect([...read.m, ...read.v]).toEqual([...narrow.state.m, ...narrow.state.v]);
  });

  it('resumes to the very bits of a run that was not interrupted', async () => {
    const straight = await (await load()).createTrainer(optionsWith(optimizer));
    const losses = await trainFrom(straight, 0, 12);
    const file = writeCheckpoint(await checkpointAt(5, optimizer, await load()));
    const { state, step, ...rest } = readCheckpoint(file);
    expect(rest.backend).toBe(id);
    const resumed = await (
      await load()
    ).createTrainer({
      ...rest,
      parameters: Float32Array.from(state.parameters),
    });
    await resumed.restore(state);
    expect(await trainFrom(resumed, step, 12)).toEqual(losses.slice(5));
    expect(await resumed.save()).toEqual(await straight.save());
  });
});

describe('what is refused', () => {
  const [, adam] = optimizers[0]!;

  async function changed(
    change: (tensors: Map<string, Tensor>, metadata: Map<string, string>) => void,
  ): Promise<() => unknown> {
    const file = readSafetensors(writeCheckpoint(await checkpointAt(2, adam)));
    const tensors = new Map(file.tensors);
    const metadata = new Map(file.metadata);
    change(tensors, metadata);
    const bytes = writeSafetensors(tensors, metadata);
    return () => readCheckpoint(bytes);
  }

  const fields: [field: string, value: string, message: string][] = [
    ['format', 'other', 'format must be strata-checkpoint, got other'],
    ['engineVersion', '99', 'engineVersion must be 1, got 99'],
    ['seed', '-1', 'seed must be a whole number 0…4294967295, got -1'],
    ['step', '1.5', 'step must be a whole number from 0, got 1.5'],
    ['updates', '-1', 'updates must be 0…4294967295, got -1'],
    ['task', '../../etc', 'task must be 1…64 characters'],
    ['backend', '<b>', 'backend must be a backend'],
    ['spec.hiddenSize', '0', 'hiddenSize must be 1…256, got 0'],
    ['spec.hiddenSize', '0x03', 'spec.hiddenSize must be a number, got 0x03'],
    ['spec.hiddenSize', '4', 'layer1.kernel must be [2, 16], got [2, 12]'],
    ['spec.residual', 'yes', 'spec.residual must be true or false, got yes'],
    ['spec.head', 'constructor', 'head must be last or every, got constructor'],
    ['spec.units', '3', 'metadata must be known, got spec.units'],
    ['optimizer.beta1', '1', 'beta1 must be at least 0 and below 1, got 1'],
    ['optimizer.learningRate', '-0.1', 'learningRate must be above 0 and at most 10, got -0.1'],
    ['optimizer.kind', 'sgd', 'number of tensors must be 14, got 42'],
  ];
  it.each(fields)('%s %s', async (field, value, message) => {
    const read = await changed((_, metadata) => metadata.set(field, value));
    expect(read).toThrow(SafetensorsError);
    expect(read).toThrow(message);
  });

  it('fields that are missing', async () => {
    for (const field of [
      'format',
      'task',
      'seed',
      'updates',
      'spec.numLayers',
      'optimizer.epsilon',
    ])
      expect(await changed((_, metadata) => metadata.delete(field))).toThrow(SafetensorsError);
  });

  it('tensors that are missing, too many, of another type or impossible', async () => {
    expect(await changed((tensors) => tensors.delete('adam.v.head.bias'))).toThrow(
      'adam.v.head.bias must be F64',
    );
    const more = { shape: [1], data: Float32Array.of(1) };
    expect(await changed((tensors) => tensors.set('more', more))).toThrow('number of tensors');
    expect(await changed((tensors) => tensors.set('head.bias', more))).toThrow(
      'head.bias must be F64',
    );
    const negative = { shape: [1], data: Float64Array.of(-1) };
    expect(await changed((tensors) => tensors.set('adam.v.head.bias', negative))).toThrow(
      'v must be at least 0 everywhere, got -1',
    );
  });

  it('states that do not fit are not written', async () => {
    const checkpoint = await checkpointAt(1, adam);
    const state = { ...checkpoint.state, m: new Float64Array(3) };
    expect(() => writeCheckpoint({ ...checkpoint, state })).toThrow(
      /^m must hold \d+ numbers, got 3/,
    );
    checkpoint.state.parameters[0] = NaN;
    expect(() => writeCheckpoint(checkpoint)).toThrow('layer1.kernel must be finite numbers');
  });

  it('whatever a byte is changed to: an error of one kind only (5000 mutants, seed 3)', async () => {
    const random = createRng(3);
    const original = writeCheckpoint(await checkpointAt(1, adam));
    const header = 8 + Number(new DataView(original.buffer).getBigUint64(0, true));
    const surprises: unknown[] = [];
    for (let mutant = 0; mutant < 5000; mutant++) {
      const file = original.slice();
      file[random.int(8, header - 1)] = random.int(0x20, 0x7e);
      try {
        readCheckpoint(file);
      } catch (error) {
        if (!(error instanceof SafetensorsError)) surprises.push(error);
      }
    }
    expect(surprises).toEqual([]);
  });
});
