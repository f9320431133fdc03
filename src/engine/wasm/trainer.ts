/** One model with its optimizer in the memory of one WebAssembly instance. */
import type { KernelImports, LstmKernels } from '#kernels/lstm-wasm/index.ts';
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { countParameters } from '#model/parameters.ts';
import { checkSpecification } from '#model/specification.ts';
import type { Trainer, TrainerOptions } from '../backend.ts';
import { checkOptimizer } from '#model/optimizer.ts';
import { forEachParameter } from './panels.ts';
import { predictInPieces, type Arena } from './predict.ts';

/** Batches of a step that are handed over at once: at most so many, and so many numbers. */
const STAGED_BATCHES = 16;
const STAGED_NUMBERS = 2 ** 20;

export interface WasmTrainer extends Trainer {
  /** Loss and gradient, in the order of `parameterLayout(spec)`, unclipped and without an update. */
  differentiate(batch: Batch): Promise<{ readonly loss: number; readonly gradient: Float32Array }>;
  /** Size of the trainer's memory, 0 after `dispose`; it grows with the largest batch so far and never otherwise. */
  readonly memoryBytes: number;
}

/**
 * Instantiates a compiled module for one model.
 * @throws RangeError when the specification, the optimizer, or the number of parameters is out of range, or memory is
 *   short. The trainer's methods reject with a RangeError for a batch that does not fit, and with an Error after
 *   `dispose`.
 */
export async function createWasmTrainer(
  module: WebAssembly.Module,
  { spec, parameters, optimizer }: TrainerOptions,
  onDispose: () => void = () => undefined,
): Promise<WasmTrainer> {
  checkSpecification(spec);
  checkOptimizer(optimizer);
  const { total } = countParameters(spec);
  if (parameters.length !== total)
    throw new RangeError(`parameters must hold ${total} numbers, got ${parameters.length}`);

  let instance: Instance | undefined = await instantiate(module);
  let { learningRate } = optimizer;

  const alive = (): Instance => {
    if (instance === undefined) throw new Error('the trainer has been disposed of');
    return instance;
  };
  const view = (address: number, length: number) =>
    new Float32Array(alive().memory.buffer, address, length);
  const provide = (what: string, bytes: number): void => {
    if (bytes > alive().memory.buffer.byteLength)
      throw new RangeError(
        `${what} needs ${Math.ceil(bytes / 2 ** 20)} MiB of WebAssembly memory; there may be at most 1024`,
      );
  };

  const every = Number(spec.head === 'every');
  const softmax = Number(spec.loss === 'softmax');
  const { inputSize, hiddenSize, numLayers, outputSize } = spec;
  const { kernels } = instance;
  const modelBytes = kernels.createModel(
    inputSize,
    hiddenSize,
    numLayers,
    outputSize,
    every,
    softmax,
  );
  provide('the model', modelBytes);
  kernels.setOptimizer(optimizer.beta1, optimizer.beta2, optimizer.epsilon);
  const panels = view(kernels.parameters(), kernels.parameterBytes() / 4);
  forEachParameter(spec, (flat, panel) => {
    panels[panel] = parameters[flat] ?? NaN;
  });

  let shape = '';
  const reserve = (sequenceLength: number, batchSize: number, count: number): LstmKernels => {
    const { kernels } = alive();
    const wanted = `${sequenceLength}×${batchSize}×${count}`;
    if (wanted === shape) return kernels;
    shape = ''; // what was there is gone even when this fails
    const bytes = kernels.reserve(sequenceLength, batchSize, count);
    provide(`a batch of ${batchSize} sequences of ${sequenceLength} steps`, bytes);
    shape = wanted;
    return kernels;
  };

  /** Hands over batches of one shape. */
  const stage = (batches: readonly Batch[]): LstmKernels => {
    const [{ sequenceLength, batchSize, inputs, targets }] = batches as [Batch];
    const kernels = reserve(sequenceLength, batchSize, batches.length);
    const stagedInputs = view(kernels.stagedInputs(), batches.length * inputs.length);
    const stagedTargets = view(kernels.stagedTargets(), batches.length * targets.length);
    for (const [index, batch] of batches.entries()) {
      stagedInputs.set(batch.inputs, index * inputs.length);
      stagedTargets.set(batch.targets, index * targets.length);
    }
    return kernels;
  };

  const readPanels = (address: number): Float32Array => {
    const from = view(address, alive().kernels.parameterBytes() / 4);
    const flat = new Float32Array(total);
    forEachParameter(spec, (index, panel) => {
      flat[index] = from[panel] ?? NaN;
    });
    return flat;
  };

  const arena: Arena = { reserve, view };
  return {
    async step(batches) {
      alive();
      for (const batch of batches) checkBatch(spec, batch);
      const losses = new Float32Array(batches.length);
      let done = 0;
      for (const group of groupsOfOneShape(batches)) {
        const kernels = stage(group);
        kernels.train(group.length, learningRate, optimizer.clipNorm);
        losses.set(view(kernels.losses(), group.length), done);
        done += group.length;
      }
      return losses;
    },
    async predict(batch) {
      alive();
      checkBatch(spec, batch, 'inputs');
      return predictInPieces(spec, batch, arena);
    },
    async differentiate(batch) {
      alive();
      checkBatch(spec, batch);
      const kernels = stage([batch]);
      const loss = kernels.differentiate();
      return { loss, gradient: readPanels(kernels.gradients()) };
    },
    configure(change) {
      checkOptimizer({ ...optimizer, ...change });
      learningRate = change.learningRate;
    },
    async parameters() {
      return readPanels(alive().kernels.parameters());
    },
    get memoryBytes() {
      return instance?.memory.buffer.byteLength ?? 0;
    },
    dispose() {
      instance = undefined;
      onDispose();
    },
  };
}

interface Instance {
  readonly kernels: LstmKernels;
  readonly memory: WebAssembly.Memory;
}

async function instantiate(module: WebAssembly.Module): Promise<Instance> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports: KernelImports = { env: { memory } };
  const { exports } = await WebAssembly.instantiate(module, imports);
  return { kernels: exports as unknown as LstmKernels, memory };
}

/** Neighbouring batches of one shape, in groups that may be handed over at once. */
function groupsOfOneShape(batches: readonly Batch[]): Batch[][] {
  const groups: Batch[][] = [];
  for (const batch of batches) {
    const group = groups.at(-1);
    const first = group?.[0];
    const fits =
      first?.sequenceLength === batch.sequenceLength &&
      first.batchSize === batch.batchSize &&
      group !== undefined &&
      group.length < STAGED_BATCHES &&
      (group.length + 1) * batch.inputs.length <= STAGED_NUMBERS;
    if (fits) group.push(batch);
    else groups.push([batch]);
  }
  return groups;
}
