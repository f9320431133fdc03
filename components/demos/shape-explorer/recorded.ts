/** The comparisons of the defaults, computed when the site is built. No island may import this. */
import { type Comparison, runLstm } from '#model/lstm-run.ts';
import { DEFAULTS } from './demo.ts';
import { viewOf } from './view.ts';

/** @throws Error when the defaults are refused by the framework. */
export function recordedComparisons(): readonly Comparison[] {
  const { order } = viewOf(DEFAULTS);
  if (!order) throw new Error('the defaults of the shape explorer cannot be run');
  return runLstm(order).comparisons;
}
