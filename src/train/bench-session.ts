/**
 * Times engines side by side: a short version of `npm run bench`, without its dispatch counts and slow engines. No
 * worker API in here; the worker passes messages in, and whatever happens goes out through `post`.
 */
import type { Backend, BackendId } from '#engine/backend.ts';
import { BackendRefusal, errorText } from '#engine/probe.ts';
import { BENCHMARK_SHAPES, type BenchmarkShape } from '#model/benchmark.ts';
import type { BenchNews, BenchOrder, BenchPlan } from './bench-protocol.ts';
import { createSubject, openBackend, timeSteps, type Subject } from './benchmark.ts';

/** Milliseconds an engine gets in a round; one step at least. */
const SLICE_MS = 150;
/** Steps between two readings of the losses on a GPU. */
const GPU_CHUNK = 16;

/** One engine with its model of the shape at hand. */
interface Runner {
  readonly backend: Backend;
  readonly subject: Subject;
  best: number;
}

export class BenchSession {
  readonly #post: (news: BenchNews) => void;
  readonly #open: (id: BackendId) => Promise<Backend>;
  #resume: (() => void) | undefined;
  #gate = Promise.resolve();

  /** `open`: how a backend is had, replaced by tests; software GPU adapters are refused by default. */
  constructor(
    post: (news: BenchNews) => void,
    open: (id: BackendId) => Promise<Backend> = (id) => openBackend(id, false),
  ) {
    this.#post = post;
    this.#open = open;
  }

  receive(order: BenchOrder): void {
    switch (order.type) {
      case 'start':
        void this.#run(order.plan).catch((error: unknown) => {
          this.#post({ type: 'failed', reason: 'worker-failed', detail: errorText(error) });
        });
        return;
      case 'pause':
        if (this.#resume === undefined)
          this.#gate = new Promise((resolve) => (this.#resume = resolve));
        return;
      case 'resume':
        this.#resume?.();
        this.#resume = undefined;
        return;
      default:
        order satisfies never;
    }
  }

  async #run({ shapes, sizes, backends, rounds }: BenchPlan): Promise<void> {
    const known: Readonly<Record<string, BenchmarkShape>> = { ...BENCHMARK_SHAPES, ...sizes };
    const open = new Map<BackendId, Backend>();
    for (const id of backends) {
      await this.#turn();
      try {
        const backend = await this.#open(id);
        open.set(id, backend);
        this.#post({ type: 'opened', backend: id, device: backend.device });
      } catch (error) {
        this.#refuse(id, error);
      }
    }
    if (open.size === 0)
      return this.#post({ type: 'failed', reason: 'no-backend', detail: 'no backend started' });
    try {
      for (const [index, name] of shapes.entries()) {
        const shape = known[name];
        if (shape === undefined) throw new RangeError(`shape ${name} has no sizes`);
        await this.#measure({ name, shape }, open, rounds, { index, of: shapes.length });
      }
    } finally {
      for (const backend of open.values()) backend.dispose();
    }
    if (open.size === 0)
      this.#post({ type: 'failed', reason: 'no-backend', detail: 'every backend failed' });
    else this.#post({ type: 'finished' });
  }

  /** All open backends on one shape; those that fail are closed. */
  async #measure(
    { name, shape }: { readonly name: string; readonly shape: BenchmarkShape },
    open: Map<BackendId, Backend>,
    rounds: number,
    place: { readonly index: number; readonly of: number },
  ): Promise<void> {
    const runners = new Map<BackendId, Runner>();
    const fail = (id: BackendId, error: unknown): void => {
      this.#refuse(id, error);
      runners.delete(id);
      open.get(id)?.dispose();
      open.delete(id);
    };
    for (const [id, backend] of [...open]) {
      await this.#turn();
      try {
        const subject = await unlessFailed(backend, createSubject(backend, shape));
        runners.set(id, { backend, subject, best: Infinity });
        // Compilation, first allocations; what is fast gets time to be compiled a second time, optimised.
        await unlessFailed(backend, subject.steps(1));
        await unlessFailed(backend, timeSteps(subject, { chunk: 1, budget: SLICE_MS }));
      } catch (error) {
        fail(id, error);
      }
    }
    for (let round = 1; round <= rounds; round++)
      for (const [position, [id, runner]] of [...runners].entries()) {
        await this.#turn();
        try {
          const times = await unlessFailed(
            runner.backend,
            timeSteps(runner.subject, {
              chunk: runner.backend.blocking ? 1 : GPU_CHUNK,
              budget: SLICE_MS,
            }),
          );
          runner.best = Math.min(runner.best, ...times);
        } catch (error) {
          fail(id, error);
          continue;
        }
        const perShape = rounds * runners.size;
        this.#post({
          type: 'time',
          shape: name,
          backend: id,
          msPerStep: runner.best,
          done: place.index * perShape + (round - 1) * runners.size + position + 1,
          total: place.of * perShape,
        });
      }
    for (const { subject } of runners.values()) subject.dispose();
  }

  #refuse(backend: BackendId, error: unknown): void {
    const reason = error instanceof BackendRefusal ? error.reason : 'failed';
    this.#post({ type: 'refused', backend, reason, detail: errorText(error) });
  }

  /** Lets messages and heartbeats through, and waits while paused. */
  async #turn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await this.#gate;
  }
}

/** The work's outcome, or a rejection as soon as the device fails: some work never ends then. */
async function unlessFailed<T>(backend: Backend, work: Promise<T>): Promise<T> {
  const failed = backend.failed.then((reason): never => {
    throw new BackendRefusal('device-lost', reason);
  });
  return Promise.race([work, failed]);
}
