/** Runs sessions for the tests and keeps what they post. */
import type { BackendId } from '#engine/backend.ts';
import type { BackendLoaders } from '#engine/loaders.ts';
import type { FromWorker, Plan, Point } from '#train/protocol.ts';
import { TrainingSession, type SessionOptions } from '#train/session.ts';
import {
  fakeBackend,
  type FakeBackend,
  type FakeOptions,
  type FakeTrainer,
} from '../engine/fake-backend.ts';
import { fakeTask } from './fake-task.ts';

const spec = {
  inputSize: 2,
  hiddenSize: 3,
  numLayers: 1,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
} as const;

/** Two arms, two seeds, ten updates, a score every five. */
export const plan: Plan = {
  task: 'adding',
  sequenceLength: 10,
  batchSize: 1,
  learningRate: 0.01,
  steps: 10,
  seeds: [1, 2],
  arms: [
    { id: 'one', spec },
    { id: 'two', spec: { ...spec, numLayers: 2 } },
  ],
  evaluateEvery: 5,
};

type OfType<T> = Extract<FromWorker, { type: T }>;

export class SessionRun {
  readonly messages: FromWorker[] = [];
  readonly backends: FakeBackend[] = [];
  readonly session: TrainingSession;
  /** Called with every message as it is posted. */
  onMessage: (message: FromWorker) => void = () => undefined;

  constructor(
    fakes: Partial<Record<BackendId, FakeOptions>> = { reference: {} },
    options: SessionOptions = {},
  ) {
    const loaders: BackendLoaders = Object.fromEntries(
      Object.entries(fakes).map(([id, fake]) => [
        id,
        async () => {
          const backend = fakeBackend(id as BackendId, fake);
          this.backends.push(backend);
          return backend;
        },
      ]),
    );
    const post = (message: FromWorker, transfer: Transferable[] = []): void => {
      // As a worker would: what is given away must not be needed afterwards.
      this.messages.push(structuredClone(message, { transfer }));
      this.onMessage(message);
    };
    this.session = new TrainingSession(post, { loaders, tasks: { adding: fakeTask }, ...options });
  }

  of<T extends FromWorker['type']>(type: T): OfType<T>[] {
    return this.messages.filter((message): message is OfType<T> => message.type === type);
  }

  get points(): Point[] {
    return this.of('report').flatMap(({ points }) => points);
  }

  get last(): FromWorker | undefined {
    return this.messages.findLast(({ type }) => type !== 'heartbeat' && type !== 'checkpoint');
  }

  /** Settles when a message fits. */
  async until(fits: (message: FromWorker) => boolean): Promise<void> {
    if (this.messages.some(fits)) return;
    await new Promise<void>((resolve) => {
      this.onMessage = (message) => {
        if (fits(message)) resolve();
      };
    });
  }

  /** Trainers that trained for the run itself: picking makes one of its own, and one for the first point. */
  trainers(backend = 0): FakeTrainer[] {
    return (this.backends[backend]?.trainers ?? []).filter(
      // Only picking trains on the opening of a batch.
      ({ batches: [first] }) => first?.sequenceLength === plan.sequenceLength,
    );
  }
}
