/** One model of a group, as a trainer. */
import type { Batch, State } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { checkOptimizer } from '#model/optimizer.ts';
import { directionsOf } from '#model/specification.ts';
import type { Trainer, TrainerState } from '../backend.ts';
import { checkState } from '../check-state.ts';
import type { FusedGroup } from './group.ts';
import { fromDevice } from './layout.ts';
import { inspectRow } from './inspect.ts';
import type { Wanted } from './plan.ts';
import type { ReadyPlan } from './plans.ts';
import { predictionsOf } from './sizes.ts';
import { Readback } from './readback.ts';
import { fillSlot, writeSlots } from './step-data.ts';

/** @param onDispose called once. */
export function createMember(group: FusedGroup, index: number, onDispose: () => void): Trainer {
  const { spec, optimizer, store, engine } = group;
  const { device } = engine;
  let disposed = false;
  const checkAlive = (): void => {
    if (disposed) throw new Error('the trainer has been disposed of');
    group.checkAlive();
  };

  /** A plan with the batch in slot 0. */
  const prepare = async (wanted: Wanted, batch: Batch): Promise<ReadyPlan> => {
    group.plans.modelsAtOnce(batch);
    const plan = await group.plans.get(wanted, batch, index, 1);
    const purpose = wanted === 'predict' || wanted === 'inspect' ? wanted : 'train';
    fillSlot(spec, optimizer, plan.rings, 0, [{ ...group.models[index]!, batch }], purpose);
    writeSlots(spec, plan.rings, device.queue, 1, [batch], purpose);
    return plan;
  };

  return {
    async step(batches) {
      checkAlive();
      const [losses] = await group.stepRange(index, [batches]);
      return losses!;
    },

    async predict(batch) {
      checkAlive();
      checkBatch(spec, batch, 'inputs');
      return group.exclusive(async () => {
        const plan = await prepare('predict', batch);
        const readback = new Readback(device);
        const outputs = 4 * predictionsOf(spec, batch) * spec.outputSize;
        readback.add(plan.outputs, 0, outputs);
        addFinalState(readback, group, plan, batch);
        const [values, ...state] = await readback.read(encodeAll(device, plan));
        return { outputs: values!.slice(), finalState: joinState(state) };
      });
    },

    async differentiate(batch) {
      checkAlive();
      checkBatch(spec, batch);
      return group.exclusive(async () => {
        const { sequenceLength: T, batchSize: B } = batch;
        const plan = await prepare('differentiate', batch);
        const readback = new Readback(device);
        readback.add(plan.rings.losses.region(0), 0, 4);
        readback.add(plan.gradient, 0, 4 * group.layout.stride);
        readback.add(plan.dInputs, 0, 4 * T * B * spec.inputSize);
        const half = 4 * B * spec.hiddenSize;
        for (const { dState } of plan.layers)
          for (let part = 0; part < 2 * directionsOf(spec); part++)
            readback.add(dState, part * half, half);
        const [loss, gradient, inputs, ...state] = await readback.read(encodeAll(device, plan));
        return {
          loss: loss![0]!,
          parameters: fromDevice(group.layout, gradient!),
          inputs: inputs!.slice(),
          initialState: joinState(state),
        };
      });
    },

    async inspect(batch, row) {
      checkAlive();
      checkBatch(spec, batch);
      if (!(Number.isInteger(row) && row >= 0 && row < batch.batchSize))
        throw new RangeError(`row must be 0…${batch.batchSize - 1}, got ${row}`);
      return group.exclusive(async () =>
        inspectRow(group, await prepare('inspect', batch), batch, row),
      );
    },

    configure(change) {
      checkOptimizer({ ...optimizer, ...change });
      group.models[index]!.learningRate = change.learningRate;
    },

    async parameters() {
      checkAlive();
      return group.exclusive(async () => {
        const [weights] = await store.read(index, 'weights');
        return weights!;
      });
    },

    async save(): Promise<TrainerState> {
      checkAlive();
      return group.exclusive(async () => {
        const { updates } = group.models[index]!;
        const [parameters, m, v] = await store.read(index, 'all');
        return {
          parameters: parameters!,
          m: m ?? new Float32Array(0),
          v: v ?? new Float32Array(0),
          updates,
        };
      });
    },

    async restore(state) {
      checkAlive();
      checkState(group.spec, optimizer, state);
      return group.exclusive(async () => {
        store.writeWeights(index, state.parameters);
        store.writeMoments(index, state);
        group.models[index]!.updates = state.updates;
      });
    },

    dispose() {
      if (disposed) return;
      disposed = true;
      onDispose();
    },
  };
}

function encodeAll(device: GPUDevice, plan: ReadyPlan): GPUCommandEncoder {
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  plan.program.encode(pass, 0);
  pass.end();
  return encoder;
}

/** h and c of every cell after the last step that it read. */
function addFinalState(
  readback: Readback,
  { spec }: FusedGroup,
  plan: ReadyPlan,
  { sequenceLength: T, batchSize: B }: Batch,
): void {
  const block = 4 * B * spec.hiddenSize;
  for (const { states } of plan.layers)
    for (let direction = 0; direction < directionsOf(spec); direction++)
      for (let half = 0; half < 2; half++) {
        const last = direction === 0 ? T : 0;
        readback.add(states, ((2 * direction + half) * (T + 1) + last) * block, block);
      }
}

/** h, c, h, c, … of all cells → a state. */
function joinState(pieces: readonly Float32Array[]): State {
  const join = (half: number): Float32Array => {
    const parts = pieces.filter((_, k) => k % 2 === half);
    const size = parts[0]?.length ?? 0;
    const all = new Float32Array(parts.length * size);
    for (const [k, part] of parts.entries()) all.set(part, k * size);
    return all;
  };
  return { h: join(0), c: join(1) };
}
