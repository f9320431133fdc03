/** What trying a backend gave: a time, or the reason why it is out. */
import type { BackendId } from './backend.ts';

/** `auto` times a few steps of the very model on each backend and takes the fastest. */
export type BackendChoice = 'auto' | BackendId;

/** Why a backend is out; each has a sentence in both languages. */
export type RefusalReason =
  'no-webgpu' | 'no-simd' | 'no-adapter' | 'software-adapter' | 'slower' | 'failed' | 'device-lost';

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
