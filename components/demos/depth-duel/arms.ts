/**
 * The models of the duel. H is the width of the single layer.
 *
 *   A  1 × H               B  2 × H′, C  3 × H″, F  1 × bidirectional: all at A's number of parameters
 *   D  2 × H, A's width    E  1 × W at D's number of parameters
 *
 * Widths are the whole numbers that come nearest to equal parameters, embedding and head included. A against B, C and F,
 * and D against E, are fair; A against D is not: D has up to three times the parameters.
 */
import { countParameters, nearestWidth } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskFacts } from '#tasks/task.ts';

/** In the order of tables and drawings. */
export const ARM_IDS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type ArmId = (typeof ARM_IDS)[number];

/** A model of `numLayers` layers of `hiddenSize` units for a task, forget bias 1. */
export function modelFor(
  task: TaskFacts,
  numLayers: number,
  hiddenSize: number,
): ModelSpecification {
  const { inputSize, vocabulary, outputSize, head, loss } = task;
  return {
    inputSize,
    ...(vocabulary === undefined ? {} : { vocabulary }),
    hiddenSize,
    numLayers,
    outputSize,
    head,
    loss,
    forgetBias: 1,
  };
}

/**
 * Does the task allow the arm? A backward direction reads ahead, so F is left to tasks that ask for one answer after the
 * whole sequence.
 */
export const allows = (task: TaskFacts, arm: ArmId): boolean => arm !== 'F' || task.head === 'last';

/** The arms that a task allows, in order. */
export const armsFor = (task: TaskFacts): ArmId[] => ARM_IDS.filter((arm) => allows(task, arm));

/**
 * The model of an arm.
 * @param hiddenSize H, 1…128: the widest E, that of H = 128, still has fewer than 256 units.
 * @throws RangeError when the task does not allow the arm.
 */
export function armSpecification(
  task: TaskFacts,
  hiddenSize: number,
  arm: ArmId,
): ModelSpecification {
  if (!allows(task, arm))
    throw new RangeError(
      `arm must be one of ${armsFor(task).join(', ')} for ${task.id}, got ${arm}`,
    );
  const a = modelFor(task, 1, hiddenSize);
  const d = modelFor(task, 2, hiddenSize);
  /** The same parameters in another shape. */
  const reshaped = (model: ModelSpecification, like: ModelSpecification): ModelSpecification => ({
    ...model,
    hiddenSize: nearestWidth(model, countParameters(like).total),
  });
  switch (arm) {
    case 'A':
      return a;
    case 'B':
      return reshaped(d, a);
    case 'C':
      return reshaped(modelFor(task, 3, hiddenSize), a);
    case 'D':
      return d;
    case 'E':
      return reshaped(a, d);
    case 'F':
      return reshaped({ ...a, bidirectional: true }, a);
    default:
      return arm satisfies never;
  }
}
