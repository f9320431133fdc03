/** What the page hands to a claim's run, as JSON in an attribute. */
import type { ClaimRecord } from './recorded.ts';

export interface RunPayload {
  /** The claim's id. */
  readonly claim: string;
  /** Name of the figure: the task with its length. */
  readonly title: string;
  readonly record: ClaimRecord;
  /** The best simple predictor in words, with its score. */
  readonly baseline: string | undefined;
}
