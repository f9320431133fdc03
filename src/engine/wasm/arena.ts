/** The memory of a trainer, and the ways of batches into it. */
import { USES, type LstmKernels } from '#kernels/lstm-wasm/index.ts';
import type { Batch, State } from '#model/batch.ts';
import type { KernelInstance } from './instance.ts';

/** Batches of a step that are handed over at once: at most so many, and so many numbers. */
const STAGED_BATCHES = 16;
const STAGED_NUMBERS = 2 ** 20;

export interface Arena extends KernelInstance {
  /**
   * Makes room for `count` batches of one shape, as computed `as` says (bits of USES; those of the batches' own parts
   * are added). @throws RangeError when there is not enough memory.
   */
  reserve(batch: Batch, count: number, as: number): LstmKernels;
  /** Makes room and hands over batches that are alike. @throws RangeError as `reserve`. */
  stage(batches: readonly Batch[], as: number): LstmKernels;
}

/** Parts of a batch that need not be there. */
const partsOf = ({ lengths, initialState }: Batch): number =>
  (lengths ? USES.lengths : 0) + (initialState ? USES.states : 0);

export function createArena(instance: KernelInstance): Arena {
  const { kernels, memory, view } = instance;
  // What the memory is laid out for.
  let T = 0;
  let B = 0;
  let batches = 0;
  let uses = 0;

  const reserve: Arena['reserve'] = (batch, count, as) => {
    const { sequenceLength, batchSize } = batch;
    const wanted = as + partsOf(batch);
    if (T === sequenceLength && B === batchSize && batches === count && uses === wanted)
      return kernels;
    T = 0; // what was there is gone even when this fails
    const bytes = kernels.reserve(sequenceLength, batchSize, count, wanted);
    instance.demand(`a batch of ${batchSize} sequences of ${sequenceLength} steps`, bytes);
    [T, B, batches, uses] = [sequenceLength, batchSize, count, wanted];
    return kernels;
  };

  const writeState = ({ h, c }: State, index: number): void => {
    const at = view(kernels.stagedStates() + index * 8 * h.length, 2 * h.length);
    at.set(h);
    at.set(c, h.length);
  };

  return {
    ...instance,
    reserve,
    stage(group, as) {
      const [first] = group as readonly [Batch];
      reserve(first, group.length, as);
      const training = (as & USES.training) !== 0;
      for (const [index, { inputs, targets, lengths, initialState }] of group.entries()) {
        view(kernels.stagedInputs() + index * 4 * inputs.length, inputs.length).set(inputs);
        if (training)
          view(kernels.stagedTargets() + index * 4 * targets.length, targets.length).set(targets);
        if (lengths)
          new Int32Array(
            memory.buffer,
            kernels.stagedLengths() + index * 4 * lengths.length,
            lengths.length,
          ).set(lengths);
        if (initialState) writeState(initialState, index);
      }
      return kernels;
    },
  };
}

/** Neighbouring batches of one shape, in groups that may be handed over at once. */
export function groupsOfOneShape(batches: readonly Batch[]): Batch[][] {
  const groups: Batch[][] = [];
  for (const batch of batches) {
    const group = groups.at(-1);
    const first = group?.[0];
    const fits =
      first?.sequenceLength === batch.sequenceLength &&
      first.batchSize === batch.batchSize &&
      partsOf(first) === partsOf(batch) &&
      group !== undefined &&
      group.length < STAGED_BATCHES &&
      (group.length + 1) * numbersOf(batch) <= STAGED_NUMBERS;
    if (fits) group.push(batch);
    else groups.push([batch]);
  }
  return groups;
}

const numbersOf = ({ inputs, targets, initialState }: Batch): number =>
  inputs.length + targets.length + 2 * (initialState?.h.length ?? 0);
