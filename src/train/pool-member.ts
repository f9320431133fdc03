/** One worker of a pool, seen from the session: calls it, waits for its answers, and notices when none will come. */
import type { FromPool, PoolPort, ToPool } from './pool-protocol.ts';

const TICK_MS = 1000;
/** Ticks without an answer that are always normal; the work itself comes on top. */
const PATIENCE = 3;

/** A worker, or what stands for one in tests. */
export interface PoolProcess extends PoolPort<ToPool, FromPool> {
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  terminate(): void;
}

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
  readonly #process: PoolProcess;
  readonly #died: (reason: string) => void;
  /** In the order in which they will be answered. */
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #silent = 0;
  #end: string | undefined;
  readonly #watch: ReturnType<typeof setInterval>;

  /** `died` is called at most once, with the reason in English. */
  constructor(process: PoolProcess, died: (reason: string) => void) {
    this.#process = process;
    this.#died = died;
    process.onmessage = ({ data }) => {
      this.#receive(data);
    };
    process.onerror = (event) => {
      event.preventDefault();
      // Scripts that were not found, or refused, give an event without a message, whatever its type says.
      const text = event.message as string | undefined;
      this.#die(`a worker failed: ${text || 'it could not be loaded'}`);
    };
    process.onmessageerror = () => {
      this.#die('a worker failed: a message could not be read');
    };
    // Ticks are counted, not milliseconds: after this thread itself was held up, one comes, not several.
    this.#watch = setInterval(() => {
      this.#tick();
    }, TICK_MS);
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
      this.#process.postMessage({ ...call, call: number } as ToPool, []);
    });
  }

  /** Says something that has no answer. */
  tell(message: Exclude<ToPool, { readonly call: number }>): void {
    if (this.#end === undefined) this.#process.postMessage(message, []);
  }

  /** Ends the worker; calls under way fail. */
  terminate(reason = 'the pool has been disposed of'): void {
    if (this.#end !== undefined) return;
    this.#end = reason;
    clearInterval(this.#watch);
    this.#process.onmessage = this.#process.onerror = this.#process.onmessageerror = null;
    this.#process.terminate();
    for (const { reject } of this.#pending.values()) reject(new Error(reason));
    this.#pending.clear();
  }

  #die(reason: string): void {
    this.terminate(reason);
    this.#died(reason);
  }

  #tick(): void {
    const [next] = this.#pending.values();
    this.#silent = next === undefined ? 0 : this.#silent + 1;
    if (next !== undefined && this.#silent > next.ticks)
      this.#die(`a worker fell silent: no answer for ${(this.#silent * TICK_MS) / 1000} s`);
  }

  #receive(message: FromPool): void {
    this.#silent = 0;
    if (message.type === 'died') return this.#die(`a worker failed: ${message.detail}`);
    const pending = this.#pending.get(message.call);
    this.#pending.delete(message.call);
    if (message.type === 'result') pending?.resolve(message.result);
    else
      pending?.reject(message.range ? new RangeError(message.message) : new Error(message.message));
  }
}
