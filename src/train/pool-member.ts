/** One worker of a pool, seen from the session: calls it, waits for its answers, and notices when none will come. */
import type { FromPool, ToPool } from './pool-protocol.ts';
import { TICK_MS, WatchedWorker, type WorkerProcess } from './watched-worker.ts';

/** Ticks without an answer that are always normal; the work itself comes on top. */
const PATIENCE = 3;

/** A worker, or what stands for one in tests. */
export type PoolProcess = WorkerProcess<ToPool, FromPool>;

/** A call without its number. */
type Call<T> = T extends { readonly call: number } ? Omit<T, 'call'> : never;

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  /** Ticks the answer may take, counted from when it is this call's turn. */
  readonly ticks: number;
}

export class PoolMember {
  /** Trainers that live here. */
  trainers = 0;
  readonly #worker: WatchedWorker<ToPool, FromPool>;
  /** In the order in which they will be answered. */
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #end: string | undefined;

  /** `died` is called at most once, with the reason in English. */
  constructor(process: PoolProcess, died: (reason: string) => void) {
    this.#worker = new WatchedWorker<ToPool, FromPool>(process, {
      message: (message) => {
        this.#receive(message);
      },
      failed: (reason, detail) => {
        const what = reason === 'worker-silent' ? 'fell silent' : 'failed';
        this.#finish(`a worker ${what}: ${detail}`);
        died(this.#end ?? detail);
      },
      // Of the calls under way the oldest will be answered next.
      patience: () => [...this.#pending.values()][0]?.ticks ?? Infinity,
    });
  }

  /**
   * Asks and waits. `workMs`: how long the answer may well take.
   * @throws Error when the call fails or the worker does; RangeError when the call failed with one.
   */
  async call(call: Call<ToPool>, workMs: number): Promise<unknown> {
    if (this.#end !== undefined) throw new Error(this.#end);
    const number = this.#calls++;
    return new Promise((resolve, reject) => {
      const ticks = PATIENCE + Math.ceil(workMs / TICK_MS);
      this.#pending.set(number, { resolve, reject, ticks });
      // No buffer is given away: batches may be views into a whole data set, and states are kept.
      this.#worker.send({ ...call, call: number } as ToPool);
    });
  }

  /** Says something that has no answer. */
  tell(message: Exclude<ToPool, { readonly call: number }>): void {
    this.#worker.send(message);
  }

  /** Ends the worker; calls under way fail. */
  terminate(reason = 'the pool has been disposed of'): void {
    if (this.#end !== undefined) return;
    this.#worker.dispose();
    this.#finish(reason);
  }

  #finish(reason: string): void {
    this.#end = reason;
    for (const { reject } of this.#pending.values()) reject(new Error(reason));
    this.#pending.clear();
  }

  #receive(message: FromPool): void {
    if (message.type === 'died') {
      this.#worker.fail(message.detail);
      return;
    }
    const pending = this.#pending.get(message.call);
    this.#pending.delete(message.call);
    if (message.type === 'result') pending?.resolve(message.result);
    else
      pending?.reject(message.range ? new RangeError(message.message) : new Error(message.message));
  }
}
