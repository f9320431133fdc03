/** Waits for a backend's work without waiting for ever when the backend is gone. */
import type { Backend } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';

/** Whatever a backend could not do. */
export class BackendFailure extends Error {}

export class BackendWatch {
  /** Why the device failed; undefined while it has not. */
  lost: string | undefined;
  readonly #pending = new Set<(failure: BackendFailure) => void>();

  constructor({ failed }: Pick<Backend, 'failed'>) {
    void failed.then((reason) => {
      this.lost = reason;
      for (const reject of this.#pending) reject(new BackendFailure(reason));
    });
  }

  /**
   * Settles as `work` does, or rejects when the device fails first. (`Promise.race` against `failed` would do, but keep
   * every result alive for as long as the backend lives.)
   * @throws BackendFailure for every error.
   */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      if (this.lost !== undefined) reject(new BackendFailure(this.lost));
      work.then(
        (result) => {
          this.#pending.delete(reject);
          resolve(result);
        },
        (error: unknown) => {
          this.#pending.delete(reject);
          reject(error instanceof BackendFailure ? error : new BackendFailure(errorText(error)));
        },
      );
    });
  }

  /** Settles when the reason is known, at the latest after `ms`: a pending read may fail before the news comes. */
  async news(ms: number): Promise<void> {
    if (this.lost === undefined)
      await this.guard(new Promise((resolve) => setTimeout(resolve, ms))).catch(() => undefined);
  }
}
