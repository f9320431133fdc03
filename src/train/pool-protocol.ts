/** The messages between a session and the workers of its pool: calls with numbers, and their answers. */
import type { BackendId, Trainer, TrainerOptions } from '#engine/backend.ts';

/** What of a trainer is called from afar; `configure` and `dispose` have messages of their own. */
export type TrainerMethod = Exclude<keyof Trainer, 'configure' | 'dispose'>;

export type ToPool =
  /** Answered when the backend is ready. */
  | { readonly type: 'load'; readonly call: number; readonly backend: BackendId }
  /** Makes trainer `trainer`. */
  | {
      readonly type: 'create';
      readonly call: number;
      readonly trainer: number;
      readonly options: TrainerOptions;
    }
  | {
      readonly type: 'use';
      readonly call: number;
      readonly trainer: number;
      readonly method: TrainerMethod;
      readonly parameters: readonly unknown[];
    }
  /** These two have no answer. */
  | { readonly type: 'configure'; readonly trainer: number; readonly learningRate: number }
  | { readonly type: 'dispose'; readonly trainer: number };

export type FromPool =
  | { readonly type: 'result'; readonly call: number; readonly result: unknown }
  /** `range`: it was a RangeError, which says that the request was wrong and not the backend. */
  | {
      readonly type: 'error';
      readonly call: number;
      readonly message: string;
      readonly range: boolean;
    }
  /** The worker cannot go on. */
  | { readonly type: 'died'; readonly detail: string };

/** The part of a worker that is needed on either side; a MessagePort has it as well. */
export interface PoolPort<Sent, Received> {
  postMessage(message: Sent, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<Received>) => void) | null;
}
