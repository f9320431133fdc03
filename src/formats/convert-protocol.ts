/** The messages between a page and the worker that converts weights. Every message can be cloned structurally. */
import type { Refusal } from './format-error.ts';
import type { LayoutId } from './layouts.ts';
import type { StackForm } from './lstm-weights.ts';
import type { FileFormat } from './recognised.ts';
import type { TargetId } from './targets.ts';

/** What is asked. A file is read once; conversions are of the file that was read last. */
export type ConvertOrder = { readonly id: number } & (
  | { readonly type: 'read'; readonly file: Blob }
  | { readonly type: 'convert'; readonly target: TargetId; readonly name: string }
);

/** What is known of a file, without its numbers. */
export interface FileFacts {
  readonly format: FileFormat;
  readonly layout: LayoutId;
  readonly form: StackForm;
  readonly precision: 'F32' | 'F64';
  readonly names: readonly string[];
  readonly ignored: readonly string[];
}

export type ConvertNews = { readonly id: number } &
  /** The worker is at it: what it needed to load is there. From here on silence means trouble. */
  (
    | { readonly type: 'working' }
    | { readonly type: 'recognised'; readonly facts: FileFacts }
    | {
        readonly type: 'converted';
        readonly target: TargetId;
        readonly name: string;
        readonly file: Uint8Array<ArrayBuffer>;
        /** Largest difference between outputs before and after. */
        readonly difference: number;
      }
    /** The file is not what it should be, or the target has no place for it. `detail` is in English. */
    | { readonly type: 'refused'; readonly reason: Refusal; readonly detail: string }
  );
