/** A runner that says what the test wants, and what it says most often. */
import type { Runner, RunnerEvents } from '#run/runner.ts';
import type { FromWorker, Plan, ToWorker } from '#train/protocol.ts';

const spec = {
  inputSize: 2,
  hiddenSize: 4,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
} as const;
/** Two arms, two seeds, six updates. */
export const plan: Plan = {
  task: 'adding',
  sequenceLength: 10,
  batchSize: 4,
  learningRate: 0.01,
  steps: 6,
  seeds: [1, 2],
  arms: [
    { id: 'one', spec },
    { id: 'two', spec: { ...spec, numLayers: 2 } },
  ],
  evaluateEvery: 3,
};

/** A runner driven by the test. */
export class Puppet {
  readonly sent: ToWorker[] = [];
  disposed = 0;
  events: RunnerEvents | undefined;
  readonly start = (events: RunnerEvents): Runner => {
    this.events = events;
    return {
      send: (message) => this.sent.push(structuredClone(message)),
      dispose: () => this.disposed++,
    };
  };
  say(message: FromWorker): void {
    this.events?.message(message);
  }
}

/** A browser without workers. */
export const noWorker = (): Runner => {
  throw new Error('workers are not allowed here');
};
/** A backend has been chosen. */
export const chosen = (backend: 'reference' | 'tfjs-cpu'): FromWorker => ({
  type: 'chosen',
  backend,
  device: 'CPU',
  probes: [{ backend, device: 'CPU', msPerStep: 3 }],
  baselines: [{ id: 'mean', score: 0.17 }],
});
/** A report, changed here and there. */
export const report = (changes: Partial<Extract<FromWorker, { type: 'report' }>>): FromWorker => ({
  type: 'report',
  points: [],
  done: 0,
  total: 24,
  msPerStep: {},
  state: 'running',
  ...changes,
});
