/** What trying a backend gave: a time, or the reason why it is out. */
import type { BackendId } from './backend.ts';

/** `auto` times a few steps of the very model on each backend and takes the fastest. */
export type BackendChoice = 'auto' | BackendId;

/** Why a backend is out; each has a sentence in both languages. */
export type RefusalReason =
  | 'no-webgpu'
  | 'no-simd'
  | 'no-adapter'
  | 'software-adapter'
  | 'slower'
  | 'failed'
  | 'device-lost'
  | 'device-error'
  | 'out-of-memory'
  | 'worker-failed';

/** What timing a backend gave, or why it was not used. */
export type Probe =
  | { readonly backend: BackendId; readonly device: string; readonly msPerStep: number }
  | { readonly backend: BackendId; readonly reason: RefusalReason; readonly detail: string };

/** A backend cannot be used, for a reason the reader is told. */
export class BackendRefusal extends Error {
  readonly reason: RefusalReason;

  /** `detail`: what happened, in English, for the status line's small print. */
  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.name = 'BackendRefusal';
    this.reason = reason;
  }
}

/** The text of whatever was thrown: libraries also throw strings and plain objects with a message. */
export function errorText(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error)
    return String(error.message) || 'unknown error';
  return String(error) || 'unknown error';
}

/**
 * Why work failed, judged by what was said: browsers and drivers tell errors apart by their words only.
 * @param lost the device itself reported it (`Backend.failed`); else some work threw it.
 */
export function failureReason(detail: string, lost: boolean): RefusalReason {
  if (/out of memory|allocat\w* memory|memory allocation/i.test(detail)) return 'out-of-memory';
  if (/^(a|the) worker /i.test(detail)) return 'worker-failed';
  if (!lost) return 'failed';
  return /^device error/i.test(detail) ? 'device-error' : 'device-lost';
}
