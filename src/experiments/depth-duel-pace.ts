/**
 * How long an update of each arm of the duel takes, measured once and frozen, so that "equal time" means the same number
 * of steps on every machine and on every visit. Only the ratio between two arms of a task counts.
 *
 * All arms of a task take turns, in rounds; of the rounds the shortest counts, in processor time of the one thread, so
 * that other work on the machine does not. A round is long, because that clock may tick only every few milliseconds.
 * An update includes drawing its batch, as it does in the demo.
 */
import { type ArmId, armsFor, armSpecification } from '#components/demos/depth-duel/arms.ts';
import type { Trainer } from '#engine/backend.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Task, TaskId } from '#tasks/task.ts';
import type { Experiment } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';
import { threadMilliseconds } from './thread-clock.ts';

interface PaceConfig {
  readonly rounds: number;
  /** Updates of an arm in a round. */
  readonly updates: number;
  readonly tasks: readonly TaskId[];
}

interface PaceResult {
  readonly timings: {
    /** Milliseconds an update takes, at the task's default sizes. */
    readonly msPerStep: Readonly<Partial<Record<TaskId, Readonly<Partial<Record<ArmId, number>>>>>>;
  };
}

const SEED = 1;

/** The shortest milliseconds an update of each arm of a task. */
async function timeTask(task: Task, { rounds, updates }: PaceConfig): Promise<Map<ArmId, number>> {
  await task.load?.();
  const { hiddenSize, sequenceLength, batchSize } = task.defaults;
  const stream = task.createStream({ seed: SEED, sequenceLength, batchSize });
  const backend = await wasmBackend();
  const trainers = new Map<ArmId, Trainer>();
  for (const arm of armsFor(task)) {
    const spec = armSpecification(task, hiddenSize, arm);
    const parameters = initialParameters(spec, SEED);
    trainers.set(
      arm,
      await backend.createTrainer({ spec, parameters, optimizer: DEFAULT_OPTIMIZER }),
    );
  }
  const shortest = new Map<ArmId, number>();
  for (let round = 0; round < rounds; round++)
    for (const [arm, trainer] of trainers) {
      const start = threadMilliseconds();
      await trainer.step(Array.from({ length: updates }, (_, k) => stream.batch(k)));
      const ms = (threadMilliseconds() - start) / updates;
      shortest.set(arm, Math.min(ms, shortest.get(arm) ?? Infinity));
    }
  for (const trainer of trainers.values()) trainer.dispose();
  return shortest;
}

async function run(config: PaceConfig): Promise<PaceResult> {
  const msPerStep: Record<string, Partial<Record<ArmId, number>>> = {};
  for (const id of config.tasks) {
    const times = await timeTask(TASKS[id], config);
    msPerStep[id] = Object.fromEntries(
      [...times].map(([arm, ms]) => [arm, Number(ms.toPrecision(3))]),
    );
  }
  return { timings: { msPerStep } };
}

/** `npm run experiments -- depth-duel-pace`: one file. */
export const experiment: Experiment<PaceConfig, PaceResult> = {
  id: 'depth-duel-pace',
  stages: [
    () => [
      {
        path: 'depth-duel-pace/ms-per-step.json',
        config: { rounds: 8, updates: 30, tasks: Object.keys(TASKS) as TaskId[] },
      },
    ],
  ],
  run,
};
