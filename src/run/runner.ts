/** Where training happens, seen from the page: a worker, or the page's own thread where there is none. */
import type { FromWorker, ToWorker } from '#train/protocol.ts';

export interface Runner {
  send(message: ToWorker): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/** What a runner tells. */
export interface RunnerEvents {
  readonly message: (message: FromWorker) => void;
  /**
   * The runner is gone and disposed of.
   * `started`: it had sent at least one message; in place of one that never did, the page's own thread trains.
   */
  readonly failed: (
    reason: 'worker-failed' | 'worker-silent',
    detail: string,
    started: boolean,
  ) => void;
}
