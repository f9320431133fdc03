/**
 * A backend in several workers: its trainers are spread over them, and step side by side, each on a core of its own: the
 * members of a group, and several groups. To the session it is a backend that does not block; when one of its workers dies, it fails.
 */
import type {
  Backend,
  Gradients,
  Inspection,
  Prediction,
  Trainer,
  TrainerOptions,
  TrainerState,
} from '#engine/backend.ts';
import { checkGroupBatches, createSequentialGroup } from '#engine/group.ts';
import { PoolMember, type PoolProcess } from './pool-member.ts';
import type { TrainerMethod } from './pool-protocol.ts';
import type { PoolOptions } from './pool-size.ts';

/** Loading a backend may take so many ms. */
const LOADING_MS = 5000;
/** A call that is no update takes at most so many updates' time: a test set is larger than a batch. */
const LONGEST_CALL = 30;

/** Starts a worker. */
export function startPoolWorker(): PoolProcess {
  return new Worker(new URL('./pool-worker.ts', import.meta.url), { type: 'module' });
}

/**
 * Starts a backend in several workers.
 * @param start replaced by tests only.
 * @throws Error when a worker cannot be started or cannot load the backend; nothing is left behind.
 */
export async function startPool(
  { id, device, workers, msPerStep }: PoolOptions,
  start: () => PoolProcess = startPoolWorker,
): Promise<Backend> {
  const { promise: failed, resolve: fail } = Promise.withResolvers<string>();
  const members: PoolMember[] = [];
  const dispose = (): void => {
    for (const member of members) member.terminate();
  };
  try {
    for (let worker = 0; worker < workers; worker++) members.push(new PoolMember(start(), fail));
    await Promise.all(
      members.map((member) => member.call({ type: 'load', backend: id }, LOADING_MS)),
    );
  } catch (error) {
    dispose();
    throw error;
  }

  let made = 0;
  const createTrainer = (options: TrainerOptions): Promise<Trainer> => {
    const [member] = members.toSorted((a, b) => a.trainers - b.trainers);
    if (member === undefined) throw new RangeError(`workers must be 2…8, got ${workers}`);
    return createRemoteTrainer(member, made++, options, msPerStep);
  };
  return {
    id,
    device: `${device} ×${workers}`,
    blocking: false,
    workers,
    failed,
    dispose,
    createTrainer,
    async createGroup(options) {
      const group = await createSequentialGroup(options, createTrainer);
      return {
        ...group,
        async step(batches) {
          checkGroupBatches(group.members, batches);
          return Promise.all(group.members.map((member, k) => member.step(batches[k] ?? [])));
        },
      };
    },
  };
}

/** A trainer in a worker. `msPerStep`: how long an update takes, by which silence is judged. */
async function createRemoteTrainer(
  member: PoolMember,
  trainer: number,
  options: TrainerOptions,
  msPerStep: number,
): Promise<Trainer> {
  // Counted before it is there, so that the next one goes elsewhere.
  member.trainers++;
  try {
    await member.call({ type: 'create', trainer, options }, LONGEST_CALL * msPerStep);
  } catch (error) {
    member.trainers--;
    throw error;
  }
  let disposed = false;
  const use = (method: TrainerMethod, parameters: readonly unknown[], updates = 1) => {
    if (disposed) return Promise.reject(new Error('the trainer has been disposed of'));
    const workMs = LONGEST_CALL * msPerStep * updates;
    return member.call({ type: 'use', trainer, method, parameters }, workMs);
  };
  return {
    step: (batches) => use('step', [batches], batches.length) as Promise<Float32Array>,
    predict: (batch) => use('predict', [batch]) as Promise<Prediction>,
    differentiate: (batch) => use('differentiate', [batch]) as Promise<Gradients>,
    inspect: (batch, row) => use('inspect', [batch, row]) as Promise<Inspection>,
    parameters: () => use('parameters', []) as Promise<Float32Array>,
    save: () => use('save', []) as Promise<TrainerState>,
    restore: (state) => use('restore', [state]) as Promise<void>,
    configure({ learningRate }) {
      member.tell({ type: 'configure', trainer, learningRate });
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      member.trainers--;
      member.tell({ type: 'dispose', trainer });
    },
  };
}
