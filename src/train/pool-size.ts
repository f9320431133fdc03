/** When several workers are worth it, and how many. */
import type { Backend, BackendId } from '#engine/backend.ts';

/** What a pool is started with. */
export interface PoolOptions {
  readonly id: BackendId;
  /** What the backend calls its device. */
  readonly device: string;
  /** 2…8. */
  readonly workers: number;
  /** Milliseconds an update takes, by which a worker's silence is judged. */
  readonly msPerStep: number;
}

/** Starts a backend in several workers. Rejects, leaving nothing behind, where that is not possible. */
export type StartPool = (options: PoolOptions) => Promise<Backend>;

/** Below this, in ms, an update is shorter than the way to a worker and back. */
const WORTH_MS = 0.3;
/** Workers at most: each holds a compiled engine. */
const MOST = 8;

/**
 * How many workers `models` models, of all arms and seeds, are spread over; 1 means: stay on this thread.
 * @param cores of the machine; one is left to the page, but two workers are tried anywhere.
 */
export function poolSize(
  { blocking }: Pick<Backend, 'blocking'>,
  msPerStep: number,
  models: number,
  cores = navigator.hardwareConcurrency,
): number {
  if (!blocking || models < 2 || msPerStep < WORTH_MS) return 1;
  return Math.min(models, Math.max(2, cores - 1), MOST);
}
