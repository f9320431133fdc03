/** Groups of models: what they must have in common, and groups for engines whose models take turns. */
import type { Trainer, TrainerGroup, TrainerOptions } from './backend.ts';

/** Fields in an order of their own, without those left undefined. */
const canonical = (fields: object): string =>
  JSON.stringify(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      // Infinity has no JSON.
      .map(([name, value]) => [name, String(value)])
      .toSorted(),
  );

/** @throws RangeError when there is no model, or specifications or optimizers differ. */
export function checkGroup(options: readonly TrainerOptions[]): void {
  const [first] = options;
  if (first === undefined) throw new RangeError('a group must have at least 1 model, got 0');
  for (const { spec, optimizer } of options)
    if (
      canonical(spec) !== canonical(first.spec) ||
      canonical(optimizer) !== canonical(first.optimizer)
    )
      throw new RangeError('models of a group must share specification and optimizer');
}

/** @throws RangeError unless there is a list of batches for each member and all are equally long. */
export function checkGroupBatches(
  members: readonly unknown[],
  batches: readonly (readonly unknown[])[],
): void {
  if (batches.length !== members.length)
    throw new RangeError(
      `batches must be given for ${members.length} models, got ${batches.length}`,
    );
  const count = batches[0]?.length ?? 0;
  for (const { length } of batches)
    if (length !== count)
      throw new RangeError(`every model must get ${count} batches, got ${length}`);
}

/**
 * A group whose members step one after the other, or as their trainers see fit.
 * @throws RangeError as `checkGroup`; whatever `createTrainer` throws, after disposing of the members made so far.
 */
export async function createSequentialGroup(
  options: readonly TrainerOptions[],
  createTrainer: (options: TrainerOptions) => Promise<Trainer>,
): Promise<TrainerGroup> {
  checkGroup(options);
  const members: Trainer[] = [];
  const dispose = (): void => {
    for (const member of members) member.dispose();
  };
  try {
    for (const each of options) members.push(await createTrainer(each));
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    members,
    async step(batches) {
      checkGroupBatches(members, batches);
      const losses: Float32Array[] = [];
      for (const [k, member] of members.entries()) losses.push(await member.step(batches[k] ?? []));
      return losses;
    },
    dispose,
  };
}
