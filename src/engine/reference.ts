/**
 * The reference engine: float64 TypeScript on the CPU, written to be read. It is the oracle that the other engines are
 * tested against, and the last resort where none of them runs.
 */
import { clipByGlobalNorm, createAdamState, updateAdam } from '#math/adam.ts';
import type { Batch } from '#model/batch.ts';
import { checkBatch } from '#model/check-batch.ts';
import { checkSpecification } from '#model/specification.ts';
import type { Backend, Trainer, TrainerOptions } from './backend.ts';
import { checkOptimizer } from '#model/optimizer.ts';
import { forwardNetwork, lossAndGradient, networkOn } from './reference/network.ts';

/** Milliseconds of computing after which waiting messages and timers get their turn. */
const TURN_MS = 30;

/**
 * Lets the event loop run once. A message rather than a timer, because browsers stretch repeated timers to 4 ms, and
 * rather than a promise, because those run before any message or timer does.
 */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A function to await between updates: it gives the event loop a turn when the last one is TURN_MS ago. */
function createBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN_MS) return;
    await eventLoopTurn();
    last = performance.now();
  };
}

/**
 * @throws RangeError when the specification, the optimizer or the number of parameters is out of range. The trainer's
 *   methods reject with a RangeError for a batch that does not fit, and with an Error after `dispose`.
 */
function createTrainer(options: TrainerOptions, breathe: () => Promise<void>): Trainer {
  const { spec } = options;
  checkSpecification(spec);
  checkOptimizer(options.optimizer);
  let optimizer = options.optimizer;
  let disposed = false;

  const values = Float64Array.from(options.parameters);
  const network = networkOn(spec, values);
  const gradient = new Float64Array(values.length);
  const gradients = networkOn(spec, gradient);
  const moments = createAdamState(values.length);

  const update = (batch: Batch): number => {
    gradient.fill(0);
    const loss = lossAndGradient(network, batch, gradients);
    clipByGlobalNorm(gradient, optimizer.clipNorm);
    updateAdam(values, gradient, moments, optimizer);
    return loss;
  };
  const checkAlive = () => {
    if (disposed) throw new Error('the trainer has been disposed of');
  };

  return {
    async step(batches) {
      checkAlive();
      for (const batch of batches) checkBatch(spec, batch);
      const losses = new Float32Array(batches.length);
      for (const [index, batch] of batches.entries()) {
        await breathe();
        losses[index] = update(batch);
      }
      return losses;
    },
    async predict(batch) {
      checkAlive();
      checkBatch(spec, batch, 'inputs');
      return Float32Array.from(forwardNetwork(network, batch).outputs);
    },
    configure({ learningRate }) {
      const changed = { ...optimizer, learningRate };
      checkOptimizer(changed);
      optimizer = changed;
    },
    async parameters() {
      checkAlive();
      return Float32Array.from(values);
    },
    dispose() {
      disposed = true;
    },
  };
}

/** The reference engine. It needs nothing, has no device to lose, and accepts every model within the limits. */
export function createReferenceBackend(): Backend {
  const breathe = createBreather(); // shared, so that many trainers do not each take turns
  return {
    id: 'reference',
    device: 'CPU',
    blocking: true,
    createTrainer: async (options) => createTrainer(options, breathe),
    failed: new Promise(() => {}),
    dispose() {},
  };
}
