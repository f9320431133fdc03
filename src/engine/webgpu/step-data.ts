/** What a step needs from the CPU: the batch, and the numbers that change with every update. */
import { KEYS_BYTES } from '#kernels/dropout/index.ts';
import { MASKING, STEP_BYTES } from '#kernels/step/index.ts';
import type { Batch } from '#model/batch.ts';
import { dropoutKey, dropoutThreshold } from '#model/dropout.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import { predictionsOf } from './sizes.ts';
import type { Workspace } from './workspace.ts';

/** Rings of a workspace and the bytes of a slot of each. */
export function stepRings(spec: ModelSpecification, workspace: Workspace) {
  const { models, sequenceLength: T, batchSize: B } = workspace.shape;
  const { hiddenSize: H, numLayers, vocabulary, outputSize } = spec;
  const D = directionsOf(spec);
  const predictions = predictionsOf(spec, workspace.shape);
  const each = spec.loss === 'softmax' ? 1 : outputSize;
  const width = vocabulary === undefined ? spec.inputSize : 1;
  return {
    step: workspace.ring('step', STEP_BYTES, 'uniform'),
    inputs: workspace.ring('inputs', 4 * models * T * B * width),
    targets: workspace.ring('targets', 4 * models * predictions * each),
    mask: workspace.ring('mask', 4 * models * B),
    losses: workspace.ring('losses', 4 * models),
    /** h and c before the first step, of one layer. */
    initial: (layer: number) => workspace.ring(`initial ${layer}`, 4 * models * D * 2 * B * H),
    /** Dropout keys of the outputs of one layer. */
    keys: (layer: number) => workspace.ring(`keys ${layer}`, KEYS_BYTES, 'uniform'),
    /** Rows sorted by token. */
    order: () => workspace.ring('order', 4 * models * ((vocabulary ?? 0) + 1 + T * B)),
    layers: numLayers,
  };
}

export type StepRings = ReturnType<typeof stepRings>;

/** One model's part of a step. */
export interface ModelInput {
  readonly batch: Batch;
  /** What dropout draws from. */
  readonly seed: number;
  /** Updates made before this one. */
  readonly updates: number;
  readonly learningRate: number;
}

export type Purpose = 'train' | 'inspect' | 'predict';

/**
 * Puts one step of all models into a slot.
 * @param purpose `predict` looks at no targets and drops nothing; `inspect` asks for derivatives at every step.
 */
export function fillSlot(
  spec: ModelSpecification,
  optimizer: OptimizerOptions,
  rings: StepRings,
  slot: number,
  inputs: readonly ModelInput[],
  purpose: Purpose,
): void {
  const training = purpose !== 'predict';
  const dropout = training ? (spec.dropout ?? 0) : 0;
  const [{ batch: first }] = inputs as readonly [ModelInput];
  const { sequenceLength: T, batchSize: B } = first;
  const masked = inputs.some(({ batch }) => batch.lengths !== undefined);
  const stateful = inputs.some(({ batch }) => batch.initialState !== undefined);

  const words = rings.step.words(slot);
  const floats = rings.step.floats(slot);
  words.set([T, B, masked ? MASKING.lengths : MASKING.none, Number(stateful)]);
  words[4] = dropoutThreshold(dropout);
  floats[5] = 1 / (1 - dropout);
  words[6] = Number(purpose === 'inspect');
  words[7] = inputs.length;
  for (const [model, input] of inputs.entries()) {
    const { batch } = input;
    rings.inputs.floats(slot).set(batch.inputs, model * batch.inputs.length);
    if (training) {
      rings.targets.floats(slot).set(batch.targets, model * batch.targets.length);
      floats.set([...updateRates(optimizer, input), 1 / lossTerms(spec, batch)], 8 + 4 * model);
    }
    if (masked) fillLengths(rings.mask.floats(slot), batch, model);
    if (stateful) fillInitialState(spec, rings, slot, batch, model);
    if (training && spec.vocabulary !== undefined)
      sortByToken(rings.order().words(slot), batch, spec.vocabulary, model);
    for (let layer = 1; dropout > 0 && layer < spec.numLayers; layer++)
      rings.keys(layer).words(slot)[model] = dropoutKey(input.seed, input.updates, layer);
  }
}

