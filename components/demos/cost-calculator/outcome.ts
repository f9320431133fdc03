/** The end of a measurement in a sentence. */
import type { TimedModel } from './calculator.svelte.ts';
import type { CostStrings } from './strings.ts';

/** How long the deepest stack of equal parameters took against one layer; '' while either has no time. */
export function outcomeOf(
  models: readonly TimedModel[],
  strings: Pick<CostStrings, 'outcome'>,
): string {
  const one = models[0]?.ms;
  const deep = models.findLast(({ kept }) => kept === 'parameters');
  if (one === undefined || deep?.ms === undefined) return '';
  const { L, H } = deep.shape;
  return strings.outcome(`${L} × ${H}`, (deep.ms / one).toFixed(2), deep.factor.toFixed(2));
}
