/** Does a trainer's state fit a model and an optimizer? It may come from a file, or from another backend. */
import type { OptimizerOptions } from '#model/optimizer.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TrainerState } from './backend.ts';

/**
 * Checks lengths, the count of updates, and that second moments are not negative; numbers that are not finite are for
 * `finiteState`. Specification and optimizer must have been checked.
 * @throws RangeError naming the part, what it must be and what it is.
 */
export function checkState(
  spec: ModelSpecification,
  { kind = 'adam' }: { readonly kind?: OptimizerOptions['kind'] | undefined },
  { parameters, m, v, updates }: TrainerState,
): void {
  const { total } = countParameters(spec);
  const moments = kind === 'adam' ? total : 0;
  for (const [name, values, length] of [
    ['parameters', parameters, total],
    ['m', m, moments],
    ['v', v, moments],
  ] as const)
    if (values.length !== length)
      throw new RangeError(`${name} must hold ${length} numbers, got ${values.length}`);
  if (!(Number.isInteger(updates) && updates >= 0 && updates < 2 ** 32))
    throw new RangeError(`updates must be 0…${2 ** 32 - 1}, got ${updates}`);
  for (const value of v)
    if (value < 0) throw new RangeError(`v must be at least 0 everywhere, got ${value}`);
}

/** Is every number of a state finite? One that is not must not become a checkpoint. */
export function finiteState({ parameters, m, v }: TrainerState): boolean {
  for (const values of [parameters, m, v])
    for (const value of values) if (!Number.isFinite(value)) return false;
  return true;
}
