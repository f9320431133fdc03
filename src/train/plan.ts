/** Is a plan one that can be trained? It may come from a URL that anybody wrote. */
import { checkSpecification } from '#model/check-specification.ts';
import type { Task } from '#tasks/task.ts';
import type { Plan } from './protocol.ts';

/** Ranges of a plan's numbers, both ends included; the learning rate must also be above 0. */
export const PLAN_LIMITS = {
  batchSize: [1, 1024],
  steps: [1, 100_000],
  evaluateEvery: [1, 100_000],
  learningRate: [0, 10],
  /** How many seeds, and how many arms. */
  seeds: [1, 50],
  arms: [1, 8],
} as const;

/** The largest seed: seeds are unsigned 32-bit numbers. */
const LARGEST_SEED = 2 ** 32 - 1;

function checkWhole(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new RangeError(`${name} must be a whole number ${low}…${high}, got ${value}`);
}

/** @throws RangeError unless it lies above 0 and at most 10. */
export function checkLearningRate(learningRate: number): void {
  const [low, high] = PLAN_LIMITS.learningRate;
  if (!(learningRate > low && learningRate <= high))
    throw new RangeError(`learningRate must be above ${low}, at most ${high}, got ${learningRate}`);
}

/**
 * Checks every number of a plan and that its models fit its task.
 * @throws RangeError naming the field, its range and the value.
 */
export function checkPlan(plan: Plan, tasks: Readonly<Record<string, Task>>): Task {
  const task = Object.hasOwn(tasks, plan.task) ? tasks[plan.task] : undefined;
  if (task === undefined)
    throw new RangeError(`task must be one of ${Object.keys(tasks).join(', ')}, got ${plan.task}`);
  checkWhole('sequenceLength', plan.sequenceLength, task.sequenceLengths);
  checkWhole('batchSize', plan.batchSize, PLAN_LIMITS.batchSize);
  checkWhole('steps', plan.steps, PLAN_LIMITS.steps);
  checkWhole('evaluateEvery', plan.evaluateEvery, PLAN_LIMITS.evaluateEvery);
  checkLearningRate(plan.learningRate);
  checkWhole('number of seeds', plan.seeds.length, PLAN_LIMITS.seeds);
  checkWhole('number of arms', plan.arms.length, PLAN_LIMITS.arms);
  for (const seed of plan.seeds) checkWhole('seed', seed, [0, LARGEST_SEED]);
  checkDistinct('seeds', plan.seeds);
  checkDistinct(
    'arms',
    plan.arms.map(({ id }) => id),
  );
  for (const { id, spec, steps, learningRate } of plan.arms) {
    if (steps !== undefined) checkWhole(`steps of arm ${id}`, steps, PLAN_LIMITS.steps);
    if (learningRate !== undefined) checkLearningRate(learningRate);
    checkSpecification(spec);
    for (const field of ['inputSize', 'vocabulary', 'outputSize', 'head', 'loss'] as const)
      if (spec[field] !== task[field])
        throw new RangeError(
          `${field} of arm ${id} must be ${task[field]} for task ${task.id}, got ${spec[field]}`,
        );
  }
  return task;
}

function checkDistinct(name: string, values: readonly (string | number)[]): void {
  if (new Set(values).size !== values.length)
    throw new RangeError(`${name} must be distinct, got ${values.join(', ')}`);
}