/** Copies the first so many slots to the GPU. */
export function writeSlots(
  spec: ModelSpecification,
  rings: StepRings,
  queue: GPUQueue,
  slots: number,
  batches: readonly Batch[],
  purpose: Purpose,
): void {
  rings.step.write(queue, slots);
  rings.inputs.write(queue, slots);
  if (batches.some(({ lengths }) => lengths !== undefined)) rings.mask.write(queue, slots);
  for (let layer = 1; layer <= spec.numLayers; layer++) {
    if (batches.some(({ initialState }) => initialState !== undefined))
      rings.initial(layer).write(queue, slots);
    if (purpose !== 'predict' && (spec.dropout ?? 0) > 0 && layer < spec.numLayers)
      rings.keys(layer).write(queue, slots);
  }
  if (purpose === 'predict') return;
  rings.targets.write(queue, slots);
  if (spec.vocabulary !== undefined) rings.order().write(queue, slots);
}

/** `rate` and `rootScale` of optimizer.wgsl: from the number of updates alone, so that a restored run has the same. */
function updateRates(
  { kind = 'adam', beta1, beta2, epsilonPlacement = 'pytorch' }: OptimizerOptions,
  { updates, learningRate }: ModelInput,
): [rate: number, rootScale: number] {
  if (kind === 'sgd') return [learningRate, 1];
  const correction1 = 1 - beta1 ** (updates + 1);
  const root = Math.sqrt(1 - beta2 ** (updates + 1));
  return epsilonPlacement === 'pytorch'
    ? [learningRate / correction1, 1 / root]
    : [(learningRate * root) / correction1, 1];
}

/** How many numbers the loss is a mean over. */
function lossTerms(
  spec: ModelSpecification,
  { sequenceLength, batchSize, lengths }: Batch,
): number {
  const each = spec.loss === 'mse' ? spec.outputSize : 1;
  if (spec.head === 'last') return batchSize * each;
  const steps = lengths?.reduce((sum, length) => sum + length, 0) ?? sequenceLength * batchSize;
  return steps * each;
}

function fillLengths(mask: Float32Array, batch: Batch, model: number): void {
  const { batchSize: B, lengths } = batch;
  if (lengths === undefined) mask.fill(batch.sequenceLength, model * B, (model + 1) * B);
  else mask.set(lengths, model * B);
}

/** [layers · directions, B, H] of h and of c → per layer [models, directions, (h, c), B, H]. */
function fillInitialState(
  spec: ModelSpecification,
  rings: StepRings,
  slot: number,
  { batchSize, initialState }: Batch,
  model: number,
): void {
  const D = directionsOf(spec);
  const size = batchSize * spec.hiddenSize;
  for (let layer = 1; layer <= spec.numLayers; layer++) {
    const to = rings.initial(layer).floats(slot);
    for (let direction = 0; direction < D; direction++)
      for (const [half, name] of (['h', 'c'] as const).entries()) {
        const at = ((model * D + direction) * 2 + half) * size;
        const from = ((layer - 1) * D + direction) * size;
        if (initialState === undefined) to.fill(0, at, at + size);
        else to.set(initialState[name].subarray(from, from + size), at);
      }
  }
}

/** Counting sort of the rows t·B + b by token: starts [vocabulary + 1], then rows. */
function sortByToken(order: Uint32Array, batch: Batch, vocabulary: number, model: number): void {
  const { inputs: tokens } = batch;
  const starts = order.subarray(model * (vocabulary + 1 + tokens.length));
  const rows = starts.subarray(vocabulary + 1);
  starts.fill(0, 0, vocabulary + 1);
  for (const token of tokens) starts[token + 1]!++;
  for (let token = 0; token < vocabulary; token++) starts[token + 1]! += starts[token]!;
  const next = starts.slice(0, vocabulary);
  for (const [row, token] of tokens.entries()) rows[next[token]!++] = row;
}
