/**
 * A worker and the watch over it. A worker can fail in ways that say nothing (it closes itself, hangs, or its script
 * is refused), so silence counts as failure where something is expected.
 */

/** Milliseconds between two looks at the watch. */
export const TICK_MS = 1000;

/** A worker, or what stands for one in tests. */
export interface WorkerProcess<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Received>) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface WatchEvents<Received> {
  message(data: Received): void;
  /** The worker has been ended; called at most once. `detail` is in English. */
  failed(reason: 'worker-failed' | 'worker-silent', detail: string): void;
  /** Silent ticks that are normal now; Infinity where nothing is expected. */
  patience(): number;
}

export class WatchedWorker<Sent, Received> {
  readonly #process: WorkerProcess<Sent, Received>;
  readonly #events: WatchEvents<Received>;
  readonly #watch: ReturnType<typeof setInterval>;
  #silent = 0;
  #ended = false;

  constructor(process: WorkerProcess<Sent, Received>, events: WatchEvents<Received>) {
    this.#process = process;
    this.#events = events;
    process.onmessage = ({ data }) => {
      this.#silent = 0;
      events.message(data);
    };
    process.onmessageerror = () => {
      this.fail('a message could not be read');
    };
    process.onerror = (event) => {
      event.preventDefault();
      // A script that was not found, or refused, gives an event without a message, whatever its type says.
      const text = event.message as string | undefined;
      this.fail(text || 'the worker could not be loaded');
    };
    this.#watch = setInterval(() => {
      this.#tick();
    }, TICK_MS);
  }

  /** Says something, unless the worker has ended. */
  send(message: Sent): void {
    if (!this.#ended) this.#process.postMessage(message, []);
  }

  /** Ends the worker at once; nothing is heard afterwards. */
  dispose(): void {
    this.#ended = true;
    clearInterval(this.#watch);
    const process = this.#process;
    process.onmessage = process.onmessageerror = process.onerror = null;
    process.terminate();
  }

  /** Ends the worker because of what it has said. */
  fail(detail: string, reason: 'worker-failed' | 'worker-silent' = 'worker-failed'): void {
    if (this.#ended) return;
    this.dispose();
    this.#events.failed(reason, detail);
  }

  /** Ticks are counted, not milliseconds: after this thread itself was held up, one tick comes, not several. */
  #tick(): void {
    const patience = this.#events.patience();
    this.#silent = patience === Infinity ? 0 : this.#silent + 1;
    if (this.#silent > patience)
      this.fail(`no message for ${(this.#silent * TICK_MS) / 1000} s`, 'worker-silent');
  }
}
