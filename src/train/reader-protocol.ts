/** What the messages of workers that read a reader's text, and train models that do, have in common. */

/** Beside the orders to read. */
export type TrainingOrder<Plan> =
  /** Trains from seeded weights, in place of any earlier training. */
  | { readonly type: 'train'; readonly id: number; readonly plan: Plan }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** While paused: one update. */
  | { readonly type: 'step' }
  /** Ends the training and forgets its model. */
  | { readonly type: 'forget' };

export type ReaderFailure = 'no-backend' | 'bad-plan' | 'worker-failed' | 'worker-silent';

/** `detail` is in English. */
export interface FailedNews {
  readonly type: 'failed';
  readonly id: number;
  readonly reason: ReaderFailure;
  readonly detail: string;
}
