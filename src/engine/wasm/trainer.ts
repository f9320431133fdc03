/** One model with its optimizer in the memory of one WebAssembly instance. */
import { PANELS, USES } from '#kernels/lstm-wasm/index.ts';
import { checkBatch } from '#model/check-batch.ts';
import { checkOptimizer, type OptimizerOptions } from '#model/optimizer.ts';
import { countParameters } from '#model/parameters.ts';
import { checkSpecification } from '#model/check-specification.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import type { Trainer, TrainerOptions } from '../backend.ts';
import { checkState } from '../check-state.ts';
import { createArena, groupsOfOneShape, type Arena } from './arena.ts';
import { differentiateBatch, inspectBatch } from './differentiate.ts';
import { instantiateKernels, type KernelInstance } from './instance.ts';
import { predictInPieces } from './predict.ts';

export interface WasmTrainer extends Trainer {
  /** Size of the trainer's memory, 0 after `dispose`; it grows with the largest batch so far and never otherwise. */
  readonly memoryBytes: number;
}

/**
 * Instantiates a compiled module for one model.
 * @throws RangeError when the specification, the optimizer, the seed or the number of parameters is out of range, or
 *   memory is short. The trainer's methods reject with a RangeError for a batch that does not fit, and with an Error
 *   after `dispose`.
 */
export async function createWasmTrainer(
  module: WebAssembly.Module,
  options: TrainerOptions,
  onDispose: () => void = () => undefined,
): Promise<WasmTrainer> {
  const { spec, parameters, optimizer, seed = 0 } = options;
  checkSpecification(spec);
  checkOptimizer(optimizer);
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new RangeError(`seed must be a whole number in 0…${2 ** 32 - 1}, got ${seed}`);
  const { total } = countParameters(spec);
  if (parameters.length !== total)
    throw new RangeError(`parameters must hold ${total} numbers, got ${parameters.length}`);

  const instance = await instantiateKernels(module);
  createModel(instance, spec, optimizer);
  instance.kernels.setDropout(spec.dropout ?? 0, seed);
  let arena: Arena | undefined = createArena(instance);
  let { learningRate } = optimizer;
  let updates = 0;
  const moments = optimizer.kind === 'sgd' ? 0 : total;

  const alive = (): Arena => {
    if (arena === undefined) throw new Error('the trainer has been disposed of');
    return arena;
  };
  const flat = () => alive().view(alive().kernels.flatParameters(), total);
  const write = (panels: number, values: ArrayLike<number>): void => {
    flat().set(values);
    alive().kernels.takeParameters(panels);
  };
  const read = (panels: number): Float32Array => {
    alive().kernels.giveParameters(panels);
    return flat().slice();
  };
  write(PANELS.parameters, parameters);

  return {
    async step(batches) {
      const memory = alive();
      for (const batch of batches) checkBatch(spec, batch);
      const losses = new Float32Array(batches.length);
      let done = 0;
      for (const group of groupsOfOneShape(batches)) {
        const kernels = memory.stage(group, USES.training);
        kernels.train(group.length, learningRate, optimizer.clipNorm);
        losses.set(memory.view(kernels.losses(), group.length), done);
        done += group.length;
        updates += group.length;
      }
      return losses;
    },
    async predict(batch) {
      const memory = alive();
      checkBatch(spec, batch, 'inputs');
      return predictInPieces(spec, batch, memory);
    },
    async differentiate(batch) {
      const memory = alive();
      checkBatch(spec, batch);
      return differentiateBatch(spec, batch, memory);
    },
    async inspect(batch, row) {
      const memory = alive();
      checkBatch(spec, batch);
      return inspectBatch(spec, batch, row, memory);
    },
    configure(change) {
      checkOptimizer({ ...optimizer, ...change });
      learningRate = change.learningRate;
    },
    async parameters() {
      return read(PANELS.parameters);
    },
    async save() {
      const [m, v] =
        moments === 0 ? [new Float32Array(), new Float32Array()] : [read(PANELS.m), read(PANELS.v)];
      return { parameters: read(PANELS.parameters), m, v, updates };
    },
    async restore(state) {
      alive();
      checkState(spec, optimizer, state);
      write(PANELS.parameters, state.parameters);
      if (moments > 0) {
        write(PANELS.m, state.m);
        write(PANELS.v, state.v);
      }
      updates = state.updates;
      alive().kernels.setUpdates(updates);
    },
    get memoryBytes() {
      return arena?.memory.buffer.byteLength ?? 0;
    },
    dispose() {
      arena = undefined;
      onDispose();
    },
  };
}

/** Lays out a model without weights. @throws RangeError when memory is short. */
function createModel(
  { kernels, demand }: KernelInstance,
  spec: ModelSpecification,
  optimizer: OptimizerOptions,
): void {
  const bytes = kernels.createModel(
    spec.inputSize,
    spec.vocabulary ?? 0,
    spec.hiddenSize,
    spec.numLayers,
    directionsOf(spec),
    spec.outputSize,
    Number(spec.head === 'every'),
    Number(spec.loss === 'softmax'),
    Number(spec.residual ?? false),
    Number(optimizer.kind !== 'sgd'),
  );
  demand('the model', bytes);
  const keras = Number(optimizer.epsilonPlacement === 'keras');
  kernels.setOptimizer(optimizer.beta1, optimizer.beta2, optimizer.epsilon, keras);
}
