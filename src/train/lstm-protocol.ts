/** The messages between the shape explorer and its worker. Every message can be cloned structurally. */
import type { LstmOrder, LstmRun } from '#model/lstm-run.ts';

export interface LstmWork {
  /** Rises with every order; each answer names the order it belongs to. */
  readonly id: number;
  readonly order: LstmOrder;
}

export type LstmNews =
  | { readonly type: 'ran'; readonly id: number; readonly run: LstmRun; readonly ms: number }
  /** `detail` is in English. */
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };
